// Pillow's bilinear resize in fixed point: shorter side to 256, the middle 224 x 224, then
// (value / 255 - mean) / std as float32 planes. Computes only what the crop keeps.
const PRECISION = 22;
const EDGE = 256;
const SIZE = 224;
const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];

function coefficients(inSize, outSize, from) {
  const scale = inSize / outSize;
  const support = Math.max(scale, 1);
  const taps = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(SIZE);
  const counts = new Int32Array(SIZE);
  const weights = new Int32Array(SIZE * taps);
  const exact = new Float64Array(taps);
  for (let i = 0; i < SIZE; i++) {
    const centre = (from + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(inSize, Math.trunc(centre + support + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < count; k++) {
      exact[k] = Math.max(0, 1 - Math.abs((k + start - centre + 0.5) / support));
      sum += exact[k];
    }
    for (let k = 0; k < count; k++) {
      weights[i * taps + k] = Math.trunc(0.5 + (exact[k] / sum) * (1 << PRECISION));
    }
    starts[i] = start;
    counts[i] = count;
  }
  return {starts, counts, weights, taps};
}

const levels = new Float32Array(3 * 256);
for (let band = 0; band < 3; band++) {
  for (let value = 0; value < 256; value++) {
    const scaled = Math.fround(value * Math.fround(1 / 255));
    const centred = Math.fround(scaled - Math.fround(MEAN[band]));
    levels[256 * band + value] = centred / Math.fround(STD[band]);
  }
}

// As Python rounds, and so torchvision's centre crop.
function halfToEven(value) {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor & 1) : Math.round(value);
}

export function resize({data, width, height}) {
  const short = Math.min(width, height);
  const outWidth = width === short ? EDGE : Math.trunc((EDGE * width) / height);
  const outHeight = height === short ? EDGE : Math.trunc((EDGE * height) / width);
  const left = halfToEven((outWidth - SIZE) / 2);
  const top = halfToEven((outHeight - SIZE) / 2);
  const across = coefficients(width, outWidth, left);
  const down = coefficients(height, outHeight, top);
  const firstRow = down.starts[0];
  const rows = down.starts[SIZE - 1] + down.counts[SIZE - 1] - firstRow;
  const middle = new Uint8Array(rows * SIZE * 3);
  const half = 1 << (PRECISION - 1);
  for (let y = 0, at = 0; y < rows; y++) {
    const row = (firstRow + y) * width * 4;
    for (let x = 0; x < SIZE; x++, at += 3) {
      let r = half, g = half, b = half;
      let from = row + 4 * across.starts[x];
      const first = x * across.taps;
      for (let k = first; k < first + across.counts[x]; k++, from += 4) {
        const weight = across.weights[k];
        r += data[from] * weight;
        g += data[from + 1] * weight;
        b += data[from + 2] * weight;
      }
      middle[at] = r >> PRECISION;
      middle[at + 1] = g >> PRECISION;
      middle[at + 2] = b >> PRECISION;
    }
  }
  const plane = SIZE * SIZE;
  const out = new Float32Array(3 * plane);
  for (let y = 0, at = 0; y < SIZE; y++) {
    const first = y * down.taps;
    const count = down.counts[y];
    for (let x = 0; x < SIZE; x++, at++) {
      let r = half, g = half, b = half;
      let from = ((down.starts[y] - firstRow) * SIZE + x) * 3;
      for (let k = first; k < first + count; k++, from += SIZE * 3) {
        const weight = down.weights[k];
        r += middle[from] * weight;
        g += middle[from + 1] * weight;
        b += middle[from + 2] * weight;
      }
      out[at] = levels[r >> PRECISION];
      out[plane + at] = levels[256 + (g >> PRECISION)];
      out[2 * plane + at] = levels[512 + (b >> PRECISION)];
    }
  }
  return out;
}

// The usual way: the browser's own resize on a canvas, then the same normalisation.
export async function photo(blob) {
  const bitmap = await createImageBitmap(blob);
  const scale = EDGE / Math.min(bitmap.width, bitmap.height);
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const context = new OffscreenCanvas(SIZE, SIZE).getContext('2d', {willReadFrequently: true});
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, -Math.round((width - SIZE) / 2), -Math.round((height - SIZE) / 2), width, height);
  bitmap.close();
  const {data} = context.getImageData(0, 0, SIZE, SIZE);
  const plane = SIZE * SIZE;
  const out = new Float32Array(3 * plane);
  for (let i = 0, from = 0; i < plane; i++, from += 4) {
    out[i] = levels[data[from]];
    out[plane + i] = levels[256 + data[from + 1]];
    out[2 * plane + i] = levels[512 + data[from + 2]];
  }
  return out;
}
