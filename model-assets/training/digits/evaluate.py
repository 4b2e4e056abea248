"""Measures the exported digits model on raw MNIST, through the Java normaliser and on hard cases.

    mvn -q compile -pl inference-bridge/core     (once, from the repository root)
    python3 evaluate.py [--show cases.png]

Hard cases: digits drawn with straight pen strokes as on a pad, and MNIST test digits put on paper
and photographed (perspective, uneven light, shadow, blur, noise, ruled lines, JPEG).
Needs PyTorch, NumPy, Pillow and the onnx package; and a JDK 17.
"""

import argparse
import io
import itertools
import math
import os
import struct
import subprocess
import tempfile

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter

import train

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../../..")


def arc(cx, cy, rx, ry, start, end, n=24):
    """Points on an ellipse; degrees, 0 right, 90 down."""
    angles = np.radians(np.linspace(start, end, n))
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


# Strokes in a box of 0-1 (x right, y down).
DRAWN = {
    "0": (0, [arc(0.5, 0.5, 0.35, 0.5, -90, 270)]),
    "0 round": (0, [arc(0.5, 0.5, 0.5, 0.5, -90, 270)]),
    "0 narrow, open": (0, [arc(0.5, 0.5, 0.25, 0.5, -80, 260)]),
    "0 octagon": (0, [[(0.3, 0), (0.7, 0), (0.95, 0.3), (0.95, 0.7), (0.7, 1), (0.3, 1), (0.05, 0.7), (0.05, 0.3), (0.3, 0)]]),
    "1": (1, [[(0.5, 0), (0.5, 1)]]),
    "1 slanted": (1, [[(0.65, 0), (0.4, 1)]]),
    "1 serif": (1, [[(0.3, 0.22), (0.55, 0), (0.55, 1)]]),
    "1 serif and base": (1, [[(0.3, 0.2), (0.5, 0), (0.5, 1)], [(0.25, 1), (0.75, 1)]]),
    "2": (2, [arc(0.5, 0.28, 0.38, 0.28, 180, 380) + [(0.1, 1), (0.9, 1)]]),
    "2 loop": (2, [arc(0.5, 0.28, 0.36, 0.28, 190, 400) + [(0.2, 0.95), (0.1, 0.82), (0.25, 0.75), (0.5, 0.92), (0.95, 0.95)]]),
    "2 angular": (2, [[(0.1, 0.2), (0.35, 0), (0.7, 0), (0.9, 0.2), (0.85, 0.45), (0.1, 1), (0.95, 1)]]),
    "2 z-like": (2, [[(0.1, 0.12), (0.5, 0), (0.85, 0.2), (0.1, 1), (0.9, 1)]]),
    "3": (3, [arc(0.45, 0.26, 0.38, 0.26, 200, 450) + arc(0.45, 0.75, 0.42, 0.25, -90, 160)]),
    "3 flat top": (3, [[(0.1, 0), (0.85, 0), (0.45, 0.42)] + arc(0.45, 0.7, 0.4, 0.3, -80, 150)]),
    "3 angular": (3, [[(0.1, 0.1), (0.5, 0), (0.9, 0.2), (0.5, 0.48), (0.95, 0.75), (0.5, 1), (0.1, 0.9)]]),
    "4 open": (4, [[(0.2, 0), (0.15, 0.6), (0.9, 0.6)], [(0.7, 0.1), (0.7, 1)]]),
    "4 closed": (4, [[(0.75, 1), (0.75, 0), (0.1, 0.68), (0.98, 0.68)]]),
    "4 two strokes": (4, [[(0.6, 0), (0.1, 0.65), (0.95, 0.65)], [(0.7, 0.35), (0.7, 1)]]),
    "5": (5, [[(0.85, 0), (0.2, 0), (0.15, 0.45)] + arc(0.45, 0.68, 0.42, 0.32, -130, 140)]),
    "5 bar apart": (5, [[(0.2, 0.05), (0.15, 0.45)] + arc(0.45, 0.68, 0.42, 0.32, -130, 140), [(0.28, 0), (0.9, -0.02)]]),
    "5 angular": (5, [[(0.85, 0), (0.15, 0), (0.15, 0.45), (0.65, 0.42), (0.9, 0.65), (0.75, 0.95), (0.15, 1)]]),
    "6": (6, [[(0.75, 0.0), (0.45, 0.12), (0.2, 0.4), (0.12, 0.7)] + arc(0.48, 0.72, 0.36, 0.28, 180, -180)]),
    "6 straight": (6, [[(0.6, 0), (0.18, 0.62)] + arc(0.48, 0.72, 0.34, 0.28, 200, -160)]),
    "6 angular": (6, [[(0.7, 0), (0.3, 0.3), (0.1, 0.7), (0.3, 1), (0.7, 1), (0.9, 0.75), (0.6, 0.52), (0.15, 0.65)]]),
    "7": (7, [[(0.1, 0), (0.9, 0), (0.4, 1)]]),
    "7 crossbar": (7, [[(0.1, 0), (0.9, 0), (0.4, 1)], [(0.3, 0.5), (0.85, 0.5)]]),
    "7 serif": (7, [[(0.12, 0.18), (0.12, 0), (0.9, 0), (0.45, 0.5), (0.4, 1)]]),
    "8": (8, [arc(0.5, 0.25, 0.3, 0.25, 90, 450) + arc(0.5, 0.75, 0.38, 0.25, -90, 270)]),
    "8 one stroke": (8, [[(0.8, 0.12), (0.5, 0), (0.2, 0.15), (0.3, 0.38), (0.75, 0.65), (0.8, 0.88), (0.5, 1), (0.2, 0.88), (0.25, 0.65), (0.7, 0.38), (0.82, 0.14)]]),
    "9": (9, [arc(0.45, 0.28, 0.35, 0.28, 0, -360) + [(0.8, 0.28), (0.78, 0.6), (0.65, 1)]]),
    "9 straight": (9, [arc(0.42, 0.28, 0.35, 0.28, 0, -360) + [(0.77, 0.1), (0.77, 1)]]),
    "9 curled": (9, [arc(0.45, 0.28, 0.35, 0.28, -20, -340) + [(0.8, 0.2), (0.8, 0.75)] + arc(0.45, 0.75, 0.35, 0.25, 0, 130)]),
}  # fmt: skip


def draw(strokes, size, box, pen, ink, paper):
    """Draws round pen strokes; paper may be None (transparent). Returns an RGBA picture."""
    scale = 2
    mask = Image.new("L", (size[0] * scale, size[1] * scale))
    brush = ImageDraw.Draw(mask)
    x, y, w, h = (scale * v for v in box)
    r = pen * scale / 2
    for stroke in strokes:
        points = [(x + px * w, y + py * h) for px, py in stroke]
        brush.line(points, fill=255, width=int(round(2 * r)))
        for px, py in points:
            brush.ellipse([px - r, py - r, px + r, py + r], fill=255)
    mask = mask.resize(size, Image.BOX)
    if paper is None:
        picture = Image.new("RGBA", size, ink + (0,))
        picture.putalpha(mask)
        return picture
    picture = Image.new("RGBA", size, paper + (255,))
    picture.paste(Image.new("RGBA", size, ink + (255,)), mask=mask)
    return picture


DARK, LIGHT = (0x22, 0x22, 0x22), (255, 255, 255)
PAD = {"size": (560, 560), "box": (160, 110, 240, 340), "pen": 24, "ink": DARK, "paper": LIGHT}
LOOKS = {
    "pad": dict(),
    "pad thin": dict(pen=4),
    "pad thick": dict(pen=64),
    "pad light on dark": dict(ink=(0xEE, 0xEE, 0xEE), paper=(0x11, 0x18, 0x20)),
    "pad small in a corner": dict(box=(20, 24, 60, 84), pen=8),
    "pad small, bottom right": dict(box=(470, 440, 66, 96), pen=14),
    "pad full": dict(box=(60, 24, 440, 512), pen=30),
    "pad transparent": dict(paper=None),
    "pad transparent, light ink": dict(ink=LIGHT, paper=None),
    "pad wide": dict(box=(90, 130, 380, 300)),
    "pad narrow": dict(box=(200, 80, 160, 400)),
    "pad grey on grey": dict(ink=(120, 120, 120), paper=(170, 170, 170)),
    "pad 280": dict(size=(280, 280), box=(80, 50, 120, 180), pen=18),
    "pad 1000 x 600": dict(size=(1000, 600), box=(600, 90, 260, 400), pen=22),
}


def drawn_cases():
    for look, style in LOOKS.items():
        style = {**PAD, **style}
        for name, (label, strokes) in DRAWN.items():
            yield look, name, label, draw(strokes, **style)
    for rise, reach, base in itertools.product((0.15, 0.25, 0.35, 0.45), (0.2, 0.3, 0.4), (False, True)):
        strokes = [[(0.55 - reach, rise), (0.55, 0), (0.55, 1)]] + [[(0.3, 1), (0.8, 1)]] * base
        name = "1 upstroke %.2f %.2f%s" % (reach, rise, " base" if base else "")
        yield "pad, ones with upstrokes", name, 1, draw(strokes, **PAD)


def photograph(rng, digit, kind):
    """Puts float[28, 28] ink on paper and takes a picture of it; returns RGB."""
    w, h = int(rng.integers(420, 900)), int(rng.integers(420, 900))
    side = int(min(w, h) * (rng.uniform(0.35, 0.8) if kind != "marker" else rng.uniform(0.85, 0.99)))
    big = Image.fromarray((digit * 255).astype(np.uint8)).resize((side, side), Image.BICUBIC)
    coverage = np.clip((np.asarray(big, np.float32) / 255 - (0.35 if kind != "marker" else 0.1)) / 0.3, 0, 1)
    left, top = int(rng.uniform(0.05, 0.95) * (w - side)), int(rng.uniform(0.05, 0.95) * (h - side))
    ink = np.zeros((h, w), np.float32)
    ink[top : top + side, left : left + side] = coverage
    paper = np.full((h, w, 3), 1.0, np.float32) * rng.uniform(0.85, 1.0, 3).astype(np.float32)
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    if kind == "ruled":
        step = int(rng.integers(40, 90))
        for y in range(int(rng.integers(0, step)), h, step):
            paper[y : y + 2] *= np.array([0.72, 0.82, 0.92], np.float32)
    if kind == "squared":
        step = int(rng.integers(30, 60))
        for k in range(int(rng.integers(0, step)), max(w, h), step):
            paper[k : k + 2] *= 0.8
            paper[:, k : k + 2] *= 0.8
    pen = np.array([[0.1, 0.1, 0.12], [0.1, 0.15, 0.45], [0.35, 0.35, 0.37], [0.45, 0.1, 0.1]][rng.integers(4)], np.float32)
    if kind == "pencil":
        pen = np.full(3, rng.uniform(0.5, 0.65), np.float32)
        coverage_grain = np.clip(rng.normal(1, 0.3, (h, w)), 0.2, 1.3).astype(np.float32)
        ink = np.clip(ink * coverage_grain, 0, 1)
    if kind == "board":
        paper, pen = paper * rng.uniform(0.08, 0.25), np.array([0.8, 0.8, 0.78], np.float32)
    scene = paper * (1 - ink[..., None]) + pen * ink[..., None]
    angle = rng.uniform(0, 2 * math.pi)
    slope = (xx / w - 0.5) * math.cos(angle) + (yy / h - 0.5) * math.sin(angle)
    light = rng.uniform(0.6, 0.9) * (1 + rng.uniform(0.1, 0.8) * slope)
    if kind == "shadow":
        edge = rng.uniform(-0.3, 0.3) + rng.uniform(-0.15, 0.15) * np.sin(5 * (xx / w - yy / h))
        softness = rng.uniform(0.01, 0.08)
        cast = 1 / (1 + np.exp(-np.clip((slope - edge) / softness * 4, -30, 30)))
        light = light * (1 - rng.uniform(0.3, 0.55) * cast)
    scene = np.clip(scene * light[..., None], 0, 1)
    picture = Image.fromarray((scene * 255).astype(np.uint8))
    jitter = 0.06 if kind != "table" else 0.0
    if kind == "table":
        table = Image.new("RGB", (w, h), tuple(int(v) for v in rng.integers(20, 120, 3)))
        inset = int(0.1 * min(w, h))
        table.paste(picture.resize((w - inset, h - 2 * inset)), (0, inset))
        picture = table
    picture = perspective(rng, picture, jitter)
    picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 2.5)))
    noisy = np.asarray(picture, np.float32) + rng.normal(0, rng.uniform(1, 9), (h, w, 3))
    file = io.BytesIO()
    Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(60, 95)))
    return Image.open(file).convert("RGBA")


def perspective(rng, picture, jitter):
    """Tilts and turns a picture a little, cropped so that no outside shows."""
    w, h = picture.size
    corners = [(0, 0), (w, 0), (w, h), (0, h)]
    moved = [(abs(x - rng.uniform(0, jitter) * w), abs(y - rng.uniform(0, jitter) * h)) for x, y in corners]
    rows = []
    for (x, y), (u, v) in zip(corners, moved):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    solved = np.linalg.solve(np.array(rows, float), np.array(moved, float).reshape(8))
    return picture.transform((w, h), Image.PERSPECTIVE, solved, Image.BICUBIC)


PHOTOS = ["paper", "shadow", "ruled", "squared", "pencil", "board", "table", "marker"]


def photo_cases(images, labels, count):
    rng = np.random.default_rng(7)
    for kind in PHOTOS:
        for k in rng.choice(len(images), count, replace=False):
            yield "photo " + kind, "test image %d" % k, int(labels[k]), photograph(rng, images[k, 0].numpy(), kind)


def mnist_cases(images, labels):
    for k in range(len(images)):
        grey = Image.fromarray((images[k, 0].numpy() * 255 + 0.5).astype(np.uint8))
        yield "mnist through java", "test image %d" % k, int(labels[k]), grey.convert("RGBA")


def normalise(cases):
    """Runs the Java normaliser; float[n, 1, 28, 28], NaN where it found no ink."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in"), os.path.join(folder, "out")
        with open(source, "wb") as f:
            f.write(struct.pack(">i", len(cases)))
            for *_, picture in cases:
                f.write(struct.pack(">ii", *picture.size) + picture.tobytes())
        classes = os.path.join(ROOT, "inference-bridge/core/target/classes")
        subprocess.run(["java", "-cp", classes, os.path.join(HERE, "NormalizeAll.java"), source, target], check=True)
        return torch.from_numpy(np.fromfile(target, ">f4").astype(np.float32)).view(-1, 1, 28, 28)


def main():
    parser = argparse.ArgumentParser(description="Measure the digits model.")
    parser.add_argument("--data", default=os.path.join(ROOT, "../shared/training"))
    parser.add_argument("--model", default=os.path.join(ROOT, "model-assets/src/main/models/digits/model.onnx"))
    parser.add_argument("--photos", type=int, default=60, help="pictures of each kind")
    parser.add_argument("--show", help="writes the pictures read wrongly (and some others) to this file")
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = train.read_onnx(args.model).eval()
    images, labels = train.load(args.data, "test")
    print("%-28s %.4f of %d" % ("mnist raw", train.accuracy(model, images, labels), len(images)))
    shown = []
    for cases in (mnist_cases(images, labels), drawn_cases(), photo_cases(images, labels, args.photos)):
        cases = list(cases)
        pictures = normalise(cases)
        found = ~pictures.isnan().any(3).any(2).any(1)
        with torch.no_grad():
            logits = torch.cat([model(part) for part in pictures.nan_to_num().split(500)])
        read = torch.where(found, logits.argmax(1), torch.full((len(cases),), -1))
        groups = {}
        for k, (group, name, label, picture) in enumerate(cases):
            groups.setdefault(group, []).append((int(read[k]) == label, "%s -> %d" % (name, read[k])))
            if int(read[k]) != label and not group.startswith("mnist"):
                shown.append((picture, pictures[k, 0].nan_to_num()))
        for group, results in groups.items():
            wrong = [text for right, text in results if not right]
            listed = "" if len(wrong) > 12 else "; ".join(wrong)
            print("%-28s %.4f of %d  %s" % (group, 1 - len(wrong) / len(results), len(results), listed))
    if args.show:
        show(shown[:120], args.show)


def show(shown, path):
    sheet = Image.new("RGB", (12 * 150, (len(shown) + 11) // 12 * 100), (90, 0, 90))
    for k, (picture, digit) in enumerate(shown):
        at = (k % 12 * 150, k // 12 * 100)
        small = picture.copy()
        small.thumbnail((84, 98))
        sheet.paste(small, at)
        sheet.paste(Image.fromarray((digit.numpy() * 255).astype(np.uint8)).resize((56, 56)), (at[0] + 86, at[1]))
    sheet.save(path)


if __name__ == "__main__":
    main()
