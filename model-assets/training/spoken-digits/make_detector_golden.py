"""Writes a stream with its events for LiveAudioDetectorGoldenTest:

python3 make_detector_golden.py NET.pt OUT_FOLDER

The sound is synthetic (espeak-ng): digits, other words and a sentence over faint noise. Each line
of detector.csv is a step: time, level, the 12 probabilities; event and score are -1 for no event.
"""
import os
import sys
import numpy as np
import torch
from augment import coloured_noise
from detector import Detector
from model import Net
from stream_eval import prepare
from voices import Espeak


def main(net_file, folder):
    torch.set_num_threads(1)
    net = Net()
    net.load_state_dict(torch.load(net_file))
    espeak, rng = Espeak(), np.random.default_rng(5)
    parts = [np.zeros(8000)]
    for text in ("three", "seven", "seven", "water", "nine", "two", "zero",
                 "we walked along the river in the evening", "six", "never", "one"):
        parts += [0.5 * espeak.say(text, "en-us+m3"), np.zeros(rng.integers(4000, 8000))]
    x = np.concatenate(parts)
    x = x + 0.001 * coloured_noise(rng, len(x), 1.0)
    detector = Detector()
    with open(os.path.join(folder, "detector.csv"), "w") as f:
        for t, p, level in zip(*prepare(net, x)):
            p = np.round(p.astype(np.float64), 5).astype(np.float32)
            found = detector.accept(t, p, round(level, 3))
            f.write("%.3f,%.3f,%s,%d,%.4f\n" % (
                t, level, ",".join("%.5f" % v for v in p), *(found or (-1, -1))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
