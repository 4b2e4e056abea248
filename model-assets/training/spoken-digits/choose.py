"""Tries thresholds: python3 choose.py bank.npz FOLDER

FOLDER holds george.pt ... yweweler.pt, each trained without that speaker. Printed for every
threshold: digits of the speakers never heard (streams of their words, in an order other than the
report's) and events on the words of words.CHOOSE, which are not those of the report.
"""
import sys
import numpy as np
import torch
from model import Net
from stream_eval import digit_stream, events, prepare, score, word_stream
from train import SPEAKERS
from words import CHOOSE


def main(bank_file, folder):
    torch.set_num_threads(1)
    bank = dict(np.load(bank_file))
    streams = []
    words, spoken = word_stream(CHOOSE, np.random.default_rng(21))
    for speaker in SPEAKERS:
        net = Net()
        net.load_state_dict(torch.load("%s/%s.pt" % (folder, speaker)))
        rng = np.random.default_rng(21)
        for snr in (40, 15):
            x, truth = digit_stream(bank, speaker, rng, snr)
            streams.append((prepare(net, x), truth))
        streams.append((prepare(net, words), None))
    for weight in (1, 5, 10, 20):
        for threshold in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            limits = dict(ignoredWeight=weight, threshold=threshold)
            total, false = np.zeros(3, int), 0
            for stream, truth in streams:
                found = events(stream, **limits)
                if truth is None:
                    false += len(found)
                else:
                    total += score(found, truth)
            print("weight %d, threshold %.2f: right %.1f %% wrong %d missed %d; other words %.1f %%" % (
                weight, threshold, 100 * total[0] / (total[0] + total[2]), total[1], total[2],
                100 * false / len(SPEAKERS) / len(spoken)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
