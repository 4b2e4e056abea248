"""Augments the bank once: python3 cache.py bank.npz cache.npz [examples per speaker]

Every example has sounds of one recorded speaker and of synthetic voices only, so that leaving a
speaker out means leaving his examples out. Features are float16; speaker is the index of
train.SPEAKERS.
"""
import sys
import numpy as np
import torch
from augment import Batches
from features import TorchLogMel
from train import SPEAKERS, WARPS


def main(bank_file, out, count):
    torch.set_num_threads(1)
    bank = dict(np.load(bank_file))
    mel = TorchLogMel(WARPS)
    features, labels, speakers = [], [], []
    for index, speaker in enumerate(SPEAKERS):
        source = Batches(bank, [speaker], 100 + index)
        for _ in range(count // 200):
            waves, y = source.batch(200)
            warped = source.rng.random(200) < 0.7
            which = np.where(warped, source.rng.integers(0, len(WARPS), 200), len(WARPS) // 2)
            features.append(mel(waves, torch.from_numpy(which)).numpy().astype(np.float16))
            labels.append(y.numpy())
            speakers.append(np.full(200, index))
        print(speaker, flush=True)
    np.savez(out, features=np.concatenate(features), labels=np.concatenate(labels),
             speakers=np.concatenate(speakers))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 8000)
