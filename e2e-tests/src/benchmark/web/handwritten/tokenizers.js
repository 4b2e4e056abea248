// Token ids of BERT's uncased WordPiece and of GPT-2's byte-level BPE.
const WORDS = /[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~]+/gu;

export function wordPiece(vocabTxt) {
  const vocab = new Map(vocabTxt.trimEnd().split('\n').map((token, id) => [token, id]));
  const [unknown, start, end] = ['[UNK]', '[CLS]', '[SEP]'].map((token) => vocab.get(token));
  return (text) => {
    const ids = [start];
    const plain = text.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '');
    for (const word of plain.match(WORDS) ?? []) {
      const first = ids.length;
      for (let from = 0; from < word.length; ) {
        let to = word.length;
        let id;
        for (; to > from; to--) {
          id = vocab.get(from ? '##' + word.slice(from, to) : word.slice(0, to));
          if (id !== undefined) break;
        }
        if (id === undefined) {
          ids.length = first;
          ids.push(unknown);
          break;
        }
        ids.push(id);
        from = to;
      }
    }
    ids.push(end);
    return Int32Array.from(ids);
  };
}

const PIECES = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

function byteCharacters() {
  const out = [];
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const shown = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    out.push(String.fromCharCode(shown ? byte : next++));
  }
  return out;
}

export function bytePairs(vocabJson, mergesTxt) {
  const vocab = new Map(Object.entries(JSON.parse(vocabJson)));
  const lines = mergesTxt.split('\n').filter((line) => line && !line.startsWith('#version'));
  const ranks = new Map(lines.map((line, rank) => [line, rank]));
  const characters = byteCharacters();
  const encoder = new TextEncoder();
  const cache = new Map();
  const merged = (piece) => {
    let parts = Array.from(encoder.encode(piece), (byte) => characters[byte]);
    while (parts.length > 1) {
      let best = Infinity;
      let at = -1;
      for (let i = 0; i + 1 < parts.length; i++) {
        const rank = ranks.get(parts[i] + ' ' + parts[i + 1]);
        if (rank < best) {
          best = rank;
          at = i;
        }
      }
      if (at < 0) break;
      const [left, right] = [parts[at], parts[at + 1]];
      const next = [];
      for (let i = 0; i < parts.length; i++) {
        if (parts[i] === left && parts[i + 1] === right) {
          next.push(left + right);
          i++;
        } else {
          next.push(parts[i]);
        }
      }
      parts = next;
    }
    return parts.map((part) => vocab.get(part));
  };
  return (text) => {
    const ids = [];
    for (const piece of text.match(PIECES) ?? []) {
      let found = cache.get(piece);
      if (!found) {
        found = merged(piece);
        cache.set(piece, found);
      }
      for (const id of found) ids.push(id);
    }
    return Int32Array.from(ids);
  };
}
