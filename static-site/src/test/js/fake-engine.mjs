// An engine that keeps to the protocol and runs no model: what a test wants otherwise, it overrides.

export const MANIFEST = {
  name: 'fake',
  version: '1.0.0',
  task: 'image-classification',
  labels: ['no', 'yes'],
};
const TIMINGS = {preprocessMs: 1, runMs: 2, postprocessMs: 3};

export const later = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for what must come, however slow the machine is. */
export async function until(condition) {
  for (let i = 0; !condition(); i++) {
    if (i > 2000) throw new Error(`waited in vain for ${condition}`);
    await later(2);
  }
}

/** Serves requests one after the other, as the real one does. */
export class FakeEngine {
  #queue = Promise.resolve();
  /** @param send gets replies and events  @param world what all engines of a test share */
  constructor(send, world) {
    this.send = send;
    this.world = world;
    this.models = new Map();
    this.requests = [];
    this.handles = 0;
  }

  receive(request) {
    this.requests.push(request);
    this.world.log.push(request);
    this.#queue = this.#queue.then(() => this.#serve(request));
  }

  async #serve(request) {
    const {id, model, kind} = request;
    await later(1);
    if (!['open', 'keep', 'plan'].includes(kind) && !this.models.has(model))
      throw new Error(`${kind} of a model that is not open`);
    const answer = (await this.world.on[kind]?.(request, this)) ?? this[kind]?.(request);
    if (kind !== 'hear' && answer !== 'never') this.send({id, ...answer});
  }

  event(model, event) {
    this.send({model, ...event});
  }

  open({model, url, exclude, files, provider}) {
    const out = new Set(exclude.map((one) => one.provider));
    const candidates = ['webgpu', 'wasm']
      .filter((name) => !provider || provider.split(',').includes(name))
      .map((name) => ({provider: name, variant: 'fp32'}));
    const chosen = candidates.find((one) => !out.has(one.provider));
    if (!chosen)
      return {error: {code: 'PROVIDER_UNAVAILABLE', message: 'no provider is left', dropped: []}};
    this.event(model, {
      event: 'progress',
      stage: 'DOWNLOAD',
      bytes: 1,
      totalBytes: this.world.bytes,
    });
    this.event(model, {event: 'plan', state: 'LOADING', ...chosen});
    this.event(model, {event: 'plan', state: 'READY', ...chosen});
    this.models.set(model, {...chosen, url});
    const version = url?.match(/([^/]+)\/manifest\.json$/)?.[1] ?? MANIFEST.version;
    return {
      manifest: files ? null : JSON.stringify({...MANIFEST, version, task: this.world.task}),
      inputs: [{name: 'x', type: 'float32', shape: ['n', 2]}],
      outputs: [{name: 'y', type: 'float32', shape: ['n']}],
      bytes: this.world.bytes,
      transfer: files ? null : this.world.transfer.shift(),
      plan: {
        runtime: 'onnx',
        ...chosen,
        threads: 1,
        features: [],
        selfTest: null,
        candidates,
        rejected: exclude,
      },
    };
  }

  keep({model, shards}) {
    const totalBytes = shards.reduce((sum, {bytes}) => sum + bytes, 0);
    this.event(model, {event: 'progress', stage: 'DOWNLOAD', bytes: 1, totalBytes});
    this.event(model, {event: 'transfer', state: 'RETRYING', reason: 'lost'});
    return {transfer: {networkBytes: totalBytes}};
  }

  plan({provider}) {
    const rejected = [{provider: 'webgpu', variant: 'fp32', code: 'PROVIDER_UNAVAILABLE', reason: 'no adapter'}];
    const chosen = provider === 'webgpu' ? null : {provider: 'wasm', variant: 'fp32'};
    return {plan: {runtime: 'onnx', chosen, threads: 2, candidates: [], rejected}};
  }

  predict({input, options, feeds}) {
    const result = [{index: 1, label: 'yes', probability: 1, input, options}];
    return {
      result,
      timings: TIMINGS,
      ...(feeds && {feeds: {x: {type: 'float32', shape: [0], data: new Float32Array()}}}),
    };
  }

  again({options}) {
    return {result: [{label: 'face', options}], timings: {...TIMINGS, preprocessMs: 0, runMs: 0}};
  }

  detect({input}) {
    return {result: [], timings: TIMINGS, words: [], seconds: 1, feeds: {}, input};
  }

  preprocess({input}) {
    return {feeds: {x: {type: 'float32', shape: [1], data: new Float32Array(1)}}, input};
  }

  run({feeds, keep}) {
    const output = keep ? {type: 'float32', shape: [1], handle: ++this.handles} : {...feeds.x};
    return {fetches: {y: output}, timings: {runMs: 2}};
  }

  download({handle}) {
    return {tensor: {type: 'float32', shape: [1], data: new Float32Array([handle])}};
  }

  memory() {
    return {tensors: 5, deviceTensors: this.handles};
  }

  close({model}) {
    this.models.delete(model);
  }

  free() {}
  listen() {}
  lose() {}
}

/** Puts fakes in the place of the browser's workers, pictures and network; returns what they share. */
export function fakeBrowser() {
  const world = {
    /** Every request any engine got, in order. */
    log: [],
    /** Where the bytes of the models come from that are opened next. */
    transfer: [],
    /** By kind: what is answered instead; 'never' for nothing. */
    on: {},
    bytes: 1000,
    task: MANIFEST.task,
    workers: [],
    running: () => world.workers.filter((one) => !one.isEnded).length,
    kinds: () => world.log.map((one) => one.kind),
    files: {},
    fetched: [],
    bitmaps: 0,
  };
  globalThis.Worker = class FakeWorker {
    isEnded = false;
    transfers = [];
    constructor(url, options) {
      Object.assign(this, {url: String(url), options});
      if (world.refuse === 'throw') throw new Error('workers are forbidden');
      world.workers.push(this);
      this.engine = new FakeEngine((reply) => {
        if (!this.isEnded)
          setTimeout(() => this.isEnded || this.onmessage?.({data: structuredClone(reply)}));
      }, world);
      if (world.refuse === 'event')
        setTimeout(() => this.onerror?.({preventDefault() {}, message: ''}));
    }
    postMessage(message, transfer) {
      if (this.isEnded) throw new Error('posted to an ended worker');
      if (world.refuse) return;
      this.transfers.push(transfer);
      const bitmaps = transfer.filter((one) => one instanceof ImageBitmap);
      // Bitmaps cannot be cloned here: they are passed on as they are.
      const {input, ...rest} = message;
      const plain = structuredClone(rest, {
        transfer: transfer.filter((one) => one instanceof ArrayBuffer && !isOf(input, one)),
      });
      const theirs =
        bitmaps.length > 0
          ? {...input, picture: bitmaps[0].moved()}
          : structuredClone(input, {
              transfer: transfer.filter((one) => one instanceof ArrayBuffer && isOf(input, one)),
            });
      setTimeout(
        () => this.isEnded || this.engine.receive(input ? {...plain, input: theirs} : plain),
      );
    }
    die(message) {
      this.onerror?.({preventDefault() {}, message});
    }
    terminate() {
      this.isEnded = true;
    }
  };
  globalThis.ImageBitmap = class ImageBitmap {
    isClosed = false;
    get [Symbol.toStringTag]() {
      return 'ImageBitmap';
    }
    constructor(source) {
      this.source = source;
      world.bitmaps++;
    }
    moved() {
      this.close();
      return new ImageBitmap(this.source);
    }
    close() {
      if (!this.isClosed) world.bitmaps--;
      this.isClosed = true;
    }
  };
  globalThis.createImageBitmap = async (source, ...rest) => {
    if (source.isClosed) throw new Error('the bitmap is closed');
    world.bitmapOptions = rest;
    return new ImageBitmap(source.source ?? source);
  };
  globalThis.fetch = async (url, {signal} = {}) => {
    signal?.throwIfAborted();
    world.fetched.push(String(url));
    const file = world.files[String(url)];
    if (file === undefined) return new Response('', {status: 404});
    if (file instanceof Error) throw file;
    return typeof file === 'number' ? new Response('', {status: file}) : new Response(file);
  };
  world.storage = new Map();
  globalThis.localStorage = {
    getItem: (key) => world.storage.get(key) ?? null,
    setItem: (key, value) => void world.storage.set(key, value),
  };
  globalThis.location = {href: 'https://site.example/page/index.html'};
  return world;
}

const isOf = (input, buffer) => input?.samples?.buffer === buffer || input?.data === buffer;

/** Another object of a platform class, by its name. */
export const platform = (name, properties = {}) =>
  Object.assign(
    {
      get [Symbol.toStringTag]() {
        return name;
      },
    },
    properties,
    {},
  );
