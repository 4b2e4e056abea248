"""Augments the bank once: python3 cache.py bank.npz cache.npz [examples per speaker]

Every example has sounds of one recorded speaker and of synthetic voices only, so that leaving a
speaker out means leaving his examples out. Features are float16; speaker is the index of
train.SPEAKERS. Two processes; the result does not depend on how many.
"""
import sys
from multiprocessing import Pool
import numpy as np
import torch
from augment import Batches
from features import TorchLogMel
from train import SPEAKERS, WARPS

PARTS = 4


def part(job):
    bank_file, speaker, number, count = job
    torch.set_num_threads(1)
    mel = TorchLogMel(WARPS)
    source = Batches(dict(np.load(bank_file)), [SPEAKERS[speaker]], 100 + 10 * speaker + number)
    features, labels = [], []
    for _ in range(count // 200):
        waves, y = source.batch(200)
        warped = source.rng.random(200) < 0.7
        which = np.where(warped, source.rng.integers(0, len(WARPS), 200), len(WARPS) // 2)
        features.append(mel(waves, torch.from_numpy(which)).numpy().astype(np.float16))
        labels.append(y.numpy())
    print(SPEAKERS[speaker], number, flush=True)
    return np.concatenate(features), np.concatenate(labels), np.full(count, speaker)


def main(bank_file, out, count):
    jobs = [(bank_file, speaker, number, count // PARTS)
            for number in range(PARTS) for speaker in range(len(SPEAKERS))]
    with Pool(2) as pool:
        parts = list(pool.imap(part, jobs))
    features, labels, speakers = zip(*parts)
    np.savez(out, features=np.concatenate(features), labels=np.concatenate(labels),
             speakers=np.concatenate(speakers))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 24000)
