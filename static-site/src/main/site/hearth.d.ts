/**
 * Hearth in a plain page: machine-learning models that run in the browser, opened, checked and run
 * by one module without dependencies.
 *
 * ```js
 * import {open} from './hearth.js';
 *
 * const model = await open('models/digits');
 * const [best] = await model.predict(document.querySelector('canvas'));
 * console.log(best.label, best.probability);
 * model.close();
 * ```
 *
 * Every rejection is a {@link HearthError}, unless the page's own code threw it: see
 * {@link Stream.done}. Times are in milliseconds where a name ends in `Ms`.
 */

/** What went wrong outside the program. */
export type ErrorCode =
  /** No such model or version at that address. */
  | 'MODEL_NOT_FOUND'
  /** The manifest or channels.json is not JSON, lacks a key or has an unknown one. */
  | 'MANIFEST_INVALID'
  /** Bytes that are not the ones the manifest names. */
  | 'INTEGRITY'
  /** The runtime has no kernel for one of the model's operators. */
  | 'UNSUPPORTED_OPERATOR'
  /** The runtime could not be started with that execution provider. */
  | 'PROVIDER_UNAVAILABLE'
  /** The model gave other numbers than its goldens on this device. */
  | 'SELF_TEST_FAILED'
  /** The GPU device was lost, and with it the tensors kept on it. */
  | 'DEVICE_LOST'
  /** The device has not enough memory. */
  | 'OUT_OF_MEMORY'
  /** The server could not be reached, or answered with an error. */
  | 'NETWORK'
  /** The device does not keep what it was asked to: there is no room, or the browser forbids it. */
  | 'QUOTA'
  /** The runtime gave no sign of life for `timeoutMs`. */
  | 'TIMEOUT'
  /** The caller's signal was aborted, or the model is closed. */
  | 'CANCELLED'
  /** What was passed is not what the model takes. */
  | 'INVALID_INPUT'
  /** The runtime failed for a reason it does not name. */
  | 'RUNTIME_FAILED';

/** A provider and variant that were not used, and why. */
export interface Rejection {
  provider: string;
  variant: string;
  code: ErrorCode;
  /** A sentence: what was expected and what was found. */
  reason: string;
}

/** What every promise of this module is rejected with. */
export class HearthError extends Error {
  constructor(
    code: ErrorCode,
    message: string,
    details?: {cause?: unknown; rejected?: readonly Rejection[]},
  );
  readonly name: 'HearthError';
  readonly code: ErrorCode;
  /** Where the model was tried in vain; empty if the failure is not about that. */
  readonly rejected: readonly Rejection[];
}

/** Where a model can run: onnxruntime-web has webgpu, webnn, webgl and wasm; TensorFlow.js webgpu, webgl, wasm and cpu. */
export type Provider = 'webgpu' | 'webnn' | 'webgl' | 'wasm' | 'cpu';

/** The files of a model without a package: an .onnx with its external data, or model.json with its shards. */
export type ModelFiles =
  | FileList
  | readonly File[]
  | Readonly<Record<string, FileData>>
  | readonly {path: string; data: FileData}[];
/**
 * The files of a model without a package, with what is said of them: then it predicts, streams and
 * detects as a package does. A tokenizer's files may be among them.
 */
export interface DescribedFiles {
  files: ModelFiles;
  /** By the keys of a hearth.json, as an object or its text; nothing is guessed, and {} is raw tensors. */
  description: string | Description;
}

/**
 * A package that no site has, such as a person drops: it is opened, checked and tested as one of a
 * site is. Its shards are found by their hashes, which are their names, in whatever folder.
 */
export interface PackageFiles {
  files: ModelFiles;
  /** The contents of manifest.json, as an object or its text. */
  manifest: string | Manifest;
}

/** What a model's files do not tell, by the keys of a manifest; see the README. */
export interface Description {
  name?: string;
  version?: string;
  title?: string;
  description?: string;
  license?: string;
  task?: Manifest['task'];
  preprocessing?: object;
  postprocessing?: object;
  /** The classes' names, in the order of the output. */
  labels?: readonly string[];
}

export type FileData = Blob | ArrayBuffer | ArrayBufferView;

export interface OpenOptions {
  /**
   * The only execution providers to use, best first, but software adapters last. All that the site
   * carries where it is left out.
   */
  provider?: Provider | readonly Provider[];
  /**
   * The only version of the model to use. Left out, the one that `channels.json` offers this device,
   * now and while the model is open: see {@link Model.release}.
   */
  version?: string;
  /** The only variant of the model to use, such as `fp16`. All that the device can run, if left out. */
  variant?: string;
  /** false: run on the page's own thread. true, the default: in a module worker; see {@link Plan.worker}. */
  worker?: boolean;
  /**
   * Lives in the same worker as this model: the outputs that one keeps on the device can be fed to
   * the other. Ending the worker, as cancelling a run does, then reloads both when they are next used.
   */
  beside?: Model;
  /** Gives up opening. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Gets every step of choosing where to run, and of ending and starting workers, as long as the model is open. */
  onEvent?: (event: ModelEvent) => void;
  /**
   * Threads of the wasm providers, 1 to 64; 0, the default, for what suits the device. Of a worker
   * that several models share, or the page's own thread, the first model's count.
   */
  threads?: number;
  /** How long the engine may give no sign of life while it has something to do before it is ended. 60,000 by default; Infinity for ever. */
  timeoutMs?: number;
  /** false: do not run the package's golden cases on this device first. */
  selfTest?: boolean;
  /** true: outputs can be left on the device, by `run` with `keep`; for WebGPU and TensorFlow.js. */
  keep?: boolean;
}

export interface Progress {
  stage: 'MANIFEST' | 'DOWNLOAD' | 'COMPILE' | 'SELF_TEST';
  bytes: number;
  /** 0 where it is not known yet. */
  totalBytes: number;
}

export type ModelEvent = ProgressEvent | PlanEvent | WorkerEvent | TransferEvent | VersionEvent;
export interface ProgressEvent extends Progress {
  type: 'progress';
}
/** A step of choosing where to run. */
export interface PlanEvent {
  type: 'plan';
  /** REJECTED: not used; LOST: used until now. Both with code and reason. */
  state: 'PROBING' | 'LOADING' | 'SELF_TESTING' | 'READY' | 'REJECTED' | 'LOST';
  provider: string;
  variant: string;
  code?: ErrorCode;
  reason?: string;
}
export interface WorkerEvent {
  type: 'worker';
  /** unavailable: no worker could be started, and the model runs on the page's own thread. */
  state: 'started' | 'restarted' | 'asleep' | 'awake' | 'unavailable';
  reason: string;
}

/** What happens to the version that a model is of. */
export interface VersionEvent {
  type: 'version';
  /**
   * loading: another version is about to be loaded; switched: calls go to it from now on; rejected:
   * it failed here. One whose self-test or runtime failed, or that ended the page twice, is not used
   * again on this device, as long as there is another; one that could not be had is tried again.
   * withdrawn: the site has blocked the version, and there is no other: calls are rejected with
   * MODEL_NOT_FOUND until it offers one, which the model goes over to by itself.
   * stale: what the site offers just now is not to be believed (older than what this device has
   * seen, signed wrongly or not at all, no channels), and `version` was chosen by what it has seen.
   */
  state: 'loading' | 'switched' | 'rejected' | 'withdrawn' | 'stale';
  version: string;
  /** Why; empty for loading and switched. */
  reason: string;
  /**
   * Of going over from one version to another: beside, while the old one served; or instead of the
   * old one, which was unloaded first, because memory does not hold both ({@link
   * Settings.memoryBudgetBytes}) or the old one is blocked. Calls made meanwhile wait for the new
   * one; if that fails, the old one, unless it is blocked, is opened again from what the device keeps.
   */
  way?: 'beside' | 'instead';
}

/** Which version a model is of, and why. */
export interface Release {
  version: string;
  /**
   * canary: this device is among the share that tries it. previous: the one it should use failed
   * here or cannot be had. pinned: it was asked for.
   */
  channel: 'stable' | 'canary' | 'previous' | 'pinned';
  /** Whether the site's release key has signed what it offers. */
  signed: boolean;
}

/** Bytes did not come as smoothly as they should. */
export interface TransferEvent {
  type: 'transfer';
  /**
   * RETRYING: a download failed and is tried again; WAITING: another tab downloads the same just
   * now; REPAIRING: what the device kept was wrong, and is downloaded anew; EVICTED: the browser
   * had deleted what it kept, and it was downloaded anew; NOT_KEPT: the device keeps no more of the
   * model, which runs from memory.
   */
  state: 'RETRYING' | 'WAITING' | 'REPAIRING' | 'EVICTED' | 'NOT_KEPT';
  reason: string;
}

/** Where a model's bytes came from when it was last loaded. */
export interface Transfer {
  readonly networkBytes: number;
  /** That this device had kept. */
  readonly deviceBytes: number;
  /** That arrived in vain, beside those: of downloads that broke off or were wrong. */
  readonly discardedBytes: number;
  /** Of `networkBytes`, those in place of what this device had kept and was wrong. */
  readonly repairedBytes: number;
  /** Why the device does not keep them, or not all; empty if it does. */
  readonly refusal: string;
}

/** Where a model runs, and why there. */
export interface Plan {
  readonly runtime: string;
  readonly provider: string;
  readonly variant: string;
  readonly threads: number;
  /** What of the device is used, such as `shader-f16`. */
  readonly features: readonly string[];
  /** What came of running the goldens here; null where there are none or they were not asked for. */
  readonly selfTest: {cases: number; values: number; maxAbsDiff: number} | null;
  /** All that could have been chosen, best first. */
  readonly candidates: readonly {provider: string; variant: string}[];
  readonly rejected: readonly Rejection[];
  /** Whether the model runs in a worker; if not, why. */
  readonly worker: {readonly used: boolean; readonly reason: string};
}

export type TensorType =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'bool'
  /** Two elements a byte, the first in the lower half; ONNX alone. */
  | 'int4'
  | 'uint4'
  | 'string';

/** Elements in row-major order: one of these goes with each {@link TensorType}. */
export type TensorData =
  | Float32Array
  | Float64Array
  /** float16 (as bits; a Float16Array is taken, too) and uint16. */
  | Uint16Array
  | Int8Array
  /** uint8, and bool as 0 and 1. */
  | Uint8Array
  | Int16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | readonly string[];

export interface Tensor {
  type: TensorType;
  /** Empty for a scalar. */
  shape: readonly number[];
  data: TensorData;
}

/** An output left on the device. Whoever asked for it closes it. */
export interface DeviceTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** Copies the elements to here. @throws HearthError DEVICE_LOST if its worker or device is gone */
  download(): Promise<Tensor>;
  /** Frees it. May be called twice. */
  close(): Promise<void>;
}

export type Feeds = Record<string, Tensor | DeviceTensor>;
export type Fetches = Record<string, Tensor>;
export type DeviceFetches = Record<string, DeviceTensor>;

export interface TensorInfo {
  name: string;
  type: TensorType;
  /** Of each axis a number, or a name if it may have any size; null where the model does not say. */
  shape: readonly (number | string)[] | null;
}

/** What `predict` takes: a picture, a sound, a text or a row, as the model's task says. */
export type Input =
  | Blob
  | ImageBitmap
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLVideoElement
  | HTMLImageElement
  | VideoFrame
  | ImageData
  /** Mixed to mono. */
  | AudioBuffer
  /** Mono, -1 to 1, with `sampleRateHz` in the options. */
  | Float32Array
  | string
  | {question: string; context: string}
  | Row;
/** The columns of a row of a table, by name. */
export type Row = Readonly<Record<string, string | number>>;

export interface InputOptions {
  /** Of a Float32Array: samples a second. */
  sampleRateHz?: number;
  /** Of a string for question answering: the text that answers it. */
  context?: string;
  /**
   * Gives an ImageBitmap or a Float32Array away instead of copying it: it cannot be used any more,
   * and the call cannot be retried elsewhere. Make such a bitmap with `{premultiplyAlpha: 'none',
   * colorSpaceConversion: 'none'}`, or transparent pixels lose colour.
   */
  transfer?: boolean;
  /** Before the call has begun, aborting leaves no trace but for what was given away; after, it ends the worker. */
  signal?: AbortSignal;
}

export interface PredictOptions extends InputOptions {
  /** Classes to return; all by default. */
  topK?: number;
  /** Of detections: 0 to 1; the manifest's by default. */
  scoreThreshold?: number;
  /** Of detections: 0 to 1; the manifest's by default. */
  iouThreshold?: number;
  /** Resolve to a {@link Prediction} instead of the bare result. */
  details?: boolean;
}

/** How the last picture's detections are wanted; the manifest's thresholds where one is left out. */
export interface AgainOptions
  extends Pick<PredictOptions, 'scoreThreshold' | 'iouThreshold' | 'details' | 'signal'> {}

/** A result with what led to it. */
export interface Prediction<R = Result> {
  result: R;
  timings: Timings;
  /** The tensors the model was fed, for showing what it sees; none where a prediction takes several runs. */
  feeds: Fetches;
}
export interface Timings {
  preprocessMs: number;
  runMs: number;
  postprocessMs: number;
}

/** What a sound model found in a whole sound, as live listening would have heard it. */
export interface Hearing extends Prediction {
  words: Detected[];
  /** Length of the sound. */
  seconds: number;
}
export interface Detected {
  index: number;
  label: string;
  /** 0 to 1. */
  probability: number;
  /** From the start of the sound, in seconds. */
  timeSeconds: number;
}

/** image-classification, audio-classification, text-classification, tabular-classification: best first. */
export type Classifications = {index: number; label: string; /** 0 to 1 */ probability: number}[];
/** object-detection: best first, in the source picture's pixels. */
export type Detections = Detection[];
export interface Detection {
  label: string;
  /** 0 to 1. */
  score: number;
  /** Left, top, and size, in pixels. */
  box: {x: number; y: number; width: number; height: number};
  landmarks?: Keypoint[];
}
/** keypoint-detection: in the source picture's pixels. */
export type Keypoints = Keypoint[];
export interface Keypoint {
  name: string;
  x: number;
  y: number;
  /** 0 to 1. */
  score: number;
}
/** image-segmentation. */
export interface Segmentation {
  width: number;
  height: number;
  /** The index of each pixel's label, row by row. */
  classes: Uint8Array | Int32Array;
  labels: string[];
  /** The share of the pixels that each label has, 0 to 1. */
  shares: number[];
}
/** image-to-image: `new ImageData(data, width, height)` shows it. */
export interface Picture {
  width: number;
  height: number;
  /** RGBA, row by row. */
  data: Uint8ClampedArray<ArrayBuffer>;
}
/** image-feature-extraction, sentence-similarity. */
export interface Embedding {
  embedding: Float32Array;
}
/**
 * token-classification, in the order of the text; question-answering, best first. The text is the
 * part found; an answer has no label.
 */
export type Spans = Span[];
/**
 * fill-mask: for each gap, in the order of the text, the words that fit, best first. `label` is a
 * word, the rest the gap's place: `const [words] = await model.predict('It is [MASK].')`.
 */
export type Gaps = Span[][];
export interface Span {
  label: string;
  text: string;
  /** 0 to 1. */
  score: number;
  /** The first character. */
  start: number;
  /** The character after the last. */
  end: number;
}
/** tabular-regression. */
export interface Value {
  value: number;
  unit: string;
}
/** voice-activity-detection. */
export type Segments = {startSeconds: number; endSeconds: number}[];

/** Results by the manifest's task; a model of `tensors` has `run` only. */
export interface Results {
  'image-classification': Classifications;
  'object-detection': Detections;
  'keypoint-detection': Keypoints;
  'image-segmentation': Segmentation;
  'image-to-image': Picture;
  'image-feature-extraction': Embedding;
  'audio-classification': Classifications;
  'voice-activity-detection': Segments;
  'text-classification': Classifications;
  'token-classification': Spans;
  'question-answering': Spans;
  'fill-mask': Gaps;
  'sentence-similarity': Embedding;
  'tabular-classification': Classifications;
  'tabular-regression': Value;
}
export type Result = Results[keyof Results];

export interface RunOptions {
  /** Leaves the outputs on the device, for another model of the same worker. */
  keep?: boolean;
  /**
   * Gives the feeds' arrays away instead of copying them: they cannot be used any more, and the run
   * cannot be retried elsewhere.
   */
  transfer?: boolean;
  signal?: AbortSignal;
}

/**
 * A stream of sound heeds the signal only. Of each frame of video `topK` and the thresholds are those
 * that are in the object when it is predicted.
 */
export interface StreamOptions
  extends Pick<PredictOptions, 'topK' | 'scoreThreshold' | 'iouThreshold'> {
  /** Ends the stream: `done` is rejected with CANCELLED. */
  signal?: AbortSignal;
  /** Least time between the starts of two predictions of video; 0 by default. */
  intervalMs?: number;
  /** The part of each video frame to look at, in its pixels, or what makes it; results are in the part's pixels. The whole frame by default. */
  region?: Region | ((width: number, height: number) => Region);
  /**
   * Gets the INVALID_INPUT of a frame that the model can make nothing of, such as one without a sign
   * to read; the stream goes on then, once a promise of this is settled. Without it, it fails.
   */
  onRefused?: (error: HearthError) => unknown;
  /** Has {@link StreamDetails.feeds} told of video: of every result, or of those for which this returns true. */
  feeds?: boolean | (() => boolean);
}
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a sound model tells while it listens. */
export type AudioEvent =
  | {
      type: 'heard';
      /** 0 to 1. */
      level: number;
      /** New frames of features as the model sees them, of `bands` numbers each; empty where it sees none. */
      frames: Float32Array;
      bands: number;
    }
  | {type: 'window'; result: Result; timings: Timings}
  | ({type: 'detected'} & Detected)
  /** Voice activity: the last window, and whether it began or ended a stretch of speech. */
  | {
      type: 'speech';
      /** 0 to 1. */
      probability: number;
      speaking: boolean;
      change?: 'start' | 'end' | 'dropped';
      /** Of the change: from the start of listening, in seconds. */
      timeSeconds?: number;
    };

/** A running stream, and the results of it one after the other; the newest wins where they are not taken in time. */
export interface Stream<R> extends AsyncIterable<R> {
  /**
   * Ends it; the media stream goes on, and is its owner's to stop. Resolves when nothing runs any
   * more, except perhaps the callback, which may wait for this. May be called twice.
   */
  stop(): Promise<void>;
  /**
   * Resolves when the stream was stopped or its source ended. Rejected when it failed or the model
   * was closed; with what the callback or `region` threw, as it is, when those did.
   */
  readonly done: Promise<void>;
  readonly stats: StreamStats;
}
/** Of a result of video; empty for sound. */
export interface StreamDetails {
  timings?: Timings;
  /** From the frame's arrival. */
  latencyMs?: number;
  /** The tensors the model was fed, where {@link StreamOptions.feeds} asked for them. */
  feeds?: Fetches;
}
export interface StreamStats {
  /** Video frames seen, or batches of sound heard. */
  frames: number;
  /** Video frames passed over because a newer one came before the model was free, or lost with its worker. */
  dropped: number;
  /** From a frame's arrival to its result, of the last 100 results, oldest first, in milliseconds. */
  latencies: number[];
}

export interface Metrics {
  /** Predictions and runs that succeeded. */
  runs: number;
  /** How often the worker was ended and started anew. */
  restarts: number;
  /** How often the model went on elsewhere than before. */
  failovers: number;
  /** From `open` to the model being ready. */
  loadMs: number;
  /** Of the weights. */
  bytes: number;
  preprocessMs: Times | null;
  runMs: Times | null;
  postprocessMs: Times | null;
  /** From handing a request to the engine to having its answer. */
  totalMs: Times | null;
}
/** Of the last 100 runs; null before the first. */
export interface Times {
  last: number;
  median: number;
  p95: number;
}

/**
 * What a model is compared with: another `version` of it, or the same one as another `variant` or by
 * another `provider`; or `source`, or `model`. What is left out is as the first model was opened.
 */
export interface CompareOptions extends Omit<OpenOptions, 'beside' | 'keep'> {
  /** The address of a model, as for {@link open}. */
  source?: string | URL;
  /** An open model, in a worker of its own; it stays open. */
  model?: Model;
  /** Of results that are numbers: which share of the largest they may differ by; 0.01 by default. */
  tolerance?: number;
  /** Called after each change of the report. */
  onChange?: (comparison: Comparison) => void;
}

/** A comparison that goes on, or has ended. */
export interface Comparison {
  /** The model that tries what the first one has answered. */
  readonly other: Model;
  /** What came of it so far, as plain data: a new copy each time. */
  readonly report: ComparisonReport;
  /** Resolves when it has ended; the report says why. */
  readonly done: Promise<void>;
  /** Ends it and closes the other model, unless that was passed open. May be called twice. */
  end(): Promise<void>;
}

/** Results and figures, and nothing of the inputs. JSON.stringify takes it as it is. */
export interface ComparisonReport {
  /** In ISO 8601. */
  began: string;
  /** null while it goes on. */
  ended: string | null;
  /** Why it ended; empty while it goes on. */
  because: string;
  first: ComparedModel;
  other: ComparedModel;
  inputs: {
    /** By the first model. */
    answered: number;
    /** Those that both made sense of. */
    compared: number;
    /** Passed over because a newer one came before the other model was free, or it ended. */
    skipped: number;
  };
  agreement: {
    /** When two results agree, in words. */
    when: string;
    agreed: number;
    /** Of those compared, 0 to 1; null where there are none. */
    rate: number | null;
    /**
     * What holds the true rate with 95 % confidence, by Wilson, as if no input had to do with
     * another; frames of one scene have.
     */
    low: number | null;
    high: number | null;
  };
  /** Between the results; null where there is none to tell. */
  difference: {
    /** What differs, in words. */
    of: string;
    mean: number | null;
    largest: number | null;
  };
  /** The last 20. */
  disagreements: Disagreement[];
}
export interface ComparedModel {
  name: string | null;
  version: string | null;
  url: string | null;
  /** Where it ran, and how many of the compared inputs there. */
  plans: ComparedPlan[];
  /** Inputs that it failed at. */
  failures: number;
  /** The last 10. */
  errors: {code: ErrorCode; message: string}[];
  /**
   * As in {@link Metrics}, of the last 100 compared inputs. Where one follows on another, as frames
   * of video do, both models are at work at once, and each slows the other.
   */
  preprocessMs: Times | null;
  runMs: Times | null;
  postprocessMs: Times | null;
  totalMs: Times | null;
}
export interface ComparedPlan extends Pick<Plan, 'runtime' | 'provider' | 'variant' | 'threads'> {
  inputs: number;
}
export interface Disagreement {
  /** Which input it was, from 1. */
  input: number;
  difference: number | null;
  /**
   * The results: the first five classes; `{words, result}` of `detect`; boxes, points, spans without
   * their text, and stretches of speech, 20 of each. Absent for pictures, masks, embeddings and
   * tensors.
   */
  first?: unknown;
  other?: unknown;
}

/** What the engine holds, as far as its runtime tells. */
export interface Memory {
  /** true where the model sleeps, and holds nothing. */
  asleep: boolean;
  tensors?: number;
  tensorBytes?: number;
  /** Outputs kept on the device and not closed, of all models in its worker. */
  deviceTensors: number;
}

/**
 * An open model. Calls are served one after the other; what is passed to one must stay as it is
 * until its promise is settled. A model whose worker dies, hangs, or loses its device goes on
 * elsewhere with one retry, or once more in the same place if there is no other. Whoever opened it
 * closes it.
 */
export interface Model {
  /** Where it runs; another after it had to move. */
  readonly plan: Plan;
  /** The address of the manifest.json; null for a model opened from files. */
  readonly url: string | null;
  /** null for a model opened from files. Another after an update. */
  readonly release: Release | null;
  /** The parsed manifest.json; null for a model opened from files. */
  readonly manifest: Manifest | null;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  readonly metrics: Metrics;
  /** null for a model opened from files. */
  readonly transfer: Transfer | null;

  /**
   * Preprocesses an input, runs the model and makes sense of its outputs.
   *
   * @returns what {@link Results} says for the manifest's task
   * @throws HearthError INVALID_INPUT if the model does not take it; the model stays usable
   */
  predict<R = Result>(
    input: Input,
    options: PredictOptions & {details: true},
  ): Promise<Prediction<R>>;
  predict<R = Result>(input: Input, options?: PredictOptions & {details?: false}): Promise<R>;

  /**
   * Makes sense once more of what the model answered to the last picture, by other thresholds and
   * without running it, as while a person moves a slider. Neither {@link Metrics} nor a comparison
   * count it; of `details`, the times are those of `postprocessMs` alone and there are no feeds.
   *
   * @throws HearthError INVALID_INPUT if the model is not for object-detection, or has answered
   *     nothing since it was loaded, which includes waking and moving elsewhere: use `predict` then
   */
  again(options: AgainOptions & {details: true}): Promise<Prediction<Detections>>;
  again(options?: AgainOptions & {details?: false}): Promise<Detections>;

  /** Finds what listening would in a whole sound: a WAV file, AudioBuffer or samples. */
  detect(input: Input, options?: PredictOptions): Promise<Hearing>;

  /** Returns the tensors `predict` would run the model on. @throws HearthError INVALID_INPUT of voice activity, whose runs follow each other */
  preprocess(input: Input, options?: InputOptions): Promise<Fetches>;

  /**
   * Runs the model on tensors as they are.
   *
   * @throws HearthError INVALID_INPUT if a name, type or shape is not what the model takes
   */
  run(feeds: Feeds, options: RunOptions & {keep: true}): Promise<DeviceFetches>;
  run(feeds: Feeds, options?: RunOptions & {keep?: false}): Promise<Fetches>;

  /**
   * Predicts live video, or listens to live sound, as the model's task says. Of video the latest
   * frame wins: never more than one is being predicted and one waits. The callback may return a
   * promise: the next frame then waits for it.
   *
   * @param media a camera's or microphone's stream; for a model of pictures also a playing video
   * @param callback gets each result of video, or each event of sound: `stream<AudioEvent>(...)`
   * @throws HearthError at once: CANCELLED if the model is closed, INVALID_INPUT if it listens to
   *     another stream of sound. What else is wrong rejects {@link Stream.done}
   */
  stream<R = Result>(
    media: MediaStream | HTMLVideoElement,
    callback?: ((result: R, details: StreamDetails) => unknown) | null,
    options?: StreamOptions,
  ): Stream<R>;

  /**
   * Has another version, variant, provider or model try what this one answers, on this device: from
   * then on each input of `predict`, `detect` and video, and of `run` where the model has tensors
   * only, is answered by this model alone, and then run on the other. While that is busy the latest
   * input waits, and those before it are passed over. Live sound, and what is kept on the device, are
   * not compared. Nothing is sent anywhere.
   *
   * The comparison ends with either model, and when one goes over to another version; its report
   * stays. Only one goes on at a time.
   *
   * @throws HearthError as {@link open}; INVALID_INPUT if the other model is for another task;
   *     OUT_OF_MEMORY if both are more than {@link Settings.memoryBudgetBytes}
   */
  compareWith(options: CompareOptions): Promise<Comparison>;

  /** Says what the engine holds; does not wake a sleeping model. */
  memory(): Promise<Memory>;

  /** Frees its memory after what is being done; the next call wakes it. Tensors it kept are lost. */
  sleep(): Promise<void>;

  /**
   * Looks now whether the site offers this device another version, which otherwise happens every few
   * minutes and when the page comes to the fore. The new one is loaded and tested beside this one,
   * which goes on serving, or where memory is short instead of it: see {@link VersionEvent.way}. Then
   * calls go to the new one. After three calls that it failed, with no good answer between, the
   * model goes back by itself to the version before.
   *
   * @throws HearthError if it cannot be had or does not serve here: this version stays; or
   *     MODEL_NOT_FOUND if this version is withdrawn and there is no other
   */
  update(): Promise<void>;

  /** For tests: destroys the GPU device in use, as a driver's reset would. */
  loseDevice(): Promise<void>;

  /** Ends it at once; calls that wait are rejected with CANCELLED. May be called twice. */
  close(): Promise<void>;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The parts of a manifest that pages use; the rest is there as well. */
export interface Manifest {
  name: string;
  version: string;
  title: string;
  description?: string;
  license: string;
  task: keyof Results | 'tensors';
  runtime: string;
  labels: string[];
  [key: string]: unknown;
}

/**
 * Opens a model.
 *
 * @param source the address of a model's folder, whose channels.json names the stable version, or
 *     of one version's folder or manifest.json; relative to the page; a name without a slash is
 *     that of a model beside this module, in `models/`. Or a model's files: they have raw tensors
 *     only, unless they come with a description, as {@link DescribedFiles}, or are a package's, as
 *     {@link PackageFiles}
 * @throws HearthError MODEL_NOT_FOUND, NETWORK, MANIFEST_INVALID, INTEGRITY; PROVIDER_UNAVAILABLE,
 *     SELF_TEST_FAILED and others with `rejected` where no provider can run it; CANCELLED
 */
export function open(source: string | URL | ModelFiles | DescribedFiles | PackageFiles, options?: OpenOptions): Promise<Model>;

/** A version that a model's channels.json names. */
export interface OfferedVersion {
  version: string;
  /**
   * previous: it was stable before; released: its manifest's hash is known, and it is none of those;
   * none: it is only said to be blocked.
   */
  channel: 'stable' | 'canary' | 'previous' | 'released' | 'none';
  /** Nobody gets it: {@link open} refuses it as {@link OpenOptions.version}, too. */
  blocked: boolean;
  /** Whether {@link open} takes it on this device, now and where no other is asked for. */
  chosen: boolean;
}

/**
 * Returns the versions that a model offers, and those it withdrew, without opening one: stable,
 * canary, the previous ones, the latest first, then others. Empty where the address is that of one
 * version. Without a network, those seen last. Open one by {@link OpenOptions.version}; it may have
 * been deleted since.
 *
 * @param source the address or name of a model, as for {@link open}
 * @throws HearthError NETWORK, MANIFEST_INVALID, INTEGRITY, CANCELLED
 */
export function versions(
  source: string | URL,
  options?: {signal?: AbortSignal},
): Promise<OfferedVersion[]>;

export type PlanOptions = Pick<
  OpenOptions,
  'provider' | 'variant' | 'threads' | 'version' | 'signal'
>;
/** Where a model would be tried here. */
export interface PlanForecast {
  /** The address of the manifest.json. */
  readonly manifest: string;
  readonly runtime: string;
  /** null where no provider is there. */
  readonly chosen: {readonly provider: string; readonly variant: string} | null;
  /** That the chosen provider would use; 0 where there is none. */
  readonly threads: number;
  /** All, in the order they are tried. */
  readonly candidates: readonly {provider: string; variant: string}[];
  /** Those that come before the chosen one, and why they cannot be used. */
  readonly rejected: readonly Rejection[];
}

/**
 * Says where a model would be tried first on this device, and why not elsewhere, without
 * downloading the model: by its manifest, and by what the browser offers. Whether it then passes its
 * goldens there, {@link open} finds out: see {@link Model.plan}.
 *
 * @param source the address or name of a model, as for {@link open}
 * @throws HearthError MODEL_NOT_FOUND, NETWORK, MANIFEST_INVALID, INTEGRITY, CANCELLED;
 *     INVALID_INPUT if the model has no such variant
 */
export function plan(source: string | URL, options?: PlanOptions): Promise<PlanForecast>;

export interface Settings {
  /**
   * What the weights of all models that are awake may come to, in bytes: beyond it the one used
   * least recently is put to sleep. A quarter of the device's memory by default, at least 512 MiB.
   */
  memoryBudgetBytes?: number;
  /**
   * How often a model that is opened from now on looks for another version; five minutes by default.
   * 0 for only when {@link Model.update} asks.
   */
  updateIntervalMs?: number;
  /**
   * Public release keys of this site that were lost, as release-key.json had them: devices that know
   * one go by the key that the site has now. Otherwise they take none that theirs has not endorsed.
   */
  lostKeys?: readonly string[];
  /** The folder that holds `app/`; that of this module by default. */
  base?: string | URL;
}

/** Sets what holds for all models opened from now on. */
export function configure(settings: Settings): void;

export interface NeedsOptions {
  /** The only version to look at; that of this device, if left out. */
  version?: string;
  signal?: AbortSignal;
}
export interface KeepOptions extends NeedsOptions {
  onProgress?: (progress: Progress) => void;
  /** Gets what does not go smoothly. */
  onEvent?: (event: TransferEvent) => void;
}
export interface KeptFile {
  url: string;
  bytes: number;
  sha256: string;
}
/** What a model needs to run without a network. */
export interface Needs {
  /** The address of the manifest.json. */
  manifest: string;
  /** The model's, and its runtime's WebAssembly: what {@link storage} keeps. */
  shards: readonly KeptFile[];
  /** The runtime's modules, which a service worker can keep. */
  scripts: readonly KeptFile[];
}

/**
 * What this device keeps of models: their files' shards, by their SHA-256 as manifests name them,
 * and the runtimes' WebAssembly. Several models and versions may share one.
 */
export const storage: {
  /** Returns the bytes of those of the shards that are kept, by their hash; of all if none are named. */
  stored(sha256?: readonly string[]): Promise<Record<string, number>>;
  /** Deletes shards; all if none are named. Models that are open go on. */
  forget(sha256?: readonly string[]): Promise<void>;
  /**
   * Says what a model needs on this device to run without a network: of the version that this device
   * uses now, the first variant that runs on any device, and its runtime's provider of the processor.
   *
   * @param model as {@link open} takes it; not files
   * @throws HearthError MODEL_NOT_FOUND, NETWORK, MANIFEST_INVALID, INTEGRITY, CANCELLED
   */
  needs(model: string | URL, options?: NeedsOptions): Promise<Needs>;
  /**
   * Brings the shards that a model needs onto this device, without opening it. Those that are here
   * are checked and not downloaded again; what arrived before it failed or was cancelled stays. The
   * manifest and the scripts are the page's, or its service worker's, to keep.
   *
   * @returns where the bytes came from
   * @throws HearthError as `needs`, and QUOTA if this device does not keep all of it
   */
  keep(model: string | URL, options?: KeepOptions): Promise<Transfer>;
  /** Returns what all of the page's origin takes and may take, and whether the browser has promised not to evict it. */
  estimate(): Promise<{usageBytes: number; quotaBytes: number; persisted: boolean}>;
};
