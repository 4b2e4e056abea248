"""Makes training batches from the bank: position, fragments, room, microphone, level, noise."""
import numpy as np
import torch
from features import CLIP_LENGTH, SILENCE, UNKNOWN

FFT = 11250
SENTENCE = 12


def coloured_noise(rng, n, power):
    """Noise whose power falls with f ** -power, RMS 1."""
    spec = rng.standard_normal(n // 2 + 1) + 1j * rng.standard_normal(n // 2 + 1)
    f = np.maximum(np.arange(n // 2 + 1), 20 * n / 8000) / n
    x = np.fft.irfft(spec * f ** (-power / 2), n)
    return (x / x.std()).astype(np.float32)


def noise_bank(rng, seconds=20):
    n = seconds * 8000
    t = np.arange(n) / 8000
    out = [coloured_noise(rng, n, p) for p in (0, 0, 0.5, 1, 1, 1.5, 2, 2, 3)]
    for base in (50, 60, 100, 120):
        hum = sum(np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) / k ** rng.uniform(0.3, 1.5)
                  for k in range(1, 12))
        out.append((hum / hum.std() + 0.1 * rng.standard_normal(n)).astype(np.float32))
    for _ in range(4):  # fans and rooms: a few resonances in noise
        f = np.arange(n // 2 + 1) * 8000 / n
        gain = 0.05 + sum(rng.uniform(0.2, 1) * np.exp(-((f - rng.uniform(80, 3500)) / rng.uniform(30, 500)) ** 2)
                          for _ in range(5))
        x = np.fft.irfft(np.fft.rfft(coloured_noise(rng, n, rng.uniform(0, 1.5))) * gain, n)
        out.append((x / x.std()).astype(np.float32))
    clicks = 0.02 * rng.standard_normal(n)
    for at in rng.integers(0, n - 400, seconds * 5):
        k = rng.integers(20, 400)
        clicks[at: at + k] += rng.standard_normal(k) * np.exp(-np.arange(k) / (k / 5)) * rng.uniform(1, 8)
    out.append((clicks / clicks.std()).astype(np.float32))
    return np.stack(out)


def responses(rng, count):
    """Random room and microphone responses, complex64[count, 5626]."""
    f = np.fft.rfftfreq(FFT, 1 / 8000)
    octave = np.log2(np.maximum(f, 60) / 800)
    out = np.empty((count, len(f)), np.complex64)
    for i in range(count):
        db = rng.uniform(-6, 5) * octave
        for _ in range(rng.integers(0, 4)):
            db += rng.uniform(-9, 9) * np.exp(-((octave - rng.uniform(-3, 2.3)) / rng.uniform(0.2, 0.9)) ** 2)
        if rng.random() < 0.5:
            db -= 10 * np.log10(1 + (rng.uniform(60, 350) / np.maximum(f, 1)) ** (2 * rng.integers(1, 3)))
        if rng.random() < 0.35:
            db -= 10 * np.log10(1 + (f / rng.uniform(2200, 3900)) ** 8)
        h = 10 ** (db / 20) + 0j
        if rng.random() < 0.55:
            n = 3200
            rt = rng.uniform(0.08, 0.6)
            tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / 8000 / rt)
            tail[: int(8 * rng.uniform(1, 12))] = 0
            tail *= 10 ** (-rng.uniform(-2, 16) / 20) / (np.sqrt((tail ** 2).sum()) + 1e-9)
            tail[0] += 1
            h = h * np.fft.rfft(tail, FFT)
        out[i] = h
    return torch.tensor(out)


def weaken_fricatives(x, rng):
    """Takes 6 to 30 dB from the parts of a word whose energy lies above about 2 kHz."""
    if len(x) < 800 or rng.random() < 0.72:
        return x
    high = np.convolve(np.diff(x, prepend=0) ** 2, np.full(200, 1 / 200), "same")
    all_of_it = np.convolve(x ** 2, np.full(200, 1 / 200), "same") + 1e-9
    share = np.clip((high / all_of_it - 0.9) / 0.6, 0, 1)
    return (x * 10 ** (-rng.uniform(6, 30) / 20 * share)).astype(np.float32)


def contrast(x, rng):
    """Makes quiet sounds of a word, such as fricatives, still quieter or louder, up to 10 dB."""
    if rng.random() < 0.4:
        return x
    energy = np.convolve(x ** 2, np.full(240, 1 / 240), "same") + 1e-9
    power = rng.uniform(-0.12, 0.22)
    return (x * np.maximum(energy / energy.max(), 1e-4) ** power).astype(np.float32)


class Batches:
    def __init__(self, bank, keep, seed):
        """bank is the loaded npz; keep says which groups may be used."""
        self.rng = np.random.default_rng(seed)
        self.data, self.starts, self.lengths = bank["data"], bank["starts"], bank["lengths"]
        labels, groups = bank["labels"], bank["groups"]
        recorded = (groups != "espeak") & np.isin(groups, keep)
        synthetic = groups == "espeak"
        self.recorded = [np.nonzero(recorded & (labels == d))[0] for d in range(10)]
        self.synthetic = [np.nonzero(synthetic & (labels == d))[0] for d in range(10)]
        self.words = np.nonzero(labels == UNKNOWN)[0]
        self.sentences = np.nonzero(labels == SENTENCE)[0]
        self.noises = noise_bank(self.rng)
        self.responses = responses(self.rng, 1500)

    def wave(self, i):
        return self.data[self.starts[i]: self.starts[i] + self.lengths[i]].astype(np.float32) / 32768

    def digit(self, d=None, recorded_share=0.62):
        rng = self.rng
        d = rng.integers(10) if d is None else d
        pool = self.recorded[d] if rng.random() < recorded_share else self.synthetic[d]
        return self.wave(pool[rng.integers(len(pool))])

    def fragment(self, x, head, length):
        return x[:length] if head else x[-length:]

    def place_digit(self, out, d):
        rng = self.rng
        x = self.digit(d)
        if rng.random() < 0.5:  # tight cuts, as editors and voice gates make them
            x = x[int(len(x) * rng.uniform(0, 0.06)): int(len(x) * rng.uniform(0.82, 1))]
        x = weaken_fricatives(contrast(x, rng), rng)
        room = CLIP_LENGTH - len(x)
        at = rng.integers(0, room + 1)
        out[at: at + len(x)] = x
        if rng.random() < 0.14:  # the end of the word before, or the start of the next one
            other = self.any_word()
            level = 10 ** rng.uniform(-0.5, 0.1)
            gap = rng.integers(640, 2400)
            if rng.random() < 0.6:
                n = min(at - gap, int(0.7 * len(other)))
                if n > 80:
                    out[:n] = level * self.fragment(other, False, n)
            else:
                n = min(room - at - gap, int(0.7 * len(other)))
                if n > 80:
                    out[CLIP_LENGTH - n:] = level * self.fragment(other, True, n)

    def any_word(self):
        rng = self.rng
        if rng.random() < 0.7:
            return self.digit()
        return self.wave(self.words[rng.integers(len(self.words))])

    def place_unknown(self, out):
        rng = self.rng
        kind = rng.random()
        if kind < 0.54:
            x = self.wave(self.words[rng.integers(len(self.words))])
            if rng.random() < 0.6:
                x = weaken_fricatives(contrast(x, rng), rng)
            spare = len(x) // 3 if rng.random() < 0.4 else 0
            self.put(out, x, rng.integers(-spare, CLIP_LENGTH - len(x) + spare + 1))
        elif kind < 0.65:
            x = self.wave(self.sentences[rng.integers(len(self.sentences))])
            at = rng.integers(0, max(1, len(x) - CLIP_LENGTH))
            x = x[at: at + CLIP_LENGTH]
            if rng.random() < 0.5:
                x = x[: rng.integers(3000, 7000)]
            self.put(out, x, rng.integers(0, CLIP_LENGTH - len(x) + 1))
        elif kind < 0.76:  # cut digits at one or both edges
            first = rng.random() < 0.6
            if first or rng.random() < 0.3:
                x = self.digit()
                self.put(out, x, -int(len(x) * rng.uniform(0.65, 0.9)))
            if not first or rng.random() < 0.3:
                x = self.digit()
                self.put(out, x, CLIP_LENGTH - int(len(x) * rng.uniform(0.1, 0.35)))
        elif kind < 0.80:
            x = self.digit(rng.integers(9))[::-1]
            self.put(out, x, rng.integers(0, CLIP_LENGTH - len(x) + 1))
        elif kind < 0.86:  # the middle of one word runs into the middle of another
            x, y = self.digit(), self.any_word()
            x = x[int(0.25 * len(x)): int(len(x) * rng.uniform(0.55, 0.8))]
            y = y[int(len(y) * rng.uniform(0.3, 0.5)): int(0.85 * len(y))]
            z = self.join(*([y, x] if rng.random() < 0.5 else [x, y]))
            self.put(out, z, rng.integers(0, CLIP_LENGTH - len(z) + 1))
        elif kind < 0.95:  # a word made of the halves of two digits, mostly of one real voice
            a, b = rng.permutation(10)[:2]
            if (a, b) in ((6, 7), (7, 6)):
                a = 0
            x, y = self.digit(a, 0.8), self.digit(b, 0.8)
            z = self.join(x[: int(len(x) * rng.uniform(0.4, 0.65))], y[int(len(y) * rng.uniform(0.35, 0.6)):])
            self.put(out, z, rng.integers(0, CLIP_LENGTH - len(z) + 1))
        else:  # less than half of a digit
            x = self.digit(None, 0.8)
            n = int(len(x) * rng.uniform(0.25, 0.45))
            x = x[:n] if rng.random() < 0.5 else x[-n:]
            self.put(out, x, rng.integers(0, CLIP_LENGTH - len(x) + 1))

    @staticmethod
    def join(x, y):
        """x runs into y over 20 ms."""
        n = min(160, len(x), len(y))
        fade = np.arange(n, dtype=np.float32) / n
        middle = x[len(x) - n:] * (1 - fade) + y[:n] * fade
        return np.concatenate([x[: len(x) - n], middle, y[n:]])[:CLIP_LENGTH]

    @staticmethod
    def put(out, x, at):
        lo, hi = max(0, at), min(CLIP_LENGTH, at + len(x))
        if hi > lo:
            out[lo:hi] += x[lo - at: hi - at]

    def place_silence(self, out):
        rng = self.rng
        kind = rng.random()
        if kind < 0.35:  # breath, rustle or knock: shaped noise bursts
            for _ in range(rng.integers(1, 4)):
                n = rng.integers(200, 6000)
                at = rng.integers(0, CLIP_LENGTH - n)
                env = np.sin(np.pi * np.arange(n) / n) ** rng.uniform(0.5, 4)
                if rng.random() < 0.4:
                    env = np.exp(-np.arange(n) / rng.uniform(20, n / 2))
                out[at: at + n] += env * self.noise(n) * rng.uniform(0.03, 0.3)
        elif kind < 0.45:  # almost nothing left of a word
            x = self.any_word()
            n = int(len(x) * rng.uniform(0.01, 0.07))
            out[:n] = x[-n:] if n else 0

    def noise(self, n):
        rng = self.rng
        row = self.noises[rng.integers(len(self.noises))]
        at = rng.integers(0, len(row) - n)
        return row[at: at + n]

    def batch(self, size):
        """Returns waves float32[size, 8000] and labels int64[size]."""
        rng = self.rng
        x = np.zeros((size, CLIP_LENGTH), np.float32)
        y = np.empty(size, np.int64)
        for i in range(size):
            kind = rng.random()
            if kind < 0.60:
                y[i] = rng.integers(10)
                self.place_digit(x[i], y[i])
            elif kind < 0.92:
                y[i] = UNKNOWN
                self.place_unknown(x[i])
            else:
                y[i] = SILENCE
                self.place_silence(x[i])
        waves = torch.from_numpy(x)
        touched = np.nonzero(rng.random(size) < 0.8)[0]
        spec = torch.fft.rfft(waves[touched], FFT)
        h = self.responses[rng.integers(0, len(self.responses), len(touched))]
        waves[touched] = torch.fft.irfft(spec * h, FFT)[:, :CLIP_LENGTH]
        x = waves.numpy()
        for i in range(size):
            peak = np.abs(x[i]).max()
            level = 10 ** (rng.uniform(-34, 0) / 20)
            if peak > 1e-6:
                x[i] *= level / peak
            pick = rng.random()
            if y[i] == SILENCE:
                if pick < 0.8:
                    x[i] += self.noise(CLIP_LENGTH) * 10 ** (rng.uniform(-90, -12) / 20)
            elif pick < 0.75:
                loud = np.sqrt(np.mean(np.sort(x[i] ** 2)[-2400:])) + 1e-9
                snr = rng.uniform(4, 30) if pick < 0.5 else rng.uniform(30, 60)
                x[i] += self.noise(CLIP_LENGTH) * loud * 10 ** (-snr / 20)
        if rng.random() < 0.8:
            x = np.round(np.clip(x, -1, 1) * 32767) / np.float32(32767)
        return torch.from_numpy(np.ascontiguousarray(x, np.float32)), torch.from_numpy(y)
