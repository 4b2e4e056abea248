// Whisper's log-mel features: reflected edges, a Hann window and a real FFT of 400 samples every
// 160, 80 Slaney mel bands, log10, the range of 8 below the loudest.
const N = 400;
const HALF = N / 2;
const HOP = 160;
const BANDS = 80;
const BINS = HALF + 1;
const HZ_PER_BIN = 16000 / N;
const RADICES = [4, 2, 5, 5];

const hann = Float64Array.from({length: N}, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / N));
const cos = Float64Array.from({length: HALF}, (_, i) => Math.cos((2 * Math.PI * i) / N));
const sin = Float64Array.from({length: HALF}, (_, i) => Math.sin((2 * Math.PI * i) / N));

/** Where each sample goes, so that all stages work in place. */
const order = new Int32Array(HALF);
for (let i = 0; i < HALF; i++) {
  let rest = i;
  let size = HALF;
  for (const radix of [...RADICES].reverse()) {
    size /= radix;
    order[i] += (rest % radix) * size;
    rest = Math.floor(rest / radix);
  }
}

/** The factors of each stage, in the order of their use: of q = 1 to radix - 1, cosine and sine. */
const stages = [];
for (let reach = 1, i = 0; i < RADICES.length; reach *= RADICES[i++]) {
  const radix = RADICES[i];
  const factors = new Float64Array(2 * reach * (radix - 1));
  let at = 0;
  for (let j = 0; j < reach; j++) {
    for (let q = 1; q < radix; q++) {
      const angle = (2 * Math.PI * j * q) / (reach * radix);
      factors[at++] = Math.cos(angle);
      factors[at++] = Math.sin(angle);
    }
  }
  stages.push({radix, reach, factors});
}

const re = new Float64Array(HALF);
const im = new Float64Array(HALF);
const power = new Float64Array(BINS);

function radix2({reach, factors}) {
  for (let start = 0; start < HALF; start += 2 * reach) {
    for (let j = 0, a = start, t = 0; j < reach; j++, a++, t += 2) {
      const b = a + reach;
      const x = re[b] * factors[t] + im[b] * factors[t + 1];
      const y = im[b] * factors[t] - re[b] * factors[t + 1];
      re[b] = re[a] - x;
      im[b] = im[a] - y;
      re[a] += x;
      im[a] += y;
    }
  }
}

/** The first stage: all factors are 1. */
function radix4() {
  for (let a = 0; a < HALF; a += 4) {
    const sumX = re[a] + re[a + 2];
    const sumY = im[a] + im[a + 2];
    const diffX = re[a] - re[a + 2];
    const diffY = im[a] - im[a + 2];
    const otherSumX = re[a + 1] + re[a + 3];
    const otherSumY = im[a + 1] + im[a + 3];
    const otherDiffX = re[a + 1] - re[a + 3];
    const otherDiffY = im[a + 1] - im[a + 3];
    re[a] = sumX + otherSumX;
    im[a] = sumY + otherSumY;
    re[a + 1] = diffX + otherDiffY;
    im[a + 1] = diffY - otherDiffX;
    re[a + 2] = sumX - otherSumX;
    im[a + 2] = sumY - otherSumY;
    re[a + 3] = diffX - otherDiffY;
    im[a + 3] = diffY + otherDiffX;
  }
}

const C1 = Math.cos((2 * Math.PI) / 5);
const S1 = Math.sin((2 * Math.PI) / 5);
const C2 = Math.cos((4 * Math.PI) / 5);
const S2 = Math.sin((4 * Math.PI) / 5);

function radix5({reach, factors: f}) {
  for (let start = 0; start < HALF; start += 5 * reach) {
    for (let j = 0, a = start, t = 0; j < reach; j++, a++, t += 8) {
      const b = a + reach;
      const c = b + reach;
      const d = c + reach;
      const e = d + reach;
      const x1 = re[b] * f[t] + im[b] * f[t + 1];
      const y1 = im[b] * f[t] - re[b] * f[t + 1];
      const x2 = re[c] * f[t + 2] + im[c] * f[t + 3];
      const y2 = im[c] * f[t + 2] - re[c] * f[t + 3];
      const x3 = re[d] * f[t + 4] + im[d] * f[t + 5];
      const y3 = im[d] * f[t + 4] - re[d] * f[t + 5];
      const x4 = re[e] * f[t + 6] + im[e] * f[t + 7];
      const y4 = im[e] * f[t + 6] - re[e] * f[t + 7];
      const outerX = x1 + x4;
      const outerY = y1 + y4;
      const innerX = x2 + x3;
      const innerY = y2 + y3;
      const px = re[a] + C1 * outerX + C2 * innerX;
      const py = im[a] + C1 * outerY + C2 * innerY;
      const qx = re[a] + C2 * outerX + C1 * innerX;
      const qy = im[a] + C2 * outerY + C1 * innerY;
      const rx = S1 * (y1 - y4) + S2 * (y2 - y3);
      const ry = S1 * (x1 - x4) + S2 * (x2 - x3);
      const sx = S2 * (y1 - y4) - S1 * (y2 - y3);
      const sy = S2 * (x1 - x4) - S1 * (x2 - x3);
      re[a] += outerX + innerX;
      im[a] += outerY + innerY;
      re[b] = px + rx;
      im[b] = py - ry;
      re[c] = qx + sx;
      im[c] = qy - sy;
      re[d] = qx - sx;
      im[d] = qy + sy;
      re[e] = px - rx;
      im[e] = py + ry;
    }
  }
}

/** The power of the frame in re and im, even samples and odd ones, in their order. */
function spectrum() {
  radix4();
  radix2(stages[1]);
  radix5(stages[2]);
  radix5(stages[3]);
  power[0] = (re[0] + im[0]) ** 2;
  power[HALF] = (re[0] - im[0]) ** 2;
  for (let k = 1; k < HALF; k++) {
    const m = HALF - k;
    const evenX = (re[k] + re[m]) / 2;
    const evenY = (im[k] - im[m]) / 2;
    const oddX = (im[k] + im[m]) / 2;
    const oddY = (re[m] - re[k]) / 2;
    const x = evenX + oddX * cos[k] + oddY * sin[k];
    const y = evenY + oddY * cos[k] - oddX * sin[k];
    power[k] = x * x + y * y;
  }
}

const toMel = (hz) => (hz < 1000 ? (3 * hz) / 200 : 15 + (Math.log(hz / 1000) * 27) / Math.log(6.4));
const toHz = (mel) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp(((mel - 15) * Math.log(6.4)) / 27));

const filters = Array.from({length: BANDS}, (_, band) => {
  const step = toMel(8000) / (BANDS + 1);
  const [left, middle, right] = [0, 1, 2].map((i) => toHz((band + i) * step));
  const first = Math.ceil(left / HZ_PER_BIN);
  const last = Math.min(BINS - 1, Math.floor(right / HZ_PER_BIN));
  const weights = Float64Array.from({length: last - first + 1}, (_, i) => {
    const hz = (first + i) * HZ_PER_BIN;
    const slope = Math.min((hz - left) / (middle - left), (right - hz) / (right - middle));
    return (Math.max(0, slope) * 2) / (right - left);
  });
  return {first, weights};
});

function reflected(samples, i) {
  if (i < 0) return samples[-i];
  return i < samples.length ? samples[i] : samples[2 * samples.length - 2 - i];
}

export function logMel(samples) {
  const frames = Math.floor(samples.length / HOP);
  const out = new Float32Array(frames * BANDS);
  let max = -Infinity;
  for (let frame = 0, at = 0; frame < frames; frame++) {
    const from = frame * HOP - HALF;
    if (from >= 0 && from + N <= samples.length) {
      for (let i = 0; i < HALF; i++) {
        re[order[i]] = samples[from + 2 * i] * hann[2 * i];
        im[order[i]] = samples[from + 2 * i + 1] * hann[2 * i + 1];
      }
    } else {
      for (let i = 0; i < HALF; i++) {
        re[order[i]] = reflected(samples, from + 2 * i) * hann[2 * i];
        im[order[i]] = reflected(samples, from + 2 * i + 1) * hann[2 * i + 1];
      }
    }
    spectrum();
    for (let band = 0; band < BANDS; band++) {
      const {first, weights} = filters[band];
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * power[first + i];
      const value = Math.log10(Math.max(sum, 1e-10));
      if (value > max) max = value;
      out[at++] = value;
    }
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i], max - 8) * 0.25 + 1;
  return out;
}
