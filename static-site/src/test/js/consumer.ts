// What a page in TypeScript would write: compiled against hearth.d.ts, every export used, never run.
import {
  configure,
  HearthError,
  open,
  type AudioEvent,
  type Classifications,
  type CompareOptions,
  type Comparison,
  type ComparisonReport,
  type Detections,
  type DeviceTensor,
  type Embedding,
  type ErrorCode,
  type Feeds,
  type Fetches,
  type Gaps,
  type Hearing,
  type Input,
  type KeepOptions,
  type KeptFile,
  type Keypoints,
  type Manifest,
  type Memory,
  type Metrics,
  type Model,
  type ModelEvent,
  type ModelFiles,
  type Needs,
  type OfferedVersion,
  type OpenOptions,
  type Picture,
  type Plan,
  type Progress,
  type Result,
  type Results,
  type Segmentation,
  type Segments,
  storage,
  type Settings,
  type Spans,
  type Stream,
  type Transfer,
  type TransferEvent,
  type Value,
  versions,
} from '../../main/site/hearth.js';

const settings: Settings = {memoryBudgetBytes: 2 ** 30, lostKeys: ['AAAA'], base: new URL('https://site.example/')};
configure(settings);

function told(event: ModelEvent): string {
  switch (event.type) {
    case 'progress':
      return `${event.stage} ${event.bytes} of ${event.totalBytes}`;
    case 'plan':
      return `${event.state} ${event.provider} ${event.variant} ${event.code ?? ''} ${event.reason ?? ''}`;
    case 'worker':
    case 'transfer':
      return `${event.state}: ${event.reason}`;
    case 'version':
      return `${event.state} ${event.version} ${event.way ?? ''}: ${event.reason}`;
  }
}

const options: OpenOptions = {
  provider: ['webgpu', 'wasm'],
  variant: 'fp16',
  worker: true,
  signal: AbortSignal.timeout(1000),
  onProgress: (progress: Progress) => console.log(progress.stage),
  onEvent: (event) => console.log(told(event)),
  threads: 2,
  timeoutMs: Infinity,
  selfTest: false,
  keep: true,
};

async function opening(list: FileList, file: File, bytes: ArrayBuffer): Promise<Model[]> {
  const files: ModelFiles[] = [
    list,
    [file],
    {'model.onnx': file, 'model.onnx_data': new Uint8Array(bytes)},
    [{path: 'model.json', data: bytes}],
  ];
  const first = await open('models/digits', options);
  const others = await Promise.all(
    [...files, new URL('https://site.example/m')].map((each) => open(each, {beside: first})),
  );
  return [first, ...others];
}

async function predicting(
  model: Model,
  video: HTMLVideoElement,
  sound: AudioBuffer,
): Promise<Result[]> {
  const inputs: Input[] = [
    new Blob(),
    new ImageData(1, 1),
    document.createElement('canvas'),
    new OffscreenCanvas(1, 1),
    video,
    new Image(),
    sound,
    new Float32Array(1),
    'text',
    {question: 'Who?', context: 'Ada.'},
    {width: 1, colour: 'red'},
  ];
  // @ts-expect-error: a date is no input
  inputs.push(new Date());
  const [best] = await model.predict<Classifications>(inputs[0], {topK: 1, signal: options.signal});
  console.log(best.index, best.label.length, best.probability);
  const detailed = await model.predict<Detections>(video, {
    details: true,
    scoreThreshold: 0.5,
    iouThreshold: 0.5,
  });
  console.log(
    detailed.timings.runMs,
    detailed.feeds.x.shape,
    detailed.result[0].box.x,
    detailed.result[0].landmarks?.[0].name,
  );
  const [fewer] = await model.again({scoreThreshold: 0.9});
  const {timings} = await model.again({iouThreshold: 0.3, details: true, signal: options.signal});
  console.log(fewer.score, timings.postprocessMs);
  // @ts-expect-error: classes are not chosen by thresholds
  await model.again({topK: 1});
  const hearing: Hearing = await model.detect(sound);
  console.log(hearing.words[0].timeSeconds, hearing.seconds);
  return Promise.all(inputs.map((input) => model.predict(input)));
}

async function running(model: Model, next: Model): Promise<Fetches> {
  const feeds: Feeds = {
    x: {type: 'float32', shape: [1, 2], data: new Float32Array(2)},
    half: {type: 'float16', shape: [1], data: new Uint16Array(1)},
    ids: {type: 'int64', shape: [], data: new BigInt64Array(1)},
    mask: {type: 'bool', shape: [1], data: new Uint8Array(1)},
    words: {type: 'string', shape: [1], data: ['a']},
    ...(await model.preprocess('text')),
  };
  // @ts-expect-error: there is no such element type
  feeds.wrong = {type: 'float', shape: [1], data: new Float32Array(1)};
  const {y} = await model.run(feeds, {keep: true, transfer: true});
  const kept: DeviceTensor = y;
  const fetches = await next.run({x: kept});
  console.log((await kept.download()).data.length, fetches.y.type);
  await kept.close();
  return fetches;
}

async function streaming(camera: Model, microphone: Model, media: MediaStream): Promise<void> {
  const stream: Stream<Classifications> = camera.stream<Classifications>(
    media,
    ([best], {latencyMs, timings}) => console.log(best.label, latencyMs, timings?.runMs),
    {intervalMs: 100, region: (width, height) => ({x: 0, y: 0, width, height}), topK: 1},
  );
  console.log(stream.stats.frames, stream.stats.dropped, stream.stats.latencies.length);
  await stream.stop();
  await stream.done;
  // @ts-expect-error: a stream's callback gets the details without asking
  camera.stream(media, null, {details: true});
  microphone.stream(media, (event: AudioEvent) => {
    if (event.type === 'heard') console.log(event.level, event.frames.length / event.bands);
    if (event.type === 'detected') console.log(event.label, event.timeSeconds);
  });
  for await (const event of microphone.stream<AudioEvent>(media)) console.log(event.type);
}

function telling(model: Model): [Plan, Manifest | null, Metrics] {
  const {plan, manifest, metrics, inputs, outputs} = model;
  console.log(
    plan.worker.used,
    plan.worker.reason,
    plan.rejected[0]?.code,
    plan.selfTest?.maxAbsDiff,
  );
  console.log(
    model.url?.length,
    manifest?.labels.length,
    metrics.totalMs?.p95,
    inputs[0].shape,
    outputs[0].name,
  );
  // @ts-expect-error: the plan is Hearth's to choose
  plan.provider = 'wasm';
  return [plan, manifest, metrics];
}

async function resting(model: Model): Promise<Memory> {
  await model.sleep();
  await model.loseDevice();
  const memory = await model.memory();
  await using again = model;
  using once = model;
  await Promise.all([again.close(), once.close()]);
  return memory;
}

function explain(error: unknown): ErrorCode | undefined {
  if (error instanceof HearthError) {
    const [first] = error.rejected;
    return first?.code ?? error.code;
  }
  return new HearthError('NETWORK', 'why', {cause: error}).code;
}

const resultOf: {[T in keyof Results]: (result: Results[T]) => unknown} = {
  'image-classification': (result: Classifications) => result[0].probability,
  'object-detection': (result: Detections) => result[0].score,
  'keypoint-detection': (result: Keypoints) => result[0].x,
  'image-segmentation': (result: Segmentation) => result.labels[result.classes[0]],
  'image-to-image': (result: Picture) => new ImageData(result.data, result.width, result.height),
  'image-feature-extraction': (result: Embedding) => result.embedding.length,
  'audio-classification': (result) => result[0].label,
  'voice-activity-detection': (result: Segments) => result[0].endSeconds,
  'text-classification': (result) => result[0].label,
  'token-classification': (result: Spans) => result[0].start,
  'question-answering': (result) => result[0].text,
  'fill-mask': ([words]: Gaps) => words[0].label,
  'sentence-similarity': (result) => result.embedding,
  'tabular-classification': (result) => result[0].label,
  'tabular-regression': (result: Value) => result.value + result.unit,
};

export const used = [opening, predicting, running, streaming, telling, resting, explain, resultOf];

export async function room(hashes: string[]): Promise<number> {
  const kept: Record<string, number> = await storage.stored(hashes);
  await storage.forget(Object.keys(kept));
  const needs: Needs = await storage.needs('digits', {version: '1.0.0'});
  const files: readonly KeptFile[] = [...needs.shards, ...needs.scripts];
  const keeping: KeepOptions = {
    onProgress: ({bytes, totalBytes}: Progress) => console.log(bytes / totalBytes),
    onEvent: ({state, reason}: TransferEvent) => console.log(state, reason),
    signal: AbortSignal.timeout(60_000),
  };
  const {networkBytes}: Transfer = await storage.keep(needs.manifest, keeping);
  console.log(files.length, networkBytes);
  const {usageBytes, quotaBytes, persisted} = await storage.estimate();
  return persisted ? Infinity : quotaBytes - usageBytes;
}

const offered: OfferedVersion[] = await versions('digits', {signal: AbortSignal.timeout(1000)});
const usable: string[] = offered.filter(({blocked}) => !blocked).map(({version}) => version);
console.log(usable, offered[0].channel === 'stable', offered.find(({chosen}) => chosen));

export async function comparing(model: Model, other: Model): Promise<string> {
  const ways: CompareOptions[] = [
    {version: '1.1.0', tolerance: 0.02, onChange: ({report}) => console.log(report.inputs)},
    {variant: 'int8', provider: 'wasm'},
    {source: 'models/other', signal: AbortSignal.timeout(1000)},
    {model: other},
  ];
  const comparison: Comparison = await model.compareWith(ways[0]);
  const report: ComparisonReport = comparison.report;
  const {first, agreement, difference, disagreements} = report;
  console.log(first.totalMs?.median, first.plans[0].inputs, agreement.rate, difference.largest);
  console.log(disagreements.at(-1)?.input, comparison.other.url);
  await comparison.end();
  await comparison.done;
  // @ts-expect-error: a report is of what has been
  report.inputs.compared = '5';
  return JSON.stringify(report);
}
