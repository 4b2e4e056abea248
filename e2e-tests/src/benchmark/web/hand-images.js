// Pillow's antialiased bilinear resize of RGBA pixels, then (level / 255 - mean) / std, planar.
const BITS = 22;
const HALF = 1 << (BITS - 1);
const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];

const table = new Float32Array(3 * 256);
for (let c = 0; c < 3; c++) {
  for (let level = 0; level < 256; level++) {
    const value = Math.fround(Math.fround(level / 255) - Math.fround(MEAN[c]));
    table[c * 256 + level] = value / Math.fround(STD[c]);
  }
}

function coefficients(size, newSize, from, length) {
  const scale = size / newSize;
  const support = Math.max(scale, 1);
  const taps = 2 * Math.ceil(support) + 1;
  const first = new Int32Array(length);
  const count = new Int32Array(length);
  const weights = new Int32Array(length * taps);
  const exact = new Float64Array(taps);
  for (let i = 0; i < length; i++) {
    const centre = (from + i + 0.5) * scale;
    const start = Math.max(Math.trunc(centre - support + 0.5), 0);
    const n = Math.min(Math.trunc(centre + support + 0.5), size) - start;
    let sum = 0;
    for (let k = 0; k < n; k++) {
      exact[k] = Math.max(0, 1 - Math.abs((k + start - centre + 0.5) * (1 / support)));
      sum += exact[k];
    }
    for (let k = 0; k < n; k++) weights[i * taps + k] = Math.trunc((exact[k] / sum) * (1 << BITS) + 0.5);
    first[i] = start;
    count[i] = n;
  }
  return {taps, first, count, weights};
}

function resizeAndNormalise(rgba, width, height, newWidth, newHeight, left, top, size) {
  const columns = coefficients(width, newWidth, left, size);
  const rows = coefficients(height, newHeight, top, size);
  const firstRow = rows.first[0];
  const lastRow = rows.first[size - 1] + rows.count[size - 1];
  const narrow = new Uint8ClampedArray(3 * size * (lastRow - firstRow));
  let at = 0;
  for (let y = firstRow; y < lastRow; y++) {
    for (let x = 0; x < size; x++) {
      let r = HALF;
      let g = HALF;
      let b = HALF;
      let p = 4 * (y * width + columns.first[x]);
      let k = x * columns.taps;
      for (const end = k + columns.count[x]; k < end; k++, p += 4) {
        const weight = columns.weights[k];
        r += rgba[p] * weight;
        g += rgba[p + 1] * weight;
        b += rgba[p + 2] * weight;
      }
      narrow[at] = r >> BITS;
      narrow[at + 1] = g >> BITS;
      narrow[at + 2] = b >> BITS;
      at += 3;
    }
  }
  const out = new Float32Array(3 * size * size);
  const sums = new Int32Array(3 * size);
  for (let y = 0; y < size; y++) {
    sums.fill(HALF);
    for (let k = 0; k < rows.count[y]; k++) {
      const weight = rows.weights[y * rows.taps + k];
      const row = (rows.first[y] - firstRow + k) * sums.length;
      for (let x = 0; x < sums.length; x++) sums[x] += narrow[row + x] * weight;
    }
    for (let x = 0, to = y * size, from = 0; x < size; x++, to++, from += 3) {
      out[to] = table[sums[from] >> BITS];
      out[to + size * size] = table[256 + (sums[from + 1] >> BITS)];
      out[to + 2 * size * size] = table[512 + (sums[from + 2] >> BITS)];
    }
  }
  return out;
}

const roundHalfToEven = (n) => (n % 1 === 0.5 ? 2 * Math.round(n / 2) : Math.round(n));

export function cropped(rgba, width, height) {
  const shortest = 256;
  const newWidth = width <= height ? shortest : Math.trunc((shortest * width) / height);
  const newHeight = width <= height ? Math.trunc((shortest * height) / width) : shortest;
  const left = roundHalfToEven((newWidth - 224) / 2);
  const top = roundHalfToEven((newHeight - 224) / 2);
  return resizeAndNormalise(rgba, width, height, newWidth, newHeight, left, top, 224);
}

export function stretched(rgba, width, height) {
  return resizeAndNormalise(rgba, width, height, 224, 224, 0, 0, 224);
}

/** The usual way from a photo's file: the browser's own resize. */
export async function drawn(file) {
  const size = 224;
  const bitmap = await createImageBitmap(file);
  const context = new OffscreenCanvas(size, size).getContext('2d', {willReadFrequently: true});
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size, size);
  bitmap.close();
  const {data} = context.getImageData(0, 0, size, size);
  const out = new Float32Array(3 * size * size);
  for (let i = 0, p = 0; p < data.length; i++, p += 4) {
    out[i] = table[data[p]];
    out[i + size * size] = table[256 + data[p + 1]];
    out[i + 2 * size * size] = table[512 + data[p + 2]];
  }
  return out;
}

/** Back from the normalised planes to interleaved levels. */
export const levels = (values) =>
  Float64Array.from(values, (_, i) => {
    const c = i % 3;
    return (values[(c * values.length) / 3 + (i - c) / 3] * STD[c] + MEAN[c]) * 255;
  });
