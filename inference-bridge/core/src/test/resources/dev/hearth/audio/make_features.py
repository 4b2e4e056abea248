"""Writes features.json and *.features.f32: spectral features of chirp.wav by NumPy and SciPy, in
float64, of settings that the vectors of librosa and torchaudio do not cover. FeatureGoldenTest
allows 1e-5 of the greatest value.
"""
import json
import os
import wave

import numpy as np
from scipy.fft import dct

HERE = os.path.dirname(os.path.abspath(__file__))
RATE = 8000


def samples():
    with wave.open(os.path.join(HERE, "chirp.wav")) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(np.float64) / 32768


def htk(hz):
    return 2595 * np.log10(1 + np.asarray(hz, dtype=np.float64) / 700)


def slaney(hz):
    hz = np.asarray(hz, dtype=np.float64)
    return np.where(hz < 1000, hz * 3 / 200, 15 + np.log(np.maximum(hz, 1) / 1000) * 27 / np.log(6.4))


def hertz(mel, scale):
    grid = np.linspace(0, RATE / 2, 2_000_001)
    return np.interp(mel, scale(grid), grid)


def filters(fft, bands, low, high, scale, in_mel=False, area=False):
    mels = np.linspace(scale(low), scale(high), bands + 2)
    bins = np.arange(fft // 2 + 1) * RATE / fft
    x, corners = (scale(bins), mels) if in_mel else (bins, hertz(mels, scale))
    left, middle, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    out = np.maximum(0, np.minimum((x - left) / (middle - left), (right - x) / (right - middle)))
    return out * (2 / (right - left)) if area else out


def cosine(n, level, periodic):
    return level - (1 - level) * np.cos(2 * np.pi * np.arange(n) / (n if periodic else n - 1))


def spectra(frames, window, fft):
    return np.abs(np.fft.rfft(frames * window, fft)) ** 2


def kaldi_frames(frames):
    frames = frames - frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    return frames - 0.97 * before


def sliding(x, window, hop):
    return np.stack([x[i : i + window] for i in range(0, len(x) - window + 1, hop)])


def spectrogram_transformer(x):
    power = spectra(kaldi_frames(sliding(x, 200, 80)), cosine(200, 0.5, False), 256)
    logs = np.log(np.maximum(power @ filters(256, 32, 20, 4000, htk, in_mel=True).T, 2.0**-23))
    rows = np.zeros((120, 32))
    rows[: len(logs)] = logs
    return (rows + 4.2677393) / (2 * 4.5689974)


def kaldi_mirror(x):
    count = (len(x) + 40) // 80
    places = np.arange(count)[:, None] * 80 + 40 - 100 + np.arange(200)
    mirrored = np.concatenate([x[::-1], x, x[::-1]])[places + len(x)] * 32768
    power = spectra(kaldi_frames(mirrored), cosine(200, 0.5, False) ** 0.85, 256)
    logs = np.log(np.maximum(power @ filters(256, 23, 20, 4000, htk, in_mel=True).T, 2.0**-23))
    return (logs - logs.mean(axis=0)) / logs.std(axis=0)


def odd_magnitude(x):
    padded = np.pad(x, 375 // 2)
    frames = sliding(padded, 375, 111)[:, 37 : 37 + 300]
    return np.log10(np.maximum(np.sqrt(spectra(frames, cosine(300, 0.54, True), 375)), 1e-5))


def torchaudio_mfcc(x):
    padded = np.pad(x, 200, mode="reflect")
    power = spectra(sliding(padded, 400, 200), cosine(400, 0.5, True), 400)
    db = 10 * np.log10(np.maximum(power @ filters(400, 40, 0, 4000, htk).T, 1e-10))
    return dct(np.maximum(db, db.max() - 80), norm="ortho", axis=1)[:, :13]


def large_primes(x):
    power = spectra(sliding(x, 1102, 333), cosine(1102, 0.5, True), 1102)
    return np.log(power @ filters(1102, 20, 60, 3800, slaney, area=True).T + 1e-6)


CASES = {
    "spectrogram-transformer": (spectrogram_transformer, {
        "like": "kaldi-fbank", "sampleScale": 1, "window": "hann-symmetric", "melBands": 32,
        "frames": 120, "scale": 0.5 / 4.5689974, "shift": 4.2677393 * 0.5 / 4.5689974}),
    "kaldi-mirror": (kaldi_mirror, {
        "like": "kaldi-fbank", "melBands": 23, "framing": "mirror", "normalize": "bands"}),
    "odd-magnitude": (odd_magnitude, {
        "like": "spectrum", "fftLength": 375, "windowLength": 300, "hopLength": 111,
        "window": "hamming", "exponent": 1, "log": "log10", "floor": 1e-5}),
    "torchaudio-mfcc": (torchaudio_mfcc, {
        "like": "torchaudio", "melBands": 40, "log": "db", "range": 80, "coefficients": 13}),
    "large-primes": (large_primes, {
        "like": "spectrum", "fftLength": 1102, "hopLength": 333, "framing": "whole",
        "melBands": 20, "minHz": 60, "maxHz": 3800, "melScale": "slaney", "melNorm": "slaney",
        "log": "ln", "offset": 1e-6}),
}

if __name__ == "__main__":
    for name, (function, _) in CASES.items():
        function(samples()).astype("<f4").tofile(os.path.join(HERE, name + ".features.f32"))
    with open(os.path.join(HERE, "features.json"), "w") as file:
        cases = [{"name": name, "features": how} for name, (_, how) in CASES.items()]
        json.dump({"cases": cases}, file, indent=2)
        file.write("\n")
