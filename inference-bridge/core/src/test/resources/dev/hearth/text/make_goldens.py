"""Writes goldens.json: small tokenizer.json files and what Hugging Face tokenizers makes of texts.

pip install tokenizers==0.22.2 sentencepiece==0.2.2; python make_goldens.py [texts per file] [seed]

Offsets count code points, as Python does. Everything is compared exactly.
"""
import base64
import json
import os
import random
import sys
import tempfile

import sentencepiece
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
TEXTS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 3)

GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
          r"|\s*[\r\n]+|\s+(?!\S)|\s+")
CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
          r"|\s*+[\r\n]+|\s+(?!\S)|\s+")
QWEN2 = LLAMA3.replace("{1,3}", "")
O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
CLIP = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
DEEPSEEK = [r"\p{N}{1,3}", "[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+",
            r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+"
            r"| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"]

PARTS = ["a", "b", "Ab", "hello", "World", "low", "lower", "ÉCOLE", "e\u0301", "ñ", "\u1100\u1161", "각", "东京", "カﾞ",
         "ひらがな", "Привет", "שלום", "مرحبا", "हिन्दी", "ไทย", "😀", "👩\u200d🚀", "ﬁ", "①", "½", "12345", "7", "٣", ".",
         ",", "!?", "...", "'s", "'LL", "'\u017f", "’", "``", "''", "\"", "-", "_", "|", "/", "(", "]", "$", "€", "\\", " ", " ", "  ",
         "   ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u3000", "\u2028", "\u200b", "\u200d", "\u0085", "\u0000", "\u0007",
         "\u00ad", "\ufeff", "\ufffd", "İ", "ß", "Σ", "ǅ", "\u0345", "\u0903", "\u0e33", "\u0600", "\u2581", "<s>", "</s>", "xyz",
         "\u212b", "\u1e9b\u0323", "\uac00\u11a8", "\U0001d400", "\ue000", "ー", "a b", "lo w", "<mask>", "foo", "Foo"]
FIXED = ["", " ", "Hello, World! it's 12345 lows", "  two  blanks\n\nand\tlines ", "École e\u0301cole ﬁ ① İI カﾞ東京 한국 각"]


def texts():
    out = list(FIXED)
    while len(out) < len(FIXED) + TEXTS:
        text = "".join(random.choice(PARTS) for _ in range(random.randint(3, 16)))
        # The library loses count of what Precompiled drops from the start of a text.
        out.append("a" + text if text[0] in "\u0007\u200b" else text)
    return out


def charsmap():
    """A small table of replacements, in the double-array form that sentencepiece stores."""
    rules = {"ﬁ": "fi", "①": "1", "½": "1\u20442", "\u3000": " ", "\u00a0": " ", "\t": " ", "\n": " ", "\r": " ",
             "\u200b": "", "e\u0301": "é", "É": "é", "x": "ks", "カ\uff9e": "ガ", "\u0903": "h", "a\u0e33": "am", "\u212b": "Å",
             "İ": "i", "👩": "w", "\u0007": "", "ab": "X", "\r\n": "N", "ﬁn": "end"}
    folder = tempfile.mkdtemp()
    with open(folder + "/rules.tsv", "w", encoding="utf-8", newline="") as f:
        for source, target in rules.items():
            f.write("\t".join(" ".join("%X" % ord(c) for c in side) for side in (source, target)) + "\n")
    with open(folder + "/text", "w", encoding="utf-8") as f:
        f.write("hello world lower\n" * 20)
    sentencepiece.SentencePieceTrainer.train(input=folder + "/text", model_prefix=folder + "/m", vocab_size=12,
                                             normalization_rule_tsv=folder + "/rules.tsv", minloglevel=2)
    from sentencepiece import sentencepiece_model_pb2
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(open(folder + "/m.model", "rb").read())
    return base64.b64encode(model.normalizer_spec.precompiled_charsmap).decode()


def seen(normalizer=None, pre=None):
    """A model that knows nothing: its tokens are what normalizer and pre-tokenizer leave."""
    return {"normalizer": normalizer, "pre_tokenizer": pre, "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0.0]]}}


def split(regex, behavior="Isolated", invert=False):
    return {"type": "Split", "pattern": {"Regex": regex}, "behavior": behavior, "invert": invert}


def sequence(kind, *steps):
    return {"type": "Sequence", kind: list(steps)}


def normalizers():
    yield {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}
    yield {"type": "BertNormalizer", "clean_text": False, "handle_chinese_chars": False, "strip_accents": True, "lowercase": False}
    for name in ("Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt", "ByteLevel"):
        yield {"type": name}
    yield {"type": "Strip", "strip_left": True, "strip_right": False}
    yield {"type": "Prepend", "prepend": "▁"}
    yield {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": "<>"}
    yield {"type": "Replace", "pattern": {"Regex": "^l|o$|."}, "content": "~"}
    yield {"type": "Replace", "pattern": {"String": "l"}, "content": ""}
    yield {"type": "Precompiled", "precompiled_charsmap": charsmap()}
    yield sequence("normalizers", {"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"})


def pre_tokenizers():
    for name in ("BertPreTokenizer", "Whitespace", "WhitespaceSplit"):
        yield {"type": name}
    yield {"type": "CharDelimiterSplit", "delimiter": "l"}
    for behavior in ("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"):
        yield {"type": "Punctuation", "behavior": behavior}
        yield split(r"\d|l", behavior)
        yield split(r"\w+", behavior, True)
    for individual in (True, False):
        yield {"type": "Digits", "individual_digits": individual}
    for scheme in ("always", "first", "never"):
        for cut in (True, False):
            yield {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": cut}
    yield sequence("pretokenizers", {"type": "WhitespaceSplit"},
                   {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": True})
    yield {"type": "FixedLength", "length": 3}
    for prefix in (True, False):
        yield {"type": "ByteLevel", "add_prefix_space": prefix, "trim_offsets": True, "use_regex": prefix}
    for regex in (GPT2, LLAMA3, CL100K, QWEN2, O200K, r"\S+\s*|^.", r"[\W\S]", r"[^\w]+|[\s\d]", "(?i)foo|ß|σ"):
        yield split(regex)
    yield split(CLIP, "Removed", True)
    yield sequence("pretokenizers", *(split(regex) for regex in DEEPSEEK))


def bpe(tokens, merges, **options):
    return {"type": "BPE", "vocab": {token: i for i, token in enumerate(tokens)}, "merges": merges, **options}


def added(tokens, **options):
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return [{"id": i, "content": token, **plain, **options} for i, token in tokens]


def byte_alphabet():
    visible = [b for b in range(256) if 33 <= b < 127 or 161 <= b and b != 173]
    hidden = [b for b in range(256) if b not in visible]
    return [chr(b) for b in visible] + [chr(256 + i) for i in range(len(hidden))]


def models():
    words = ["[UNK]", "hello", "World", "low", "12345", "[CLS]", "[SEP]", "école", "东京"]
    yield "word-level", {
        "pre_tokenizer": {"type": "Whitespace"}, "added_tokens": added([(5, "[CLS]"), (6, "[SEP]")]),
        "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 6], "cls": ["[CLS]", 5]},
        "model": {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(words)}, "unk_token": "[UNK]"}}
    pieces = ["[UNK]", "h", "##e", "hell", "##o", "lo", "##w", "low", "##er", "world", "##s", "!", "1", "##2", "##3", "##45", "a", "b"]
    yield "word-piece", {
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
                       "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "added_tokens": added([(18, "foo")], single_word=True, normalized=True, special=False)
        + added([(19, "<mask>")], lstrip=True),
        "model": {"type": "WordPiece", "vocab": {w: i for i, w in enumerate(pieces)}, "unk_token": "[UNK]",
                  "continuing_subword_prefix": "##", "max_input_chars_per_word": 8}}
    alphabet = byte_alphabet()
    clip = alphabet + [c + "</w>" for c in alphabet] + ["lo", "low</w>", "he", "ll", "hell", "hello</w>", "<s>", "</s>"]
    end = len(clip)
    yield "clip", {
        "normalizer": sequence("normalizers", {"type": "NFC"}, {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
                               {"type": "Lowercase"}),
        "pre_tokenizer": sequence("pretokenizers", split(CLIP, "Removed", True),
                                  {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}),
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", end - 1], "cls": ["<s>", end - 2], "trim_offsets": False,
                           "add_prefix_space": False},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "added_tokens": added([(end - 2, "<s>"), (end - 1, "</s>")]),
        "model": bpe(clip, ["l o", "lo w</w>", "h e", "l l", "he ll", "hell o</w>"], unk_token="</s>",
                     continuing_subword_prefix="", end_of_word_suffix="</w>", fuse_unk=False)}
    llama3 = alphabet + ["lo", "Ġlo", "low", "er", "he", "llo", "hello", "ÃŃ", "12", "123", "<s>"]
    yield "llama-3", {
        "pre_tokenizer": sequence("pretokenizers", split(LLAMA3),
                                  {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}),
        "post_processor": sequence(
            "processors", {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": False, "use_regex": True},
            {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
             "pair": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                      {"SpecialToken": {"id": "<s>", "type_id": 1}}, {"Sequence": {"id": "B", "type_id": 1}}],
             "special_tokens": {"<s>": {"id": "<s>", "ids": [len(llama3) - 1], "tokens": ["<s>"]}}}),
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "added_tokens": added([(len(llama3) - 1, "<s>")]),
        "model": bpe(llama3, ["l o", "Ġ lo", "lo w", "e r", "h e", "l lo", "1 2", "12 3"], ignore_merges=True)}
    bytes_ = ["<0x%02X>" % b for b in range(256)]
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    for fallback in (True, False):
        llama = ["<unk>", "<s>", "</s>"] + bytes_ + ["▁", "h", "e", "l", "o", "w", "▁h", "▁he", "ll", "▁hell", "lo", "▁lo", "▁low", "er"]
        yield "llama", {
            "normalizer": sequence("normalizers", {"type": "Prepend", "prepend": "▁"},
                                   {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}),
            "decoder": sequence("decoders", {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"},
                                {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}),
            "added_tokens": added([(0, "<unk>"), (1, "<s>"), (2, "</s>")]),
            "model": bpe(llama, ["▁ h", "▁h e", "l l", "▁he ll", "l o", "▁ lo", "▁lo w"], unk_token="<unk>", fuse_unk=True,
                         byte_fallback=fallback)}
        unigram = ["<unk>", "▁", "▁he", "llo", "l", "lo", "▁lo", "w", "er", "▁W", "or", "ld", "fi", "é", "a", "b", "ab", "12", "1"]
        unigram += bytes_ if fallback else []
        yield "unigram", {
            "normalizer": sequence("normalizers", {"type": "Precompiled", "precompiled_charsmap": charsmap()},
                                   {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}),
            "pre_tokenizer": sequence("pretokenizers", {"type": "WhitespaceSplit"}, metaspace) if fallback else metaspace,
            "decoder": metaspace,
            "added_tokens": added([(0, "<unk>")]) + added([(len(unigram), "foo")], rstrip=True, normalized=True, special=False),
            "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": fallback,
                      "vocab": [[token, -1.5 - (i * 7 % 11) / 4] for i, token in enumerate(unigram)]}}
    yield "bpe-prefix", {
        "pre_tokenizer": {"type": "Whitespace"},
        "decoder": {"type": "BPEDecoder", "suffix": "</w>"},
        "model": bpe(["l", "##o", "##w", "lo", "low", "<unk>"], ["l ##o", "lo ##w"], unk_token="<unk>", fuse_unk=False,
                     continuing_subword_prefix="##")}


def decoders():
    """Decoders with the tokens they join."""
    for cleanup in (True, False):
        yield {"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": cleanup}
        yield {"type": "WordPiece", "prefix": "##", "cleanup": cleanup}
    yield {"type": "BPEDecoder", "suffix": "</w>"}
    yield {"type": "ByteFallback"}
    yield {"type": "Fuse"}
    yield {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
    for scheme in ("always", "first", "never"):
        yield {"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": True}
    yield {"type": "Replace", "pattern": {"String": "l"}, "content": "L"}
    yield {"type": "Replace", "pattern": {"Regex": "[lo]+"}, "content": "_"}
    yield {"type": "Strip", "content": "l", "start": 1, "stop": 0}  # both ends of one "l" make the library panic
    yield sequence("decoders", {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0})


DECODED = ["<pad>", "h", "h", "e", "l", "<pad>", "l", "o", "|", "|", "##s", "'s", " .", "▁lo", "w</w>", "▁", "l", "ll", "<0xC3>", "<0xA9>",
           "<0xFF>", "<0x20>", "Ġa", "Ã", "©", " n't", "é", " ", "lloll", "do", " not"]


def main():
    out = []
    files = [(step["type"], seen(normalizer=step)) for step in normalizers()]
    files += [(step["type"], seen(pre=step)) for step in pre_tokenizers()]
    files += list(models())
    for name, parts in files:
        file = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None, "pre_tokenizer": None,
                "post_processor": None, "decoder": None, **parts}
        tokenizer = Tokenizer.from_str(json.dumps(file))
        cases = []
        for text in texts():
            pair = random.choice(PARTS) if file["post_processor"] and random.random() < 0.3 else None
            encoding = tokenizer.encode(text, pair)
            case = {"text": text, "ids": encoding.ids, "tokens": encoding.tokens,
                    "offsets": [n for both in encoding.offsets for n in both],
                    "words": [-1 if word is None else word for word in encoding.word_ids]}
            if pair:
                case["pair"] = pair
                case["types"] = encoding.type_ids
            if file["decoder"]:
                case["decoded"] = tokenizer.decode(encoding.ids, skip_special_tokens=True)
            cases.append(case)
        out.append({"name": name, "file": file, "cases": cases})
    for step in decoders():
        file = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None, "pre_tokenizer": None,
                "post_processor": None, "decoder": step,
                "model": {"type": "WordLevel", "vocab": {w: i for i, w in enumerate(dict.fromkeys(DECODED))}, "unk_token": "h"}}
        tokenizer = Tokenizer.from_str(json.dumps(file))
        cases = []
        for _ in range(TEXTS):
            ids = [random.randrange(tokenizer.get_vocab_size()) for _ in range(random.randint(0, 12))]
            cases.append({"ids": ids, "decoded": tokenizer.decode(ids, skip_special_tokens=False)})
        out.append({"name": "decoder " + step["type"], "file": file, "cases": cases})
    with open(os.environ.get("OUT", HERE + "/goldens.json"), "w", encoding="utf-8") as f:
        f.write("{\"made\": \"by make_goldens.py\", \"files\": [\n")
        f.write(",\n".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in out))
        f.write("\n]}\n")


if __name__ == "__main__":
    main()
