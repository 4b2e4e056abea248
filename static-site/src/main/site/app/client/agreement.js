// When two results say the same, by the task they are of.
import {apart, compareNumbers, compareTensors, overlap} from './measures.js';

/**
 * @typedef {import('./measures.js').Verdict} Verdict
 * @typedef {object} Rule
 * @property {string} agree when results agree
 * @property {string} difference what is measured beside
 * @property {(result: any) => any} taken copies what is compared of a result, which its owner may
 *     change
 * @property {(one: any, other: any) => Verdict} compare
 * @property {(result: any) => any} told what a report says of a result: nothing of the input
 */

const LEAST_IOU = 0.5;
const MOST_OTHER_PIXELS = 0.05;
const MOST_SECONDS = 0.1;
const MOST_DISTANCE = 0.05;
const LEAST_SCORE = 0.3;
/** Of a list of classes, and of any other. */
const MOST_CLASSES = 5;
const MOST_TOLD = 20;
const NONE = () => undefined;

/** @param {any[]} list */
const copies = (list) => list.map((one) => ({...one}));
/** @param {number[]} differences */
const largest = (differences) => differences.reduce((a, b) => Math.max(a, b), 0);

/** @type {Rule} */
const CLASSES = {
  agree: 'the most probable label is the same',
  difference: "the probability of the first model's most probable label",
  taken: (classes) => copies(classes.slice(0, MOST_CLASSES)),
  compare: ([best], classes) => {
    const same = classes.find((/** @type {any} */ one) => one.label === best?.label);
    return {
      agrees: best?.label === classes[0]?.label,
      difference: same ? apart(best.probability, same.probability) : NaN,
    };
  },
  told: (classes) => copies(classes.slice(0, MOST_CLASSES)),
};

/** @type {Rule} */
const DETECTIONS = {
  agree:
    'each thing of either result has one of the same label in the other, with boxes whose ' +
    `intersection over union is ${LEAST_IOU} or more`,
  difference: 'the scores of the same thing, the largest of a result',
  taken: (things) =>
    things.map((/** @type {any} */ {label, score, box}) => ({label, score, box: {...box}})),
  compare: (things, others) => {
    const left = [...others];
    const differences = [];
    for (const {label, score, box} of things) {
      const overlaps = left.map((one) => (one.label === label ? overlap(box, one.box) : 0));
      const most = overlaps.indexOf(Math.max(...overlaps));
      if (!(overlaps[most] >= LEAST_IOU)) continue;
      differences.push(apart(score, left[most].score));
      left.splice(most, 1);
    }
    const agrees = left.length === 0 && differences.length === things.length;
    return {agrees, difference: differences.length > 0 || agrees ? largest(differences) : NaN};
  },
  told: (things) => DETECTIONS.taken(things.slice(0, MOST_TOLD)),
};

/** @type {Rule} */
const POINTS = {
  agree:
    `the points of score ${LEAST_SCORE} or more have the same names, and are no further apart ` +
    `than ${MOST_DISTANCE} of the longer side of the box around the first model's`,
  difference: 'the distance of the points as a share of that side, the largest of a result',
  taken: copies,
  compare: (points, others) => {
    const seen = points.filter((/** @type {any} */ {score}) => score >= LEAST_SCORE);
    const seenToo = others.filter((/** @type {any} */ {score}) => score >= LEAST_SCORE);
    const names = (/** @type {any[]} */ list) => list.map(({name}) => name).join('\n');
    if (names(seen) !== names(seenToo)) return {agrees: false, difference: NaN};
    const extent = (/** @type {'x' | 'y'} */ axis) => {
      const all = seen.map((/** @type {any} */ one) => one[axis]);
      return Math.max(...all) - Math.min(...all);
    };
    const side = Math.max(extent('x'), extent('y'), 1);
    const difference = largest(
      seen.map((/** @type {any} */ one, /** @type {number} */ i) =>
        Math.hypot(one.x - seenToo[i].x, one.y - seenToo[i].y) / side,
      ),
    );
    return {agrees: difference <= MOST_DISTANCE, difference};
  },
  told: (points) => copies(points.slice(0, MOST_TOLD)),
};

/** @type {Rule} */
const MASKS = {
  agree: `not more than ${MOST_OTHER_PIXELS} of the pixels have another label`,
  difference: 'the share of the pixels that have another label',
  taken: structuredClone,
  compare: (one, other) => {
    if (one.width !== other.width || one.height !== other.height) {
      return {agrees: false, difference: NaN};
    }
    const index = other.labels.map((/** @type {string} */ label) => one.labels.indexOf(label));
    let others = 0;
    for (let i = 0; i < one.classes.length; i++) {
      if (one.classes[i] !== index[other.classes[i]]) others++;
    }
    const difference = others / one.classes.length;
    return {agrees: difference <= MOST_OTHER_PIXELS, difference};
  },
  told: NONE,
};

// A span's text is a part of what the person wrote.
/** @param {any[]} list */
const withoutTexts = (list) =>
  list.map(({label, score, start, end}) => ({label, score, start, end}));

/**
 * Compares spans of text, which have to be the same but for how sure they are.
 *
 * @param {string} agree
 * @param {(span: any) => unknown} keyOf
 * @param {number} [most] how many count
 * @returns {Rule}
 */
const spans = (agree, keyOf, most = Infinity) => ({
  agree,
  difference: 'the scores, the largest of a result whose answers are the same',
  taken: (list) => copies(list.slice(0, most)),
  compare: (list, others) => {
    const counted = others.slice(0, most);
    const agrees =
      list.length === counted.length &&
      list.every(
        (/** @type {any} */ one, /** @type {number} */ i) => keyOf(one) === keyOf(counted[i]),
      );
    const differences = list.map((/** @type {any} */ {score}, /** @type {number} */ i) =>
      apart(score, counted[i]?.score),
    );
    return {agrees, difference: agrees ? largest(differences) : NaN};
  },
  told: (list) => withoutTexts(list.slice(0, MOST_TOLD)),
});

const WORDS = spans('the best word for each gap is the same', ({label}) => label);
/** @param {any[][]} gaps */
const bestWords = (gaps) => gaps.map(([best]) => best);

/** @type {Rule} */
const GAPS = {
  ...WORDS,
  taken: (gaps) => gaps.map((/** @type {any[]} */ words) => copies(words.slice(0, MOST_CLASSES))),
  compare: (gaps, others) => WORDS.compare(bestWords(gaps), bestWords(others)),
  told: (gaps) =>
    gaps
      .slice(0, MOST_TOLD)
      .map((/** @type {any[]} */ words) => withoutTexts(words.slice(0, MOST_CLASSES))),
};

/** @type {Rule} */
const SEGMENTS = {
  agree:
    'there are as many stretches of speech, which begin and end within ' +
    `${MOST_SECONDS} seconds of each other`,
  difference: 'the beginnings and ends in seconds, the largest of a result',
  taken: copies,
  compare: (list, others) => {
    if (list.length !== others.length) return {agrees: false, difference: NaN};
    const difference = largest(
      list.flatMap((/** @type {any} */ {startSeconds, endSeconds}, /** @type {number} */ i) => [
        apart(startSeconds, others[i].startSeconds),
        apart(endSeconds, others[i].endSeconds),
      ]),
    );
    return {agrees: difference <= MOST_SECONDS, difference};
  },
  told: (list) => copies(list.slice(0, MOST_TOLD)),
};

/** @param {number} tolerance */
const within = (tolerance) =>
  `no number differs by more than ${tolerance} of the largest of the first model's`;

/**
 * @param {string} more
 * @param {number} tolerance
 * @param {(one: any, other: any) => Verdict} compare
 * @param {(result: any) => any} [told]
 * @returns {Rule}
 */
const numbers = (more, tolerance, compare, told = NONE) => ({
  agree: `${more}${within(tolerance)}`,
  difference: 'the numbers, the largest of a result',
  taken: structuredClone,
  compare,
  told,
});

/**
 * Returns how results of a task are compared.
 *
 * @param {string} task
 * @param {number} tolerance of numbers
 * @returns {Rule}
 */
export function ruleOf(task, tolerance) {
  switch (task) {
    case 'object-detection':
      return DETECTIONS;
    case 'keypoint-detection':
      return POINTS;
    case 'image-segmentation':
      return MASKS;
    case 'voice-activity-detection':
      return SEGMENTS;
    case 'token-classification':
      return spans('the spans and their labels are the same', ({label, start, end}) =>
        [label, start, end].join(),
      );
    case 'question-answering':
      return spans(
        'the best answer is the same part of the text',
        ({start, end}) => [start, end].join(),
        1,
      );
    case 'fill-mask':
      return GAPS;
    case 'image-feature-extraction':
    case 'sentence-similarity':
      return numbers('', tolerance, (one, other) =>
        compareNumbers(one.embedding, other.embedding, tolerance),
      );
    case 'image-to-image':
      return numbers('the size is the same, and ', tolerance, (one, other) =>
        one.width === other.width
          ? compareNumbers(one.data, other.data, tolerance)
          : {agrees: false, difference: NaN},
      );
    case 'tabular-regression':
      return numbers(
        'the unit is the same, and ',
        tolerance,
        (one, other) => {
          const {agrees, difference} = compareNumbers([one.value], [other.value], tolerance);
          const sameUnit = one.unit === other.unit;
          return {agrees: agrees && sameUnit, difference: sameUnit ? difference : NaN};
        },
        structuredClone,
      );
    case 'tensors':
      return numbers('types and shapes are the same, and ', tolerance, (one, other) => {
        const names = Object.keys({...one, ...other});
        const verdicts = names.map((name) =>
          compareTensors(one[name], other[name], tolerance),
        );
        return {
          agrees: verdicts.every(({agrees}) => agrees),
          difference: largest(verdicts.map(({difference}) => difference)),
        };
      });
    default:
      return CLASSES;
  }
}

/**
 * Compares what was heard in whole sounds.
 *
 * @param {Rule} rule of the results of single windows
 * @returns {Rule}
 */
export const ofSounds = (rule) => ({
  agree: `the words heard are the same, in the same order; or, where there are none, ${rule.agree}`,
  difference: rule.difference,
  taken: ({words, result}) => ({words: copies(words), result: rule.taken(result)}),
  compare: (one, other) => {
    const verdict = rule.compare(one.result, other.result);
    const said = (/** @type {any} */ {words}) =>
      words.map((/** @type {any} */ {label}) => label).join('\n');
    const agrees = said(one) || said(other) ? said(one) === said(other) : verdict.agrees;
    return {...verdict, agrees};
  },
  told: ({words, result}) => ({
    words: copies(words.slice(0, MOST_TOLD)),
    result: rule.told(result),
  }),
});
