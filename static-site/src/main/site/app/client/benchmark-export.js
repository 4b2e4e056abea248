// A benchmark's report as JSON, CSV and Markdown.

/**
 * @typedef {import('./benchmark-run.js').Row} Row
 *
 * @typedef {object} Report
 * @property {1} schema
 * @property {string} began in ISO 8601
 * @property {string} ended in ISO 8601
 * @property {boolean} complete false where it was cancelled
 * @property {import('./benchmark-run.js').Settings} settings
 * @property {import('./measure-device.js').Device} device
 * @property {Row[]} rows
 */

/** What the columns of CSV and Markdown are called, and where their values are. */
const TEXTS = /** @type {const} */ (['model', 'version', 'runtime', 'provider', 'variant', 'threads', 'input', 'status']);
const SERIES = /** @type {const} */ (['warmLoadMs', 'preprocessMs', 'runMs', 'postprocessMs', 'totalMs', 'tensorsMs', 'rawMs']);
const LAST = /** @type {const} */ (['bytes', 'memoryBytes', 'tensorBytes', 'rawLoadMs', 'rawDifference', 'code', 'reason']);

/** @param {Report} report */
export const toJson = (report) => `${JSON.stringify(report, null, 2)}\n`;

/** @param {unknown} value */
const cell = (value) => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One line for each row, by RFC 4180. @param {Report} report */
export function toCsv({rows}) {
  const names = SERIES.flatMap((series) => [`${series}Median`, `${series}P95`]);
  const head = [...TEXTS, 'coldLoadMs', ...names, 'framesPerSecond', ...LAST, 'notes'];
  const lines = rows.map((row) => [
    ...TEXTS.map((name) => row[name]),
    row.coldLoadMs,
    ...SERIES.flatMap((series) => [row[series]?.median, row[series]?.p95]),
    row.framesPerSecond,
    ...LAST.map((name) => row[name]),
    row.notes.join('; '),
  ]);
  return [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
}

/** @param {number | null | undefined} value */
const ms = (value) => (value === null || value === undefined ? '' : value < 10 ? value.toFixed(2) : value.toFixed(1));
/** @param {import('./benchmark-figures.js').Figures | null} figures */
const pair = (figures) => (figures ? `${ms(figures.median)} / ${ms(figures.p95)}` : '');
/** @param {number | null} bytes */
const megabytes = (bytes) => (bytes === null ? '' : (bytes / 1e6).toFixed(1));
const inTable = (/** @type {unknown} */ text) => String(text).replaceAll('|', '\\|').replace(/\s+/g, ' ');

/** The description of a device as a list. @param {import('./measure-device.js').Device} device */
function deviceLines({userAgent, cores, memoryGb, isolated, wasm, webgpu, webgl}) {
  const has = [wasm.simd && 'SIMD', wasm.threads && 'threads', wasm.jspi && 'JSPI'].filter(Boolean).join(', ');
  return [
    `- Browser: ${userAgent}`,
    `- Cores: ${cores || 'not told'}; memory: ${memoryGb ? `${memoryGb} GB, as the browser rounds it` : 'not told'}`,
    `- Cross-origin isolated: ${isolated ? 'yes' : 'no'}; WebAssembly with ${has}`,
    `- WebGPU: ${webgpu.available ? `${webgpu.adapter}${webgpu.software ? ' (software)' : ''}` : webgpu.reason}`,
    `- WebGL: ${webgl.renderer || 'none'}`,
  ];
}

/** @param {Report} report */
export function toMarkdown({rows, device, settings, began}) {
  const columns = 'Model|Provider|Variant|Threads|Input|Cold load|Warm load|Preprocess|Run|Postprocess|Total|fps|Hearth, tensors|Raw runtime|Memory MB'.split('|');
  const lines = rows.map((row) =>
    row.status === 'failed'
      ? [row.model, row.provider || 'any', row.variant || 'any', row.threads || '', `${row.code}: ${row.reason}`, ...Array(10).fill('')]
      : [
          row.model, row.provider, row.variant, row.threads, row.input, ms(row.coldLoadMs), pair(row.warmLoadMs),
          pair(row.preprocessMs), pair(row.runMs), pair(row.postprocessMs), pair(row.totalMs),
          row.framesPerSecond?.toFixed(1) ?? '', pair(row.tensorsMs), pair(row.rawMs), megabytes(row.memoryBytes),
        ],
  );
  const {warmUps, runs} = settings;
  return [
    '# Benchmark',
    '',
    `${began}. Milliseconds, median / 95th percentile of ${runs} runs after ${warmUps} that do not count.`,
    '',
    ...deviceLines(device),
    '',
    `| ${columns.join(' | ')} |`,
    `|${' --- |'.repeat(columns.length)}`,
    ...lines.map((line) => `| ${line.map(inTable).join(' | ')} |`),
    '',
  ].join('\n');
}
