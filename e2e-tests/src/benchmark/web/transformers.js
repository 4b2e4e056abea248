// transformers.js's own way from a photo's file to a tensor, for the same preprocessing.
import {AutoImageProcessor, RawImage, env} from '/vendor/transformers.min.js';

env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = '/';
env.useBrowserCache = false;

const processor = AutoImageProcessor.from_pretrained('processor');

export async function photoByTransformers(blob) {
  const image = await RawImage.fromBlob(blob);
  const {pixel_values} = await (await processor)(image);
  return pixel_values.data;
}
