#!/usr/bin/env python3
"""Makes the small files beside it: what Pillow, NumPy and PyTorch make of pictures and a sound.

Needs Pillow 9.4, NumPy 1.24, PyTorch 1.13. No code of Hearth has a part in them.
"""
import io
import json
import os
import wave

import numpy as np
import torch
from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))
rng = np.random.default_rng(5)


def photo(width, height):
    """Smooth colours with edges and some noise: every step leaves traces on it."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    red = 128 + 100 * np.sin(x / 7) * np.cos(y / 11)
    green = 255 * (x + y) / (width + height)
    blue = np.where((x // 9 + y // 13) % 2 == 0, 30, 220)
    out = np.stack([red, green, blue], -1) + rng.normal(0, 6, (height, width, 3))
    return out.clip(0, 255).astype(np.uint8)


def nchw(image):
    return np.asarray(image, np.float32).transpose(2, 0, 1)[None]


unit = lambda a: a / np.float32(255)
mean = np.array([0.485, 0.456, 0.406], np.float32).reshape(1, 3, 1, 1)
std = np.array([0.229, 0.224, 0.225], np.float32).reshape(1, 3, 1, 1)

pixels = photo(96, 72)
image = Image.fromarray(pixels)
image.save('photo.png', optimize=True)
turned = Image.Exif()
turned[0x0112] = 6
image.save('turned.jpg', quality=92, exif=turned)
alpha = np.dstack([pixels, (255 * (np.mgrid[0:72, 0:96][1] / 95)).astype(np.uint8)])
Image.fromarray(alpha).save('alpha.png', optimize=True)

plain = image.resize((24, 24), Image.BILINEAR)
cases = {
    'bicubic': unit(nchw(image.resize((24, 24), Image.BICUBIC))),
    'nearest': unit(nchw(image.resize((24, 24), Image.NEAREST))),
    'imagenet': (unit(nchw(plain)) - mean) / std,
    'symmetric': nchw(plain) / np.float32(127.5) - 1,
    'levels': nchw(plain),
    'bgr': unit(nchw(plain)[:, ::-1]),
    'nhwc': unit(np.asarray(plain, np.float32)[None]),
    'odd': (unit(nchw(plain)) - np.float32(0.31)) / np.float32(0.19),
}
tensor = torch.from_numpy(pixels.transpose(2, 0, 1).copy())[None].float() / 255
interpolate = lambda **k: torch.nn.functional.interpolate(
    tensor, size=(24, 24), mode='bilinear', align_corners=False, **k).numpy()
cases['no_antialias'] = interpolate(antialias=False)

edge = 27
wide = image.resize((int(edge * 96 / 72), edge), Image.BILINEAR)
left, top = round((wide.width - 24) / 2.0), round((wide.height - 24) / 2.0)
cropped = wide.crop((left, top, left + 24, top + 24))
cases['crop'] = unit(nchw(cropped))
cases['crop_bicubic_imagenet'] = None
cubic = image.resize((int(edge * 96 / 72), edge), Image.BICUBIC).crop((left, top, left + 24, top + 24))
cases['crop_bicubic_imagenet'] = (unit(nchw(cubic)) - mean) / std
cases['bgr_levels'] = nchw(plain)[:, ::-1]

# Pillow does not turn pictures by itself: most training code forgets to.
stored = Image.open('turned.jpg')
cases['stored'] = unit(nchw(stored.resize((24, 24), Image.BILINEAR)))
rgba = Image.open('alpha.png')
cases['dropped'] = unit(nchw(rgba.convert('RGB').resize((24, 24), Image.BILINEAR)))
black = Image.new('RGBA', rgba.size, (0, 0, 0, 255))
black.alpha_composite(rgba)
cases['black'] = unit(nchw(black.convert('RGB').resize((24, 24), Image.BILINEAR)))
np.savez_compressed('images.npz', **{k: np.ascontiguousarray(v) for k, v in cases.items()})

# A second of sound with silence at both ends cut off: padding shows there.
rate = 16000
t = np.arange(rate // 2) / rate
sound = 0.4 * np.sin(2 * np.pi * (300 + 1500 * t) * t) + 0.2 * np.sin(2 * np.pi * 3100 * t + 1)
sound += rng.normal(0, 0.02, len(t))
samples = (sound.clip(-1, 1) * 32767).astype('<i2')
with wave.open('sweep.wav', 'wb') as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(rate)
    out.writeframes(samples.tobytes())
y = samples.astype(np.float64) / 32768


def mel_scale(hz, slaney):
    if not slaney:
        return 2595 * np.log10(1 + np.asarray(hz) / 700)
    hz = np.asarray(hz, float)
    return np.where(hz < 1000, hz * 3 / 200, 15 + 27 * np.log(np.maximum(hz, 1000) / 1000) / np.log(6.4))


def hertz(mel, slaney):
    if not slaney:
        return 700 * (10 ** (mel / 2595) - 1)
    return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))


def filters(bands, slaney, norm, fft=400):
    edges = hertz(np.linspace(mel_scale(0, slaney), mel_scale(rate / 2, slaney), bands + 2), slaney)
    bins = np.arange(fft // 2 + 1) * rate / fft
    up = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    down = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    out = np.maximum(0, np.minimum(up, down))
    return out * (2 / (edges[2:] - edges[:-2]))[:, None] if norm else out


def spectrum(centre='constant', power=2, window='hann', scale=1.0):
    signal = y * scale
    if centre:
        signal = np.pad(signal, 200, mode=centre)
    w = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(400) / 400)
    if window == 'hamming':
        w = 0.54 - 0.46 * np.cos(2 * np.pi * np.arange(400) / 400)
    count = 1 + (len(signal) - 400) // 160
    frames = np.stack([signal[i * 160:i * 160 + 400] * w for i in range(count)])
    return np.abs(np.fft.rfft(frames)) ** power


def features(slaney=False, norm=False, log='ln', **k):
    mel = spectrum(**k) @ filters(32, slaney, norm).T
    if log == 'ln':
        return np.log(mel + 1e-6)
    if log == 'log10':
        return np.log10(mel + 1e-6)
    if log == 'db':
        return 10 * np.log10(np.maximum(mel, 1e-10))
    return mel


shape = lambda a: a.astype(np.float32)[None]
audio = {
    'base': shape(features()),
    'slaney_scale': shape(features(slaney=True)),
    'slaney_both': shape(features(slaney=True, norm=True)),
    'decibel': shape(features(log='db')),
    'log10': shape(features(log='log10')),
    'reflect': shape(features(centre='reflect')),
    'not_centred': shape(features(centre=None)),
    'magnitude': shape(features(power=1)),
    'hamming': shape(features(window='hamming')),
    'integers': shape(features(scale=32768.0)),
    'bands_first': shape(features().T),
    'slaney_decibel': shape(features(slaney=True, log='db')),
}
np.savez_compressed('sounds.npz', **audio)

# Arrays of every kind NumPy writes.
table = np.arange(6).reshape(2, 3)
kinds = {}
for kind in ['<f2', '>f2', '<f4', '>f4', '<f8', '>f8', '|i1', '<i2', '>i2', '<i4', '>i4', '<i8', '>i8',
             '|u1', '<u2', '>u2', '<u4', '>u4', '<u8', '>u8', '|b1']:
    kinds['c_' + kind[1:] + ('_big' if kind[0] == '>' else '')] = (table % 2 if kind[1] == 'b' else table).astype(kind)
kinds['fortran'] = np.asfortranarray(np.arange(24, dtype=np.int32).reshape(2, 3, 4))
kinds['scalar'] = np.float64(2.5)
kinds['none'] = np.zeros((0, 3), np.float32)
kinds['texts'] = np.array([['gr\u00fcn', 'b'], ['', '\U0001f600']])
kinds['bytes'] = np.array([b'one', b'three'])
np.savez('kinds.npz', **kinds)
for version in (1, 2, 3):
    with open(f'version{version}.npy', 'wb') as out:
        np.lib.format.write_array(out, np.array([1.5, -2]), version=(version, 0))
np.save('object.npy', np.array([{}], dtype=object), allow_pickle=True)

# The ways to give several cases. The model takes serving/x:0 [n, 4] and gives probs [n, 2].
ramp = lambda *s: np.arange(np.prod(s), dtype=float).reshape(s)
np.savez('numbered.npz', engine='numpy 1.24', atol=0.01, labels=np.array(['cat', 'dog']),
         case0_serving_x=ramp(4), case0_out_probs=[0.5, 0.5],
         case10_input=ramp(1, 4) + 7, case10_probs=[[0.25, 0.75]], case10_source='photo.png')
np.savez('stacked.npz', input=ramp(3, 1, 4), probs=ramp(3, 1, 2))
np.savez('batch.npz', input=ramp(3, 4), probs=ramp(3, 2))
