// Whisper's log-mel features of 16 kHz sound: frames of 400 every 160, 80 bands, bands first.
const FFT = 400;
const HOP = 160;
const BANDS = 80;
const HALF = FFT / 2;
const FACTORS = [4, 2, 5, 5];

const hann = Float64Array.from({length: FFT}, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT));
const cosines = Float64Array.from({length: HALF}, (_, i) => Math.cos((2 * Math.PI * i) / HALF));
const sines = Float64Array.from({length: HALF}, (_, i) => Math.sin((2 * Math.PI * i) / HALF));
const turnCos = Float64Array.from({length: HALF + 1}, (_, i) => Math.cos((2 * Math.PI * i) / FFT));
const turnSin = Float64Array.from({length: HALF + 1}, (_, i) => Math.sin((2 * Math.PI * i) / FFT));

// Stockham's autosort over two pairs of arrays: each stage of radix r splits what is left.
const re = [new Float64Array(HALF), new Float64Array(HALF)];
const im = [new Float64Array(HALF), new Float64Array(HALF)];

const C1 = Math.cos((2 * Math.PI) / 5), C2 = Math.cos((4 * Math.PI) / 5);
const S1 = Math.sin((2 * Math.PI) / 5), S2 = Math.sin((4 * Math.PI) / 5);

// One stage: `left` sub-transforms of `radix * rest` values, `done` values of each interleaved.
function stage(radix, length, done, xr, xi, yr, yi) {
  const rest = length / radix;
  for (let p = 0; p < rest; p++) {
    const step = p * done;
    for (let q = 0; q < done; q++) {
      const from = q + done * p, to = q + done * radix * p, gap = done * rest;
      const ar = xr[from], ai = xi[from];
      const br = xr[from + gap], bi = xi[from + gap];
      if (radix === 2) {
        yr[to] = ar + br;
        yi[to] = ai + bi;
        put(yr, yi, to + done, ar - br, ai - bi, step);
        continue;
      }
      const cr = xr[from + 2 * gap], ci = xi[from + 2 * gap];
      const dr = xr[from + 3 * gap], di = xi[from + 3 * gap];
      if (radix === 4) {
        const sr = ar + cr, si = ai + ci, tr = br + dr, ti = bi + di;
        const ur = ar - cr, ui = ai - ci, vr = bi - di, vi = dr - br;
        yr[to] = sr + tr;
        yi[to] = si + ti;
        put(yr, yi, to + done, ur + vr, ui + vi, step);
        put(yr, yi, to + 2 * done, sr - tr, si - ti, 2 * step);
        put(yr, yi, to + 3 * done, ur - vr, ui - vi, 3 * step);
        continue;
      }
      const er = xr[from + 4 * gap], ei = xi[from + 4 * gap];
      const pr = br + er, pi = bi + ei, qr = cr + dr, qi = ci + di;
      const mr = bi - ei, mi = er - br, nr = ci - di, ni = dr - cr;
      const k1r = ar + C1 * pr + C2 * qr, k1i = ai + C1 * pi + C2 * qi;
      const k2r = ar + C2 * pr + C1 * qr, k2i = ai + C2 * pi + C1 * qi;
      const j1r = S1 * mr + S2 * nr, j1i = S1 * mi + S2 * ni;
      const j2r = S2 * mr - S1 * nr, j2i = S2 * mi - S1 * ni;
      yr[to] = ar + pr + qr;
      yi[to] = ai + pi + qi;
      put(yr, yi, to + done, k1r + j1r, k1i + j1i, step);
      put(yr, yi, to + 2 * done, k2r + j2r, k2i + j2i, 2 * step);
      put(yr, yi, to + 3 * done, k2r - j2r, k2i - j2i, 3 * step);
      put(yr, yi, to + 4 * done, k1r - j1r, k1i - j1i, 4 * step);
    }
  }
}

function put(yr, yi, at, r, i, turn) {
  const c = cosines[turn], s = sines[turn];
  yr[at] = r * c + i * s;
  yi[at] = i * c - r * s;
}

// Power of the first half of a real frame, by a complex transform of half its length.
function power(frame, out) {
  for (let i = 0; i < HALF; i++) {
    re[0][i] = frame[2 * i];
    im[0][i] = frame[2 * i + 1];
  }
  let side = 0;
  let done = 1;
  for (const radix of FACTORS) {
    stage(radix, HALF / done, done, re[side], im[side], re[1 - side], im[1 - side]);
    side = 1 - side;
    done *= radix;
  }
  const zr = re[side], zi = im[side];
  for (let k = 0; k <= HALF; k++) {
    const a = k % HALF, b = (HALF - k) % HALF;
    const er = (zr[a] + zr[b]) / 2, ei = (zi[a] - zi[b]) / 2;
    const or = (zi[a] + zi[b]) / 2, oi = (zr[b] - zr[a]) / 2;
    const r = er + turnCos[k] * or + turnSin[k] * oi;
    const i = ei + turnCos[k] * oi - turnSin[k] * or;
    out[k] = r * r + i * i;
  }
}

const hzToMel = (hz) => (hz < 1000 ? (3 * hz) / 200 : 15 + Math.log(hz / 1000) / (Math.log(6.4) / 27));
const melToHz = (mel) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15)));

const filters = (() => {
  const top = hzToMel(8000);
  const edges = Array.from({length: BANDS + 2}, (_, i) => melToHz((top * i) / (BANDS + 1)));
  return Array.from({length: BANDS}, (_, band) => {
    const [low, middle, high] = edges.slice(band, band + 3);
    const all = Array.from({length: HALF + 1}, (_, bin) => {
      const hz = bin * (16000 / FFT);
      return (Math.max(0, Math.min((hz - low) / (middle - low), (high - hz) / (high - middle))) * 2) / (high - low);
    });
    const first = all.findIndex((weight) => weight > 0);
    const last = all.findLastIndex((weight) => weight > 0);
    return first < 0
      ? {first: 0, weights: new Float64Array(0)}
      : {first, weights: Float64Array.from(all.slice(first, last + 1))};
  });
})();

export function logMel(samples) {
  const frames = Math.floor(samples.length / HOP);
  const padded = new Float64Array(samples.length + FFT);
  padded.set(samples, HALF);
  for (let i = 0; i < HALF; i++) {
    padded[HALF - 1 - i] = samples[i + 1];
    padded[HALF + samples.length + i] = samples[samples.length - 2 - i];
  }
  const out = new Float32Array(BANDS * frames);
  const frame = new Float64Array(FFT);
  const spectrum = new Float64Array(HALF + 1);
  let loudest = -Infinity;
  for (let t = 0; t < frames; t++) {
    for (let i = 0; i < FFT; i++) frame[i] = padded[t * HOP + i] * hann[i];
    power(frame, spectrum);
    for (let band = 0; band < BANDS; band++) {
      const {first, weights} = filters[band];
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * spectrum[first + i];
      const value = Math.log10(Math.max(sum, 1e-10));
      out[band * frames + t] = value;
      if (value > loudest) loudest = value;
    }
  }
  const floor = loudest - 8;
  for (let i = 0; i < out.length; i++) out[i] = (Math.max(out[i], floor) + 4) / 4;
  return out;
}
