// Greedy non-maximum suppression within classes; edges are left, top, right, bottom of each box.
export function nms(edges, scores, classes, iouThreshold) {
  const order = new Int32Array(scores.length);
  const areas = new Float64Array(scores.length);
  for (let i = 0; i < order.length; i++) {
    order[i] = i;
    areas[i] = (edges[4 * i + 2] - edges[4 * i]) * (edges[4 * i + 3] - edges[4 * i + 1]);
  }
  order.sort((a, b) => scores[b] - scores[a] || a - b);
  const kept = new Int32Array(scores.length);
  let count = 0;
  for (const next of order) {
    const p = 4 * next;
    const left = edges[p];
    const top = edges[p + 1];
    const right = edges[p + 2];
    const bottom = edges[p + 3];
    let hidden = false;
    for (let i = 0; i < count && !hidden; i++) {
      const other = kept[i];
      if (classes[other] !== classes[next]) continue;
      const q = 4 * other;
      const width = Math.min(right, edges[q + 2]) - Math.max(left, edges[q]);
      const height = Math.min(bottom, edges[q + 3]) - Math.max(top, edges[q + 1]);
      if (width > 0 && height > 0) {
        const both = width * height;
        hidden = both / (areas[other] + areas[next] - both) > iouThreshold;
      }
    }
    if (!hidden) kept[count++] = next;
  }
  return kept.slice(0, count);
}
