"""Log-mel features of the spoken-digits model, in numpy (reference, float64) and torch (batches).

The Java class dev.hearth.audio.LogMel computes the same numbers; make_golden.py writes the
vectors that its test compares with.
"""
import numpy as np

SAMPLE_RATE_HZ = 8000
CLIP_LENGTH = 8000
WINDOW_LENGTH = 256
HOP_LENGTH = 128
FFT_LENGTH = 256
MEL_BANDS = 40
MIN_HZ = 60.0
MAX_HZ = 3800.0
LOG_OFFSET = 1e-6
FRAMES = 1 + (CLIP_LENGTH - WINDOW_LENGTH) // HOP_LENGTH
LABELS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
          "silence", "unknown"]
SILENCE, UNKNOWN = 10, 11


def hz_to_mel(hz):
    """HTK mel."""
    return 2595.0 * np.log10(1.0 + np.asarray(hz, dtype=np.float64) / 700.0)


def mel_to_hz(mel):
    return 700.0 * (10.0 ** (np.asarray(mel, dtype=np.float64) / 2595.0) - 1.0)


def mel_filters(warp=1.0):
    """Returns float64[129, 40]: triangular HTK filters without norm; warp moves all corners."""
    bins = np.arange(FFT_LENGTH // 2 + 1) * (SAMPLE_RATE_HZ / FFT_LENGTH)
    corners = mel_to_hz(np.linspace(hz_to_mel(MIN_HZ), hz_to_mel(MAX_HZ), MEL_BANDS + 2)) * warp
    left, mid, right = corners[:-2], corners[1:-1], corners[2:]
    up = (bins[:, None] - left) / (mid - left)
    down = (right - bins[:, None]) / (right - mid)
    return np.maximum(0.0, np.minimum(up, down))


def hann():
    n = np.arange(WINDOW_LENGTH)
    return 0.5 - 0.5 * np.cos(2.0 * np.pi * n / WINDOW_LENGTH)


def log_mel(samples):
    """float[n] in -1..1 -> float32[frames, 40]; no padding: frame i starts at sample 128 i."""
    x = np.asarray(samples, dtype=np.float64)
    count = 1 + (len(x) - WINDOW_LENGTH) // HOP_LENGTH
    idx = np.arange(count)[:, None] * HOP_LENGTH + np.arange(WINDOW_LENGTH)
    power = np.abs(np.fft.rfft(x[idx] * hann(), FFT_LENGTH)) ** 2
    return np.log(power @ mel_filters() + LOG_OFFSET).astype(np.float32)


class TorchLogMel:
    """float32[b, 8000] -> float32[b, 61, 40], with an optional vocal-tract warp per example."""

    def __init__(self, warps=(1.0,)):
        import torch
        self.torch = torch
        self.window = torch.tensor(hann(), dtype=torch.float32)
        self.filters = torch.tensor(np.stack([mel_filters(w) for w in warps]), dtype=torch.float32)

    def __call__(self, x, which=None):
        frames = x.unfold(1, WINDOW_LENGTH, HOP_LENGTH) * self.window
        spec = self.torch.fft.rfft(frames, FFT_LENGTH)
        power = spec.real ** 2 + spec.imag ** 2
        if which is None:
            mel = power @ self.filters[0]
        else:
            mel = self.torch.bmm(power, self.filters[which])
        return self.torch.log(mel + LOG_OFFSET)
