"""Writes goldens.txt: what Pillow, PyTorch and TensorFlow make of small pictures of noise.

Needs Pillow 9.4, torch 1.13 and tensorflow 2.21. A line is: library, filter, switches (or -),
bands, width, height, new width, new height, values. Values of Pillow are bytes in hexadecimal,
those of the others float32 in little-endian hexadecimal. Sample i of a source is
(i * i * 7919 + i * 104729 + i / 5 * 31) % 251 + i % 5.
"""
import sys
import numpy as np

SIZES = [((13, 9), (5, 4)), ((13, 9), (29, 20)), ((7, 10), (7, 3)), ((16, 5), (4, 11)), ((1, 6), (3, 2))]


def samples(width, height, bands):
    i = np.arange(width * height * bands, dtype=np.int64)
    return ((i * i * 7919 + i * 104729 + i // 5 * 31) % 251 + i % 5).astype(np.uint8).reshape(height, width, bands)


def line(library, name, switches, bands, size, new, values):
    print(library, name, switches, bands, *size, *new, values.tobytes().hex())


def pillow():
    from PIL import Image
    for name in ["NEAREST", "BOX", "BILINEAR", "HAMMING", "BICUBIC", "LANCZOS"]:
        for bands, mode in [(1, "L"), (2, "LA"), (3, "RGB"), (4, "RGBA")]:
            for size, new in SIZES:
                source = samples(*size, bands)
                image = Image.frombytes(mode, size, source.tobytes())
                out = np.asarray(image.resize(new, getattr(Image.Resampling, name)), np.uint8)
                line("pillow", name, "-", bands, size, new, out)


def torch():
    import torch
    from torch.nn.functional import interpolate
    for name in ["nearest", "bilinear", "bicubic"]:
        for size, new in SIZES:
            image = torch.from_numpy(samples(*size, 3).astype(np.float32)).permute(2, 0, 1)[None]
            cases = {"-": {}}
            if name != "nearest":
                cases = {"-": {"align_corners": False}, "c": {"align_corners": True},
                         "a": {"align_corners": False, "antialias": True}}
            for switches, options in cases.items():
                out = interpolate(image, new[::-1], mode=name, **options)
                out = out[0].permute(1, 2, 0).contiguous().numpy()
                line("torch", name.upper(), switches, 3, size, new, out)


def tensorflow():
    import tensorflow as tf
    raw = {"NEAREST": tf.raw_ops.ResizeNearestNeighbor, "BILINEAR": tf.raw_ops.ResizeBilinear,
           "BICUBIC": tf.raw_ops.ResizeBicubic, "BOX": tf.raw_ops.ResizeArea}
    modern = {"NEAREST": "nearest", "BILINEAR": "bilinear", "BICUBIC": "bicubic", "BOX": "area",
              "LANCZOS": "lanczos3"}
    for name in ["NEAREST", "BILINEAR", "BICUBIC", "BOX", "LANCZOS"]:
        for size, new in SIZES:
            image = tf.constant(samples(*size, 3).astype(np.float32))
            switches = {"h": lambda: tf.image.resize(image, new[::-1], modern[name])}
            if name in ("BILINEAR", "BICUBIC", "LANCZOS"):
                switches["ha"] = lambda: tf.image.resize(image, new[::-1], modern[name], antialias=True)
            if name != "LANCZOS":
                for s, options in [("-", {}), ("c", {"align_corners": True})]:
                    switches[s] = lambda options=options: raw[name](
                        images=image[None], size=new[::-1], **options)[0]
            for s, call in switches.items():
                line("tensorflow", name, s, 3, size, new, call().numpy().astype(np.float32))


for library in sys.argv[1:] or ["pillow", "torch", "tensorflow"]:
    globals()[library]()
