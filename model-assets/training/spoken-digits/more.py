"""Adds words, made-up words and sentences to a bank: python3 more.py bank.npz OUT.npz

Takes out what the bank holds of the words that are never trained on (words.py).
"""
import sys
import numpy as np
from augment import SENTENCE
from bank import MAX_LENGTH, Bank, trim, vary
from features import UNKNOWN
from voices import Espeak, plain, random_voice
from words import ALIKE, HELD_OUT, MORE, made_up, sentence


def main(source, out):
    rng = np.random.default_rng(77)
    old = dict(np.load(source))
    out_of_it = HELD_OUT | ALIKE
    keep = np.array([label != SENTENCE and not (label == UNKNOWN and out_of_it & set(name.split()))
                     for label, name in zip(old["labels"], old["names"])])
    bank = Bank()
    for i in np.nonzero(keep)[0]:
        at = old["starts"][i]
        bank.waves.append(old["data"][at: at + old["lengths"][i]])
        bank.labels.append(old["labels"][i])
        bank.groups.append(str(old["groups"][i]))
        bank.names.append(str(old["names"][i]))
    print("kept %d of %d" % (len(bank.waves), len(keep)), flush=True)
    espeak = Espeak()
    sounds = {espeak.phonemes(w) for w in out_of_it}

    def add(text, name, chance):
        x = espeak.say(text, random_voice(rng), rng.uniform(100, 260), rng.uniform(15, 90), rng.uniform(10, 90))
        if x is None or len(x) < 700:
            return
        x = trim(x)
        if len(x) > MAX_LENGTH:
            at = rng.integers(len(x) - MAX_LENGTH)
            x = x[at: at + MAX_LENGTH]
        bank.add(vary(x, rng, 0.7) if rng.random() < chance else x, UNKNOWN, "espeak", name)

    for i in range(7 * len(MORE)):
        add(MORE[i % len(MORE)], MORE[i % len(MORE)], 0.3)
    for _ in range(1200):
        text = MORE[rng.integers(len(MORE))] + " " + MORE[rng.integers(len(MORE))]
        add(text, text, 0.1)
    for _ in range(5000):
        word = made_up(rng)
        if plain(word) not in sounds:
            add("[['" + word + "]]", "made up", 0.3)
    for _ in range(500):
        x = espeak.say(sentence(rng), random_voice(rng), rng.uniform(110, 260), rng.uniform(15, 90), rng.uniform(10, 90))
        if x is not None:
            bank.add(x, SENTENCE, "espeak", "sentence", crop=False)
    print("all", len(bank.waves), flush=True)
    bank.save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
