// Greedy non-maximum suppression: boxes as left, top, right, bottom; the kept ones, best first.
export function nms(boxes, scores, iouThreshold) {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[b] - scores[a] || a - b);
  const areas = new Float64Array(scores.length);
  for (let i = 0; i < areas.length; i++) {
    areas[i] = (boxes[4 * i + 2] - boxes[4 * i]) * (boxes[4 * i + 3] - boxes[4 * i + 1]);
  }
  const kept = [];
  for (const next of order) {
    const left = boxes[4 * next], top = boxes[4 * next + 1];
    const right = boxes[4 * next + 2], bottom = boxes[4 * next + 3];
    let hidden = false;
    for (let i = 0; i < kept.length && !hidden; i++) {
      const at = 4 * kept[i];
      const width = Math.min(right, boxes[at + 2]) - Math.max(left, boxes[at]);
      const height = Math.min(bottom, boxes[at + 3]) - Math.max(top, boxes[at + 1]);
      if (width > 0 && height > 0) {
        const both = width * height;
        hidden = both / (areas[next] + areas[kept[i]] - both) > iouThreshold;
      }
    }
    if (!hidden) kept.push(next);
  }
  return Int32Array.from(kept);
}
