// What a device may lack or break, by the names in this worker's address; before the engine loads.
const names = self.location.search;
const has = (name) => names.slice(1).split('&').includes(name);
const channel = new BroadcastChannel('faults');

/** A device with little room, and a browser that keeps nothing. */
if (has('littleRoom'))
  StorageManager.prototype.estimate = async () => ({quota: 5e6, usage: 5e6 - 2e6});
if (has('noCaches'))
  CacheStorage.prototype.open = () => Promise.reject(new Error('the person said no'));

/** A device whose clock is years behind. */
if (has('wrongClock')) {
  const now = Date.now;
  Date.now = () => now() - 3e11;
}

/** A browser without WebGPU. */
if (has('noWebGpu')) Object.defineProperty(navigator, 'gpu', {value: undefined});

/** WebGPU without an adapter. */
if (has('noAdapter') && navigator.gpu) GPU.prototype.requestAdapter = async () => null;

/** An adapter that gives no device. */
if (has('noDevice') && navigator.gpu) {
  GPUAdapter.prototype.requestDevice = async () => {
    throw new Error('the driver says no');
  };
}

const getContext = OffscreenCanvas.prototype.getContext;
/** A browser without WebGL. */
const contexts = [];
OffscreenCanvas.prototype.getContext = function (kind, ...options) {
  const isGl = kind.startsWith('webgl');
  if (isGl && has('noWebGl')) return null;
  const context = getContext.call(this, kind, ...options);
  if (isGl && context) contexts.push(context);
  return context;
};

/** Software adapters that pass for hardware, so that a plan takes them first. */
if (has('hardware')) {
  const getParameter = WebGL2RenderingContext.prototype.getParameter;
  WebGL2RenderingContext.prototype.getParameter = function (name) {
    const value = getParameter.call(this, name);
    return typeof value === 'string' && /swiftshader/i.test(value) ? 'A graphics card' : value;
  };
  if (navigator.gpu) {
    const card = {get: () => ({vendor: 'a', architecture: 'graphics', description: 'card'})};
    Object.defineProperty(GPUAdapter.prototype, 'info', card);
    Object.defineProperty(GPUAdapter.prototype, 'isFallbackAdapter', {get: () => false});
  }
}

/** Devices, to be lost at the next work they are given. */
const devices = [];
if (navigator.gpu) {
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await requestDevice.apply(this, options);
    devices.push(device);
    return device;
  };
}
/** A GPU that computes wrong numbers: what is read of it is changed. */
const spoiled = (values) => {
  if (has('wrongNumbers')) new Float32Array(values.buffer ?? values).fill(0.25);
};
function after(prototype, method, pick) {
  const original = prototype?.[method];
  if (!original) return;
  prototype[method] = function (...values) {
    const result = original.apply(this, values);
    spoiled(pick(values, result));
    return result;
  };
}
after(WebGL2RenderingContext.prototype, 'readPixels', (values) => values[6]);
after(WebGL2RenderingContext.prototype, 'getBufferSubData', (values) => values[2]);
after(self.GPUBuffer?.prototype, 'getMappedRange', (values, range) => range);

let armed = false;
function lose() {
  if (!armed) return;
  armed = false;
  for (const device of devices) device.destroy();
  for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
  channel.postMessage({did: 'lost'});
}
function before(prototype, method) {
  const original = prototype?.[method];
  if (!original) return;
  prototype[method] = function (...values) {
    lose();
    return original.apply(this, values);
  };
}
before(self.GPUQueue?.prototype, 'submit');
before(WebGL2RenderingContext.prototype, 'drawArrays');
before(WebGL2RenderingContext.prototype, 'drawElements');

/** Memories of WebAssembly, which only ever grow. */
const memories = new Set();
const note = (value) => value instanceof WebAssembly.Memory && memories.add(value);
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, values, made) {
    const memory = Reflect.construct(target, values, made);
    memories.add(memory);
    return memory;
  },
});
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...values) => {
  const result = await instantiate.apply(WebAssembly, values);
  Object.values((result.instance ?? result).exports).forEach(note);
  return result;
};

/** Hears nothing for so many milliseconds. */
function block(ms) {
  for (const end = Date.now() + ms; Date.now() < end; );
}

channel.onmessage = ({data: {name, value}}) => {
  let answer;
  if (name === 'loseAtNextWork') armed = true;
  else if (name === 'block') block(value);
  else if (name === 'crash') {
    block(value);
    throw new Error('a crash');
  }
  else if (name === 'wasmBytes') {
    answer = [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  } else return;
  channel.postMessage({did: name, answer});
};
