export {WebGPUBackend} from '@tensorflow/tfjs-backend-webgpu';
