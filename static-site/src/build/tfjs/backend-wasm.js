import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';

export {BackendWasm, setThreadsCount, version_wasm} from '@tensorflow/tfjs-backend-wasm';
// Not TensorFlow.js's own: vendor.mjs adds it.
export {setWasmBinary} from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm';

setWasmPaths(new URL('./', import.meta.url).href);
