"""Writes the feature vectors that LogMelTest compares with: python3 make_golden.py OUT_FOLDER

The sound is made here: a chirp from 50 to 3950 Hz whose level rises and falls, with seeded noise
and a stretch of digital silence, one second of PCM16 at 8 kHz.
"""
import os
import sys
import wave
import numpy as np
from features import SAMPLE_RATE_HZ, log_mel


def main(folder):
    rng = np.random.default_rng(7)
    t = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    x = 0.6 * np.sin(np.pi * t) ** 2 * np.sin(2 * np.pi * (50 * t + 1950 * t ** 2))
    x += 0.01 * rng.standard_normal(len(t)) * (t < 0.8)
    x[t >= 0.8] *= 0
    pcm = np.round(x * 32767).astype("<i2")
    with wave.open(os.path.join(folder, "chirp.wav"), "wb") as w:
        w.setparams((1, 2, SAMPLE_RATE_HZ, len(pcm), "NONE", ""))
        w.writeframes(pcm.tobytes())
    log_mel(pcm / 32768.0).astype("<f4").tofile(os.path.join(folder, "chirp.logmel.f32"))


if __name__ == "__main__":
    main(sys.argv[1])
