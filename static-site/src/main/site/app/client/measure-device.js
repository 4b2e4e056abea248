// What this device and browser are, as far as the browser tells a page.

/** A function of one SIMD instruction; one of atomic memory. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];
const THREADS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 4, 1, 3, 1, 1, 10, 11, 1, 9, 0, 65, 0, 254, 16, 2, 0, 26, 11];

/** Those that decide which models run. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxTextureDimension2D',
];

/**
 * @typedef {object} Device
 * @property {string} userAgent
 * @property {string} browser empty where the browser does not tell
 * @property {string} platform empty where the browser does not tell
 * @property {number} cores 0 where the browser does not tell
 * @property {number} memoryGb as browsers round it, 8 at most; 0 where the browser does not tell
 * @property {boolean} isolated whether threads may share memory
 * @property {{simd: boolean, threads: boolean, jspi: boolean}} wasm
 * @property {WebGpu} webgpu
 * @property {{version: string, renderer: string, vendor: string}} webgl empty where there is none
 * @property {boolean} webnn
 *
 * @typedef {object} WebGpu
 * @property {boolean} available
 * @property {string} reason why not; empty where it is
 * @property {string} adapter
 * @property {boolean} software whether a program stands in for a GPU
 * @property {string[]} features
 * @property {Record<string, number>} limits
 */

/** @param {number[]} bytes */
const runs = (bytes) => WebAssembly.validate(new Uint8Array(bytes));

/** @returns {Promise<Device>} */
export async function device() {
  const {userAgent, userAgentData, hardwareConcurrency, deviceMemory} = /** @type {any} */ (navigator);
  const {brands = [], platform = ''} = userAgentData ?? {};
  const known = brands.filter((/** @type {any} */ {brand}) => !/not.?a.?brand/i.test(brand.replace(/[^\w]/g, '')));
  return {
    userAgent,
    browser: known.map((/** @type {any} */ {brand, version}) => `${brand} ${version}`).join(', '),
    platform,
    cores: hardwareConcurrency ?? 0,
    memoryGb: deviceMemory ?? 0,
    isolated: globalThis.crossOriginIsolated ?? false,
    wasm: {simd: runs(SIMD), threads: runs(THREADS), jspi: 'Suspending' in WebAssembly},
    webgpu: await webgpu(),
    webgl: webgl(),
    webnn: 'ml' in navigator,
  };
}

/** @returns {Promise<WebGpu>} */
async function webgpu() {
  const none = {available: false, reason: '', adapter: '', software: false, features: [], limits: {}};
  const {gpu} = /** @type {any} */ (navigator);
  if (!gpu) return {...none, reason: 'the browser has no WebGPU'};
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return {...none, reason: 'the browser has WebGPU, and no adapter for it'};
    const {vendor = '', architecture = '', device: name = '', description = '', isFallbackAdapter} = adapter.info ?? {};
    return {
      available: true,
      reason: '',
      adapter: [...new Set([vendor, architecture, name, description].filter(Boolean))].join(' '),
      software: (isFallbackAdapter ?? adapter.isFallbackAdapter ?? false) || /swiftshader|llvmpipe/i.test(architecture + description),
      features: [...adapter.features].sort(),
      limits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
    };
  } catch (error) {
    return {...none, reason: error instanceof Error ? error.message : String(error)};
  }
}

function webgl() {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (!gl) return {version: '', renderer: '', vendor: ''};
  const told = gl.getExtension('WEBGL_debug_renderer_info');
  const found = {
    version: String(gl.getParameter(gl.VERSION)),
    renderer: String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    vendor: String(gl.getParameter(told ? told.UNMASKED_VENDOR_WEBGL : gl.VENDOR)),
  };
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return found;
}

/** What state the page's service worker is in; empty for none. */
export async function serviceWorker() {
  const registration = await navigator.serviceWorker?.getRegistration?.().catch(() => undefined);
  const worker = registration?.active ?? registration?.waiting ?? registration?.installing;
  return {
    state: worker?.state ?? '',
    controls: Boolean(navigator.serviceWorker?.controller),
    isWaiting: Boolean(registration?.waiting),
  };
}

/** Whether the page may use camera or microphone: granted, denied, prompt, or empty where the browser does not tell. @param {string} name */
export async function permission(name) {
  try {
    return (await navigator.permissions.query({name: /** @type {any} */ (name)})).state;
  } catch {
    return '';
  }
}
