"""Writes older-goldens.json: small models of SentencePiece and other older files, and what Hugging Face
transformers (or SentencePiece itself, where no tokenizer_class is given) makes of texts.

pip install transformers==4.57.6 tokenizers==0.22.2 sentencepiece==0.2.2 protobuf
python make_older_goldens.py [texts per file] [seed]

Files are in Base64. Offsets count code points. Everything is compared exactly.
"""
import base64
import json
import os
import random
import sys
import tempfile

import sentencepiece
import transformers

from make_goldens import HERE, byte_alphabet, texts

TRAINING = ["hello world", "Hello World, lower and low", "the lowest hell is 1,234 or 12345", "école de la ville", "he said ``no''",
            "東京 is Tokyo", "low low low", "hello, hello!", "a b c d e f g h i j k l m n o p q r s t u v w x y z", "A B 0 1 2 3 4 5 . , ' \" - é"]
RULES = {"ﬁ": "fi", "①": "1", "½": "1\u20442", "\u3000": " ", "\u00a0": " ", "\t": " ", "\n": " ", "e\u0301": "é", "É": "é"}


def train(**options):
    folder = tempfile.mkdtemp()
    with open(folder + "/rules.tsv", "w", encoding="utf-8", newline="") as f:
        for source, target in RULES.items():
            f.write("\t".join(" ".join("%X" % ord(c) for c in side) for side in (source, target)) + "\n")
    with open(folder + "/text", "w", encoding="utf-8") as f:
        f.write("\n".join(TRAINING * 5))
    settings = {"model_type": "unigram", "vocab_size": 80, "normalization_rule_tsv": folder + "/rules.tsv", "hard_vocab_limit": False,
                "minloglevel": 2, **options}
    sentencepiece.SentencePieceTrainer.train(input=folder + "/text", model_prefix=folder + "/m", **settings)
    return folder + "/m.model"


BERT_LIKE = {"pad_id": 0, "unk_id": 1, "bos_id": 2, "bos_piece": "[CLS]", "eos_id": 3, "eos_piece": "[SEP]", "control_symbols": ["[MASK]"]}
FAMILIES = [
    ("T5Tokenizer", {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}, {"extra_ids": 5, "add_prefix_space": True}),
    ("T5Tokenizer", {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1, "user_defined_symbols": ["foo"]}, {"extra_ids": 0, "legacy": False, "add_prefix_space": True}),
    ("AlbertTokenizer", BERT_LIKE, {}),
    ("AlbertTokenizer", BERT_LIKE, {"do_lower_case": False, "keep_accents": True}),
    ("XLNetTokenizer", {"control_symbols": ["<cls>", "<sep>", "<pad>", "<mask>", "<eod>", "<eop>"]}, {}),
    ("XLMRobertaTokenizer", {}, {}),
    ("CamembertTokenizer", {}, {}),
    ("DebertaV2Tokenizer", {"pad_id": 0, "pad_piece": "[PAD]", "bos_id": 1, "bos_piece": "[CLS]", "eos_id": 2, "eos_piece": "[SEP]", "unk_id": 3,
                            "unk_piece": "[UNK]"}, {"split_by_punct": True, "do_lower_case": True}),
    ("LlamaTokenizer", {"model_type": "bpe", "vocab_size": 330, "byte_fallback": True}, {"add_eos_token": True, "add_prefix_space": True}),
    ("LlamaTokenizer", {"model_type": "bpe", "vocab_size": 330, "byte_fallback": True}, {"legacy": False, "add_bos_token": False, "add_prefix_space": True}),
]
PLAIN = [
    {}, {"model_type": "bpe"}, {"model_type": "bpe", "vocab_size": 330, "byte_fallback": True},
    {"add_dummy_prefix": False, "remove_extra_whitespaces": False}, {"user_defined_symbols": ["foo", "low"], "byte_fallback": True, "vocab_size": 330},
]


def inputs():
    # A NUL or a lone combining mark makes the two ways of reading the table of replacements differ.
    return [text for text in texts() + ["<extra_id_0> a<mask> b </s>[MASK] x", "12,345, 9, and 1,"] if "\0" not in text]


def family(name, training, options):
    path = train(**training)
    tokenizer = getattr(transformers, name + "Fast")(path, **options)
    cases = []
    for text in inputs():
        pair = random.choice([None, None, "hello", "a b"])
        encoding = tokenizer.backend_tokenizer.encode(text, pair)
        cases.append({"text": text, "ids": encoding.ids, "offsets": [n for both in encoding.offsets for n in both],
                      **({"pair": pair, "types": encoding.type_ids} if pair else {}),
                      "decoded": tokenizer.decode(encoding.ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)})
    config = {"tokenizer_class": name, "clean_up_tokenization_spaces": False, "model_max_length": 1e30, **options}
    return {"name": name, "files": {"spiece.model": encoded(path)}, "config": config, "cases": cases}


def plain(training):
    path = train(**training)
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=path)
    cases = []
    for text in inputs():
        if any(control in text for control in ("<s>", "</s>", "\u2581", "\u0345")):
            continue
        ids = tokenizer.encode(text)
        cases.append({"text": text, "ids": ids})
        if tokenizer.unk_id() not in ids:
            cases[-1]["decoded"] = tokenizer.decode(ids)
    return {"name": "SentencePiece " + training.get("model_type", "unigram"), "files": {"tokenizer.model": encoded(path)},
            "config": {"clean_up_tokenization_spaces": False}, "cases": cases}


def older(name, vocab, merges, **options):
    folder = tempfile.mkdtemp()
    with open(folder + "/vocab.json", "w", encoding="utf-8") as f:
        json.dump({token: i for i, token in enumerate(vocab)}, f)
    with open(folder + "/merges.txt", "w", encoding="utf-8") as f:
        f.write("#version: 0.2\n" + "\n".join(merges) + "\n")
    tokenizer = getattr(transformers, name + "Fast")(folder + "/vocab.json", folder + "/merges.txt", **options)
    cases = []
    for text in inputs():
        encoding = tokenizer.backend_tokenizer.encode(text)
        cases.append({"text": text, "ids": encoding.ids, "offsets": [n for both in encoding.offsets for n in both],
                      "decoded": tokenizer.decode(encoding.ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)})
    return {"name": name, "files": {file: encoded(folder + "/" + file) for file in ("vocab.json", "merges.txt")},
            "config": {"tokenizer_class": name + "Fast", "clean_up_tokenization_spaces": False, **options}, "cases": cases}


def encoded(path):
    with open(path, "rb") as f:
        return base64.b64encode(f.read()).decode()


def main():
    out = [family(*one) for one in FAMILIES] + [plain(one) for one in PLAIN]
    alphabet = byte_alphabet()
    merges = ["l o", "lo w", "Ġ low", "h e", "l l", "he ll", "hell o", "1 2"]
    tokens = ["".join(merge.split()) for merge in merges]
    out.append(older("GPT2Tokenizer", alphabet + tokens + ["<|endoftext|>"], merges, add_prefix_space=True))
    out.append(older("RobertaTokenizer", ["<s>", "<pad>", "</s>", "<unk>"] + alphabet + tokens + ["<mask>"], merges))
    out.append(older("Qwen2Tokenizer", alphabet + tokens + ["<|endoftext|>"], merges))
    merges = ["l o", "lo w</w>", "h e", "l l", "he ll", "hell o</w>"]
    tokens = ["".join(merge.split()) for merge in merges]
    words = alphabet + [c + "</w>" for c in alphabet] + tokens + ["<|startoftext|>", "<|endoftext|>"]
    out.append(older("CLIPTokenizer", words, merges))
    with open(os.environ.get("OUT", HERE + "/older-goldens.json"), "w", encoding="utf-8") as f:
        f.write("{\"made\": \"by make_older_goldens.py\", \"files\": [\n")
        f.write(",\n".join(json.dumps(one, ensure_ascii=True, separators=(",", ":")) for one in out))
        f.write("\n]}\n")


if __name__ == "__main__":
    main()
