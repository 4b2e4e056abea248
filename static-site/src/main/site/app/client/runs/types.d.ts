import type {ErrorCode, Input, ModelFiles, PredictOptions, Provider, Timings} from '../../../hearth.js';

export type Files = {path: string; data: Blob}[];

/** A name or address as `open` takes it, or a model's files, bare or with what is said of them. */
export type Source =
  | string
  | Files
  | {files: Files; description: string}
  | {files: Files; manifest: string};

/** An input of a batch: a file, or anything else `predict` takes that can be stored, with its name. */
export type BatchInput = Blob | {name: string; input: Input};

export interface BatchOptions {
  /** What people call the model; its name or address by default. */
  title?: string;
  provider?: Provider;
  version?: string;
  variant?: string;
  /** For each `predict`. */
  predict?: Pick<PredictOptions, 'topK' | 'scoreThreshold' | 'iouThreshold'>;
}

export type State = 'queued' | 'loading' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Failure {
  code: ErrorCode;
  message: string;
}

/** A batch. Times are in milliseconds since 1970; 0 for not yet. */
export interface Run {
  id: string;
  /** The order in which they were made. */
  number: number;
  source: Source;
  options: BatchOptions;
  title: string;
  /** Known once it was opened. */
  version: string;
  task: string;
  provider: string;
  variant: string;
  state: State;
  /** Why it failed as a whole. */
  failure: Failure | null;
  createdMs: number;
  startedMs: number;
  endedMs: number;
  /** How long it was loading and running, without what lay between. */
  tookMs: number;
  /** Until when tookMs was counted, while it is loading or running. */
  countedMs: number;
  /** Share of the model's bytes, 0 to 1. */
  loaded: number;
  inputs: number;
  done: number;
  failed: number;
}

export interface Item {
  run: string;
  /** From 0. */
  index: number;
  name: string;
  /** Of a file, in bytes. */
  size: number;
  /** A small copy of a picture. */
  thumbnail: Blob | null;
  state: 'waiting' | 'done' | 'failed';
  /** As `predict` of the task returns it, but as plain JSON. */
  result: any;
  /** What an image-to-image model made, as a PNG. */
  picture: Blob | null;
  failure: Failure | null;
  timings: Timings | null;
}

export type Open = typeof import('../../../hearth.js').open;
export type {ModelFiles};
