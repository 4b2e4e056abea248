// The same inputs in every run: noise of Marsaglia's xorshift.
function noise(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export function picture(width, height) {
  const next = noise(1);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < data.length; i++) data[i] = i % 4 === 3 ? 255 : 256 * next();
  return {data, width, height};
}

export function sound(seconds) {
  const next = noise(2);
  return Float32Array.from(
    {length: 16000 * seconds},
    (_, i) => 0.5 * Math.sin(i * i * 1e-6) + 0.1 * (next() - 0.5),
  );
}

// As many as a YOLO of 640 x 640 proposes, around sixty things.
export function detections() {
  const next = noise(3);
  const count = 8400;
  const boxes = new Float32Array(4 * count);
  const scores = new Float32Array(count);
  const things = Array.from({length: 60}, () => [600 * next(), 600 * next(), 20 + 120 * next(), 20 + 120 * next()]);
  for (let i = 0; i < count; i++) {
    const [x, y, width, height] = things[Math.floor(things.length * next())];
    const left = x + width * 0.4 * (next() - 0.5);
    const top = y + height * 0.4 * (next() - 0.5);
    boxes.set([left, top, left + width * (0.8 + 0.4 * next()), top + height * (0.8 + 0.4 * next())], 4 * i);
    scores[i] = next();
  }
  return {boxes, scores};
}

// Sentences of a vocabulary's words, the common ones often: 1 / rank, as in languages.
export function texts(words, length, count) {
  const next = noise(4);
  const pick = () => words[Math.floor(words.length ** next()) - 1];
  return Array.from({length: count}, () => {
    let text = '';
    for (let i = 0; i < length; i++) {
      const word = pick();
      const starts = i === 0 || /\. $/.test(text);
      text += starts ? word[0].toUpperCase() + word.slice(1) : word;
      const end = next();
      text += end < 0.08 ? '. ' : end < 0.15 ? ', ' : end < 0.17 ? ` ${Math.floor(3000 * next())} ` : ' ';
    }
    return text;
  });
}
