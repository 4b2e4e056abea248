// What is timed on, the same in every run: made from seeds, or fetched.

/** mulberry32: numbers from 0 to 1. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Opaque pixels: slopes with noise. */
export function picture(width, height) {
  const next = random(1);
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p += 4) {
      const noise = 60 * next();
      rgba[p] = (195 * x) / width + noise;
      rgba[p + 1] = (195 * y) / height + noise;
      rgba[p + 2] = 195 - (195 * (x + y)) / (width + height) + noise;
      rgba[p + 3] = 255;
    }
  }
  return {rgba, width, height};
}

/** Tones that come and go, with noise; 16 kHz. */
export function sound(seconds) {
  const next = random(2);
  return Float32Array.from({length: 16000 * seconds}, (_, i) => {
    const t = i / 16000;
    return 0.3 * Math.sin(2 * Math.PI * (200 + 300 * Math.sin(t)) * t) * Math.sin(3 * t) + 0.01 * (next() - 0.5);
  });
}

/** The 8,400 boxes of a YOLO head for 640 x 640: each about one of fifty objects, or on its own. */
export function boxes() {
  const next = random(3);
  const objects = Array.from({length: 50}, () => ({
    x: 640 * next(),
    y: 640 * next(),
    size: 20 + 200 * next() ** 2,
    index: Math.floor(10 * next() ** 2),
  }));
  const edges = [];
  const classes = [];
  for (const stride of [8, 16, 32]) {
    for (let y = stride / 2; y < 640; y += stride) {
      for (let x = stride / 2; x < 640; x += stride) {
        const near = objects.find((one) => Math.abs(one.x - x) < one.size && Math.abs(one.y - y) < one.size);
        const found = near ?? {x, y, size: 2 * stride, index: Math.floor(10 * next())};
        const around = () => found.size * (0.5 + 0.1 * (next() - 0.5));
        edges.push(found.x - around(), found.y - around(), found.x + around(), found.y + around());
        classes.push(found.index);
      }
    }
  }
  const scores = Float32Array.from(classes, () => next());
  return {edges: Float32Array.from(edges), scores, classes: Int32Array.from(classes)};
}

/**
 * English-like text: words of BERT's vocabulary by Zipf's law, some with an ending or a capital,
 * punctuation, a few accents and dashes.
 */
export function text(vocabTxt, words) {
  const next = random(4);
  const known = vocabTxt.split('\n').filter((token) => /^[a-z]{2,}$/.test(token));
  const endings = ['ish', 'ness', 'wise', 'like', 'ology', '-based'];
  const out = [];
  for (let i = 0; i < words; i++) {
    let word = known[Math.floor(known.length ** next()) - 1];
    if (next() < 0.06) word += endings[Math.floor(endings.length * next())];
    if (next() < 0.1) word = word[0].toUpperCase() + word.slice(1);
    if (next() < 0.004) word += 'é';
    if (next() < 0.02) word += "'s";
    if (next() < 0.01) word = String(Math.floor(3000 * next()));
    if (next() < 0.12) word += [',', '.', ';', '?', ' –'][Math.floor(5 * next())];
    out.push(word);
  }
  return out.join(' ');
}

export async function fetched(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: HTTP status ${response.status}`);
  return response;
}
