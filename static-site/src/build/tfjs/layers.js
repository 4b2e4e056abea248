// The layers-model loader, apart from tfjs.js because graph models do not need its 50 KB.
export {LayersModel, Sequential, loadLayersModel, version_layers} from '@tensorflow/tfjs-layers';
