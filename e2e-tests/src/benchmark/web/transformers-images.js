// transformers.js: its image processor from a plain configuration, as its pipelines call it.
import {RawImage, ViTImageProcessor} from '/transformers.min.js';

const processor = new ViTImageProcessor({
  do_resize: true,
  size: {width: 224, height: 224},
  resample: 2,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: true,
  image_mean: [0.485, 0.456, 0.406],
  image_std: [0.229, 0.224, 0.225],
});

export async function processed(file) {
  const {pixel_values} = await processor(await RawImage.fromBlob(file));
  return pixel_values.data;
}
