"""Builds the bank of waveforms that training draws from: python3 bank.py FSDD_FOLDER OUT.npz

Each entry is an int16 wave at 8 kHz, trimmed, at most 0.97 s, with a label and a group (the
speaker, or "espeak"). Voices are varied here (pitch, formants, speed), once; position, level,
noise, room and microphone are varied during training.
"""
import glob
import os
import sys
import wave
import numpy as np
from scipy.signal import resample
from voices import DIGITS, FOREIGN, SENTENCES, VARIANTS, WORDS, Espeak, random_voice

MAX_LENGTH = 7760
# Clips that belong to the project's test data are never trained on.
HELD_BACK = {"%d_jackson_0.wav" % d for d in range(10)}


def read_wav(path):
    with wave.open(path) as w:
        assert w.getframerate() == 8000 and w.getnchannels() == 1 and w.getsampwidth() == 2
        return np.frombuffer(w.readframes(w.getnframes()), np.int16).astype(np.float32) / 32768


def trim(x, below_db=38.0, margin=160):
    """Cuts edges whose 10 ms energy is more than below_db under the loudest."""
    n = len(x) // 80
    if n < 4:
        return x
    e = (x[: n * 80].reshape(n, 80) ** 2).mean(1)
    on = np.nonzero(e > e.max() * 10 ** (-below_db / 10))[0]
    return x[max(0, on[0] * 80 - margin): min(len(x), (on[-1] + 1) * 80 + margin)]


def stretch(x, factor):
    """WSOLA: the duration times factor at the same pitch."""
    if abs(factor - 1) < 0.02 or len(x) < 800:
        return x
    size, hop, search = 256, 128, 64
    win = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    out_len = int(len(x) * factor)
    frames = max(1, (out_len - size) // hop + 1)
    pad = np.concatenate([np.zeros(search, np.float32), x, np.zeros(size + hop + 2 * search, np.float32)])
    out = np.zeros(frames * hop + size)
    norm = np.full_like(out, 1e-6)
    at = search
    for i in range(frames):
        if i:
            want = pad[at + hop: at + hop + size]
            centre = search + int(i * hop / factor)
            lo = max(0, min(centre - search, len(pad) - size - 2 * search - 1))
            region = pad[lo: lo + size + 2 * search]
            at = lo + int(np.argmax(np.correlate(region, want, "valid"))) if len(want) == size else lo
        out[i * hop: i * hop + size] += win * pad[at: at + size]
        norm[i * hop: i * hop + size] += win
    return (out / np.maximum(norm, 0.1))[:out_len].astype(np.float32)


def shift_formants(x, a):
    """Moves the spectral envelope (26 cepstral coefficients) by the factor a, not the pitch."""
    if abs(a - 1) < 0.01:
        return x
    size, hop = 256, 64
    win = np.sqrt(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size))
    pad = np.concatenate([np.zeros(size), x, np.zeros(size)])
    n = (len(pad) - size) // hop + 1
    idx = np.arange(n)[:, None] * hop + np.arange(size)
    spec = np.fft.rfft(pad[idx] * win)
    cep = np.fft.irfft(np.log(np.abs(spec) + 1e-4))
    cep[:, 26:-25] = 0
    env = np.fft.rfft(cep).real
    src = np.minimum(np.arange(129) / a, 128)
    lo = np.minimum(src.astype(int), 127)
    f = src - lo
    warped = env[:, lo] * (1 - f) + env[:, lo + 1] * f
    y = np.fft.irfft(spec * np.exp(np.clip(warped - env, -3.5, 3.5))) * win
    out = np.zeros(len(pad))
    for k in range(4):
        part = y[k::4]
        flat = part.reshape(-1)
        out[k * hop: k * hop + len(flat)] += flat
    return (out[size: size + len(x)] / 2).astype(np.float32)


def vary(x, rng, wide=1.0):
    """One voice variant: pitch with formants, formants alone, and duration, independently."""
    r = np.exp(rng.uniform(-0.22, 0.22) * wide)
    y = resample(x, max(400, int(len(x) / r))).astype(np.float32)
    y = shift_formants(y, np.exp(rng.uniform(-0.16, 0.16) * wide))
    duration = np.exp(rng.uniform(-0.4, 0.4)) * len(x)
    return stretch(y, min(duration, MAX_LENGTH - 100) / len(y))


class Bank:
    def __init__(self):
        self.waves, self.labels, self.groups, self.names = [], [], [], []

    def add(self, x, label, group, name, crop=True):
        x = trim(x)
        if len(x) < 700:
            return
        if crop and len(x) > MAX_LENGTH:
            x = stretch(x, MAX_LENGTH / len(x))[:MAX_LENGTH]
        peak = np.abs(x).max()
        if not np.isfinite(peak) or peak < 1e-4:
            return
        self.waves.append(np.round(x * (0.9 * 32767 / peak)).astype(np.int16))
        self.labels.append(label)
        self.groups.append(group)
        self.names.append(name)

    def save(self, path):
        lengths = np.array([len(w) for w in self.waves])
        np.savez(path, data=np.concatenate(self.waves), starts=np.cumsum(lengths) - lengths,
                 lengths=lengths, labels=np.array(self.labels), groups=np.array(self.groups),
                 names=np.array(self.names))


def main(folder, out):
    rng = np.random.default_rng(2024)
    bank = Bank()
    for path in sorted(glob.glob(os.path.join(folder, "*.wav"))):
        name = os.path.basename(path)
        if name in HELD_BACK:
            continue
        digit, speaker, _ = name.split("_")
        x = trim(read_wav(path))
        bank.add(x, int(digit), speaker, name)
        for _ in range(5):
            bank.add(vary(x, rng), int(digit), speaker, name)
    print("recorded", len(bank.waves), flush=True)
    espeak = Espeak()

    def say(text, whisper=True):
        return espeak.say(text, random_voice(rng, whisper), rng.uniform(100, 260),
                          rng.uniform(15, 90), rng.uniform(10, 90))

    for i in range(9000):
        x = say(DIGITS[i % 10])
        if x is not None:
            bank.add(vary(trim(x), rng, 0.7) if i % 3 else x, i % 10, "espeak", DIGITS[i % 10])
    for i in range(2400):
        language = sorted(FOREIGN)[rng.integers(len(FOREIGN))]
        voice = language + "+" + VARIANTS[1 + rng.integers(len(VARIANTS) - 1)]
        x = espeak.say(FOREIGN[language].split()[i % 10], voice, rng.uniform(120, 300),
                       rng.uniform(15, 80), rng.uniform(10, 90))
        if x is not None:
            bank.add(vary(trim(x), rng, 0.7) if i % 3 else x, i % 10, "espeak", language + " " + DIGITS[i % 10])
    print("with synthetic digits", len(bank.waves), flush=True)
    for i in range(9000):
        word = WORDS[i % len(WORDS)]
        if i >= 7400:
            word += " " + WORDS[rng.integers(len(WORDS))]
        x = say(word)
        if x is not None:
            x = trim(x)
            if len(x) > MAX_LENGTH:
                at = rng.integers(len(x) - MAX_LENGTH)
                x = x[at: at + MAX_LENGTH]
            bank.add(vary(x, rng, 0.7) if i % 3 == 0 else x, 11, "espeak", word)
    for i in range(400):
        x = say(SENTENCES[i % len(SENTENCES)])
        if x is not None:
            bank.add(x, 12, "espeak", "sentence", crop=False)
    print("all", len(bank.waves), flush=True)
    bank.save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
