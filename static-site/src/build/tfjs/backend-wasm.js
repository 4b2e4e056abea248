import {env} from '@tensorflow/tfjs-core';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';

export {BackendWasm, setWasmPaths, version_wasm} from '@tensorflow/tfjs-backend-wasm';

// The threaded build starts workers from blob: scripts, which the content security policy refuses:
// setBackend('wasm') would wait for them for ever on an isolated page.
env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);

setWasmPaths(new URL('./', import.meta.url).href);
