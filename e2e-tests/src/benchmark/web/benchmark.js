// Times Hearth beside hand-written JavaScript, by turns, after checking that both give the same.
import * as ours from '/benchmark/hearth.js';
import {logMel} from '/hand-audio.js';
import {nms} from '/hand-boxes.js';
import {cropped, drawn, levels, stretched} from '/hand-images.js';
import {ByteLevelBpe, WordPiece} from '/hand-words.js';
import * as inputs from '/inputs.js';
import {processed} from '/transformers-images.js';

const WARM_UP_MS = 1000;
const MEASURED_MS = 5000;
const LEAST_ROUNDS = 9;
const MOST_ROUNDS = 51;
const LEAST_SAMPLE_MS = 5;
const PHOTOS = ['selfie_1600', 'kimono'];

function assertClose(name, found, expected, tolerance) {
  if (found.length !== expected.length) {
    throw new Error(`${name}: ${found.length} values, hand-written ${expected.length}`);
  }
  for (let i = 0; i < found.length; i++) {
    if (!(Math.abs(found[i] - expected[i]) <= tolerance)) {
      throw new Error(`${name}: ${found[i]} at ${i}, hand-written ${expected[i]}`);
    }
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Milliseconds of one call; what is timed may need something made anew before each. */
async function time(way, repeats) {
  const input = way.prepare?.();
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    const result = way.run(input);
    if (result instanceof Promise) await result;
  }
  return (performance.now() - start) / repeats;
}

/** Resolves to the median of each way, all taking turns. */
async function compare(ways) {
  let slowest = 0;
  const warm = performance.now() + WARM_UP_MS;
  for (let round = 0; round < 3 || performance.now() < warm; round++) {
    slowest = 0;
    for (const way of ways) slowest = Math.max(slowest, await time(way, 1));
  }
  const repeats = ways.some((way) => way.prepare) ? 1 : Math.ceil(LEAST_SAMPLE_MS / slowest);
  const times = ways.map(() => []);
  const end = performance.now() + MEASURED_MS;
  let round = 0;
  for (; round < LEAST_ROUNDS || (round < MOST_ROUNDS && performance.now() < end); round++) {
    for (const [i, way] of ways.entries()) times[i].push(await time(way, repeats));
  }
  return {medians: times.map(median), rounds: round};
}

async function row(name, hearth, hand, tolerance = 0) {
  const way = (run) => (typeof run === 'function' ? {run} : run);
  const [mine, theirs] = [way(hearth), way(hand)];
  assertClose(name, mine.run(mine.prepare?.()), theirs.run(theirs.prepare?.()), tolerance);
  const {medians, rounds} = await compare([mine, theirs]);
  return {name, hearthMs: medians[0], handMs: medians[1], ratio: medians[0] / medians[1], rounds};
}

async function photoRow(name) {
  const file = await (await inputs.fetched(`/testdata/${name}.jpg`)).blob();
  const reference = new Uint8Array(await (await inputs.fetched(`/testdata/${name}.u8`)).arrayBuffer());
  const error = async (run) => {
    const found = levels(await run(file));
    return found.reduce((sum, level, i) => sum + Math.abs(level - reference[i]), 0) / reference.length;
  };
  const runs = [ours.photo, drawn, processed];
  const errors = [];
  for (const run of runs) errors.push(await error(run));
  if (errors[0] > 1e-3) throw new Error(`${name}.jpg: ${errors[0]} levels from Pillow`);
  const {medians, rounds} = await compare(runs.map((run) => ({run: () => run(file)})));
  const {width, height} = await createImageBitmap(file);
  return {
    name: `photo file to tensor, ${width}x${height} JPEG`,
    hearthMs: medians[0],
    handMs: medians[1],
    ratio: medians[0] / medians[1],
    rounds,
    transformersMs: medians[2],
    levelsFromPillow: {hearth: errors[0], hand: errors[1], transformers: errors[2]},
  };
}

function* pictureRows() {
  for (const [width, height] of [[1920, 1080], [4000, 3000]]) {
    const {rgba} = inputs.picture(width, height);
    for (const [what, mine, theirs] of [
      ['shortest edge 256, centre 224', ours.cropped, cropped],
      ['exact 224', ours.stretched, stretched],
    ]) {
      yield row(
        `resize + normalise ${width}x${height}, ${what}`,
        () => mine(rgba, width, height),
        () => theirs(rgba, width, height),
      );
    }
  }
}

function* soundRows() {
  for (const seconds of [1, 30]) {
    const samples = inputs.sound(seconds);
    yield row(`log-mel of ${seconds} s`, () => ours.logMel(samples), () => logMel(samples), 1e-5);
  }
}

function boxRow() {
  const {edges, scores, classes} = inputs.boxes();
  return row(
    'NMS of 8,400 boxes',
    () => ours.nms(edges, scores, classes, 0.45),
    () => nms(edges, scores, classes, 0.45),
  );
}

async function* textRows() {
  const texts = ['bert-base-uncased/vocab.txt', 'gpt2/vocab.json', 'gpt2/merges.txt'].map(
    async (path) => (await inputs.fetched(`/testdata/${path}`)).text(),
  );
  const [vocabTxt, vocabJson, mergesTxt] = await Promise.all(texts);
  const text = inputs.text(vocabTxt, 10000);
  const wordPiece = ours.wordPiece(vocabTxt);
  const handWordPiece = new WordPiece(vocabTxt);
  yield row('WordPiece of 10,000 words', () => wordPiece(text), () => handWordPiece.encode(text));
  const bpe = ours.bpe(vocabJson, mergesTxt);
  const handBpe = new ByteLevelBpe(vocabJson, mergesTxt);
  yield row('BPE of 10,000 words, seen before', () => bpe(text), () => handBpe.encode(text));
  yield row(
    'BPE of 10,000 words, new tokenizer',
    {prepare: () => ours.bpe(vocabJson, mergesTxt), run: (fresh) => fresh(text)},
    {prepare: () => new ByteLevelBpe(vocabJson, mergesTxt), run: (fresh) => fresh.encode(text)},
  );
}

/** The rows as lines for people. */
function table(rows) {
  const ms = (value) => value.toFixed(2).padStart(9);
  const lines = [`${'median ms'.padEnd(66)}   Hearth     hand    ratio`];
  for (const row of rows) {
    lines.push(`${row.name.padEnd(64)}${ms(row.hearthMs)}${ms(row.handMs)}${ms(row.ratio)}`);
    if (row.transformersMs) {
      const [mine, hand, hub] = Object.values(row.levelsFromPillow).map((level) => level.toFixed(2));
      lines.push(`${'  transformers.js'.padEnd(73)}${ms(row.transformersMs)}`);
      lines.push(`  mean error in levels against Pillow: Hearth ${mine}, hand ${hand}, transformers.js ${hub}`);
    }
  }
  return lines.join('\n');
}

// Resolves to the table and the same as JSON.
window.runBenchmark = async () => {
  const rows = [];
  for (const found of pictureRows()) rows.push(await found);
  for (const photo of PHOTOS) rows.push(await photoRow(photo));
  for (const found of soundRows()) rows.push(await found);
  rows.push(await boxRow());
  for await (const found of textRows()) rows.push(found);
  return [table(rows), JSON.stringify({browser: navigator.userAgent, rows}, null, 2)];
};
window.ready = true;
