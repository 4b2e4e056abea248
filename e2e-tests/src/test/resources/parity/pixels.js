// A picture file's own pixels: straight alpha, no colour conversion.
export async function pixels(file) {
  const bitmap = await createImageBitmap(file, {colorSpaceConversion: 'none', premultiplyAlpha: 'none'});
  const {width, height} = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
  context.drawImage(bitmap, 0, 0);
  return {width, height, data: context.getImageData(0, 0, width, height).data};
}
