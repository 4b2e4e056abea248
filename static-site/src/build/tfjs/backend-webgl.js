export {MathBackendWebGL, version_webgl} from '@tensorflow/tfjs-backend-webgl';
