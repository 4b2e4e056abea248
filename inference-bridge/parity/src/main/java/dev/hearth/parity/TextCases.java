package dev.hearth.parity;

import dev.hearth.json.JsonObject;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import dev.hearth.text.UnicodeNormalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts on their way into models and back. */
final class TextCases {
  static final List<String> NAMES = List.of("WordPiece", "byte-level BPE");

  private TextCases() {}

  static Hash run(Files files, UnicodeNormalizer normalizer, String name) {
    boolean bert = name.equals("WordPiece");
    String folder = bert ? "tokenizers/bert-base-uncased/" : "tokenizers/gpt2/";
    Map<String, byte[]> own = new LinkedHashMap<>();
    for (String file :
        bert ? new String[] {"vocab.txt"} : new String[] {"vocab.json", "merges.txt"}) {
      own.put(file, files.bytes(folder + file));
    }
    Tokenizer tokenizer = Tokenizer.fromFiles(own, normalizer);
    Hash hash = new Hash();
    for (JsonObject vector :
        GoldenSuite.json(files, folder + "vectors.json").objects("cases", one -> one)) {
      String text = vector.string("text");
      Encoding encoding = tokenizer.encode(text);
      hash.add(encoding.inputIds());
      for (int i = 0; i < encoding.size(); i++) {
        hash.add(encoding.start(i)).add(encoding.end(i));
      }
      hash.add(tokenizer.decode(encoding.inputIds(), true));
    }
    return hash;
  }
}
