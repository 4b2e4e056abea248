// Runs what is ours beside what others do, by turns, and gives medians in milliseconds.
import * as ours from '/compiled/benchmark.js';
import {detections, picture, sound, texts} from '/inputs.js';
import {logMel} from '/handwritten/logmel.js';
import {nms} from '/handwritten/nms.js';
import {photo, resize} from '/handwritten/resize.js';
import {bytePairs, wordPiece} from '/handwritten/tokenizers.js';
import {photoByTransformers} from '/transformers.js';

const WARM_UP = 8;
const LEAST_ROUNDS = 25;
const MILLISECONDS = 2500;

const text = async (url) => (await fetch(url)).text();
const largestDifference = (a, b) =>
  a.length === b.length ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) : Infinity;

function same(name, a, b, tolerance) {
  const difference = largestDifference(a, b);
  if (!(difference <= tolerance)) throw new Error(`${name}: the results differ by ${difference}`);
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

// Each contender takes the number of the round, so that inputs may change from round to round.
async function row(name, contenders) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((contender) => [contender, []]));
  const begun = performance.now();
  for (let i = 0; i < WARM_UP + LEAST_ROUNDS || performance.now() < begun + MILLISECONDS; i++) {
    for (let k = 0; k < names.length; k++) {
      const contender = names[(i + k) % names.length];
      const start = performance.now();
      await contenders[contender](i);
      if (i >= WARM_UP) times[contender].push(performance.now() - start);
    }
  }
  const medians = Object.fromEntries(names.map((contender) => [contender, median(times[contender])]));
  return {name, rounds: times.ours.length, medians, ratio: medians.ours / medians.handwritten};
}

function resizing(width, height) {
  const image = picture(width, height);
  const run = {ours: () => ours.resize(image.data, width, height), handwritten: () => resize(image)};
  same('resize', run.ours(), run.handwritten(), 1e-6);
  return row(`${width}x${height} to 224, normalised`, run);
}

function features(seconds) {
  const samples = sound(seconds);
  const run = {ours: () => ours.logMel(samples), handwritten: () => logMel(samples)};
  same('log-mel', run.ours(), run.handwritten(), 1e-5);
  return row(`log-mel of ${seconds} s`, run);
}

function suppression() {
  const {boxes, scores} = detections();
  const run = {ours: () => ours.nms(boxes, scores, 0.5), handwritten: () => nms(boxes, scores, 0.5)};
  same('NMS', run.ours(), run.handwritten(), 0);
  return row('NMS of 8,400 boxes', run);
}

async function tokenizing() {
  const [vocabTxt, vocabJson, mergesTxt] = await Promise.all(
    ['bert-base-uncased/vocab.txt', 'gpt2/vocab.json', 'gpt2/merges.txt'].map((file) => text(`/data/tokenizers/${file}`)),
  );
  ours.load(vocabTxt, vocabJson, mergesTxt);
  const words = vocabTxt.split('\n').filter((token) => /^[a-z]{1,}$/.test(token));
  const some = texts(words, 10000, 400);
  const rows = [];
  for (const [name, mine, theirs] of [
    ['WordPiece of 10,000 words', ours.wordPiece, wordPiece(vocabTxt)],
    ['BPE of 10,000 words', ours.bytePairs, bytePairs(vocabJson, mergesTxt)],
  ]) {
    same(name, mine(some[0]), theirs(some[0]), 0);
    rows.push(await row(name, {ours: (i) => mine(some[i % 400]), handwritten: (i) => theirs(some[i % 400])}));
  }
  return rows;
}

const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];

// Mean distance in levels of 0 to 255 from what Pillow made of the same file, as rows of RGB.
function levelsFrom(pillow, tensor) {
  const plane = pillow.length / 3;
  let sum = 0;
  for (let i = 0; i < plane; i++) {
    for (let band = 0; band < 3; band++) {
      sum += Math.abs((tensor[band * plane + i] * STD[band] + MEAN[band]) * 255 - pillow[3 * i + band]);
    }
  }
  return sum / pillow.length;
}

async function photos(file, reference) {
  const blob = await (await fetch(`/data/${file}`)).blob();
  const pillow = new Uint8Array(await (await fetch(`/data/${reference}`)).arrayBuffer());
  const run = {
    ours: () => ours.photo(blob),
    handwritten: () => photo(blob),
    'transformers.js': () => photoByTransformers(blob),
  };
  const levels = {};
  for (const [name, contender] of Object.entries(run)) levels[name] = levelsFrom(pillow, await contender());
  if (levels.ours > 1e-4) throw new Error(`${file}: ours is ${levels.ours} levels from Pillow`);
  return {...(await row(`${file.replace(/.*\//, '')} to tensor`, run)), levels};
}

// Resolves to a row for each comparison.
window.benchmark = async (pictures) => {
  const rows = [
    await resizing(1920, 1080),
    await resizing(4000, 3000),
    await features(1),
    await features(30),
    await suppression(),
    ...(await tokenizing()),
  ];
  for (const {image, file} of pictures) rows.push(await photos(image, file));
  return JSON.stringify(rows);
};
window.ready = true;
