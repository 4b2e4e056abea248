// BERT's WordPiece and GPT-2's byte-level BPE: text to ids.

export class WordPiece {
  #beginning = new Map();
  #going = new Map();
  #cls;
  #sep;
  #unknown;

  constructor(vocabTxt) {
    const tokens = vocabTxt.split('\n');
    tokens.forEach((token, id) => {
      if (token.startsWith('##')) this.#going.set(token.slice(2), id);
      else this.#beginning.set(token, id);
    });
    this.#cls = tokens.indexOf('[CLS]');
    this.#sep = tokens.indexOf('[SEP]');
    this.#unknown = tokens.indexOf('[UNK]');
  }

  encode(text) {
    const plain = text.normalize('NFD').replace(/\p{Mn}+/gu, '').toLowerCase();
    const ids = [this.#cls];
    for (const word of plain.match(/[\p{P}$+<=>^`|~]|[^\s\p{P}$+<=>^`|~]+/gu) ?? []) this.#add(word, ids);
    ids.push(this.#sep);
    return Int32Array.from(ids);
  }

  #add(word, ids) {
    const whole = this.#beginning.get(word);
    if (whole !== undefined) {
      ids.push(whole);
      return;
    }
    const before = ids.length;
    for (let start = 0; start < word.length; ) {
      const vocab = start === 0 ? this.#beginning : this.#going;
      let end = word.length;
      let id;
      while (end > start && (id = vocab.get(word.slice(start, end))) === undefined) end--;
      if (id === undefined) {
        ids.length = before;
        ids.push(this.#unknown);
        return;
      }
      ids.push(id);
      start = end;
    }
  }
}

const WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** The visible character that stands for each byte. */
const CHARACTERS = [];
for (let byte = 0, hidden = 256; byte < 256; byte++) {
  const visible = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
  CHARACTERS.push(String.fromCharCode(visible ? byte : hidden++));
}

export class ByteLevelBpe {
  #byteIds;
  #ranks = new Map();
  #results;
  #size;
  #utf8 = new TextEncoder();
  #cache = new Map();

  constructor(vocabJson, mergesTxt) {
    const vocab = new Map(Object.entries(JSON.parse(vocabJson)));
    this.#size = vocab.size;
    this.#byteIds = Int32Array.from(CHARACTERS, (c) => vocab.get(c));
    const merges = mergesTxt.split('\n').filter((line) => line && !line.startsWith('#version'));
    this.#results = Int32Array.from(merges, (line) => vocab.get(line.replace(' ', '')));
    merges.forEach((line, rank) => {
      const [left, right] = line.split(' ');
      this.#ranks.set(vocab.get(left) * this.#size + vocab.get(right), rank);
    });
  }

  encode(text) {
    const ids = [];
    for (const word of text.match(WORDS) ?? []) {
      let tokens = this.#cache.get(word);
      if (tokens === undefined) {
        tokens = this.#merge(word);
        this.#cache.set(word, tokens);
      }
      for (let i = 0; i < tokens.length; i++) ids.push(tokens[i]);
    }
    return Int32Array.from(ids);
  }

  #merge(word) {
    const tokens = Array.from(this.#utf8.encode(word), (byte) => this.#byteIds[byte]);
    for (;;) {
      let best = Infinity;
      let at = 0;
      for (let i = 0; i + 1 < tokens.length; i++) {
        const rank = this.#ranks.get(tokens[i] * this.#size + tokens[i + 1]);
        if (rank !== undefined && rank < best) {
          best = rank;
          at = i;
        }
      }
      if (best === Infinity) return tokens;
      tokens.splice(at, 2, this.#results[best]);
    }
  }
}
