"""Draws the sample pictures of the upload panel: python3 make_samples.py ../main/site/samples

Our own strokes on our own paper, in plain Python; the pictures are committed, so that the build
needs no Python. Labels are those of the models that may be shown them (digits, doodlenet).
"""
import json
import math
import random
import struct
import sys
import zlib
from pathlib import Path

SIZE = 160

# Control points of strokes, 0 to 1; a Catmull-Rom spline goes through them.
SHAPES = {
    '2': [[(.30, .36), (.34, .22), (.50, .16), (.66, .24), (.68, .38), (.56, .54), (.40, .70), (.29, .82)],
          [(.29, .82), (.40, .80), (.56, .84), (.72, .82)]],
    '3': [[(.33, .25), (.45, .17), (.61, .20), (.66, .33), (.56, .44), (.45, .47)],
          [(.45, .47), (.60, .48), (.70, .60), (.66, .76), (.50, .85), (.32, .78)]],
    '4': [[(.52, .16), (.42, .34), (.29, .57), (.28, .60), (.45, .60), (.74, .58)],
          [(.62, .38), (.60, .60), (.59, .86)]],
    '5': [[(.68, .19), (.52, .20), (.38, .20), (.36, .22), (.34, .42)],
          [(.34, .43), (.48, .37), (.65, .45), (.69, .62), (.58, .79), (.42, .84), (.29, .76)]],
    '7': [[(.29, .23), (.45, .24), (.60, .22), (.71, .21), (.71, .23), (.60, .46), (.50, .66), (.45, .86)],
          [(.43, .53), (.55, .52), (.68, .50)]],
    '8': [[(.64, .26), (.52, .16), (.37, .22), (.37, .36), (.50, .46), (.65, .58), (.67, .74), (.52, .85),
           (.35, .78), (.34, .62), (.46, .49), (.61, .38), (.64, .26)]],
    'star': [[(.50, .12), (.50, .12), (.63, .40), (.63, .40), (.92, .42), (.92, .42), (.69, .60), (.69, .60),
              (.78, .89), (.78, .89), (.51, .72), (.51, .72), (.24, .89), (.24, .89), (.32, .59), (.32, .59),
              (.08, .42), (.08, .42), (.38, .40), (.38, .40), (.50, .12), (.50, .12)]],
    'fish': [[(.10, .52), (.28, .33), (.50, .30), (.68, .42), (.80, .54), (.92, .68), (.92, .68), (.90, .34),
              (.90, .34), (.78, .52), (.62, .66), (.44, .72), (.24, .66), (.10, .52)],
             [(.27, .47), (.28, .47)]],
    'umbrella': [[(.10, .50), (.16, .30), (.34, .16), (.50, .13), (.68, .17), (.84, .30), (.90, .50)],
                 [(.10, .50), (.20, .44), (.30, .50), (.40, .44), (.50, .50), (.60, .44), (.70, .50), (.80, .44), (.90, .50)],
                 [(.50, .47), (.50, .62), (.50, .80), (.44, .89), (.36, .84)]],
}

WHITE, LINED, SQUARED, KRAFT, BOARD, SCREEN = 'white', 'lined', 'squared', 'kraft', 'board', 'screen'

# label, paper, ink, pen width in pixels, turn in degrees, size
PICTURES = [
    ('7', WHITE, (28, 32, 60), 9, -4, .95),
    ('3', LINED, (36, 70, 170), 6, 5, .72),
    ('5', BOARD, (236, 238, 230), 11, -3, .92),
    ('2', KRAFT, (40, 28, 20), 14, 3, .85),
    ('8', SQUARED, (184, 40, 36), 7, -7, .62),
    ('4', WHITE, (92, 92, 98), 5, 6, .80),
    ('star', SCREEN, (20, 20, 20), 11, -3, 1.05),
    ('fish', SCREEN, (20, 20, 20), 11, 2, 1.05),
    ('umbrella', SCREEN, (20, 20, 20), 11, 3, 1.05),
]


def spline(points, steps=24):
    padded = [points[0]] + points + [points[-1]]
    out = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:]):
        for i in range(steps):
            t = i / steps
            out.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t ** 3)
                for p, q, r, s in zip(a, b, c, d)))
    return out + [points[-1]]


def place(point, turn, size):
    x, y = (point[0] - .5) * size, (point[1] - .5) * size
    c, s = math.cos(turn), math.sin(turn)
    return ((x * c - y * s + .5) * SIZE, (x * s + y * c + .5) * SIZE)


def coverage(strokes, width, turn, size, rng):
    """How much ink lies on each pixel, 0 to 1; the pen presses harder and softer."""
    ink = [0.0] * (SIZE * SIZE)
    for stroke in strokes:
        phase = rng.uniform(0, 6)
        points = [place(p, math.radians(turn), size) for p in spline(stroke)]
        for i, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:])):
            radius = width / 2 * (1 + .16 * math.sin(phase + i / 9))
            reach = radius + 1
            for y in range(max(0, int(min(ay, by) - reach)), min(SIZE, int(max(ay, by) + reach) + 2)):
                for x in range(max(0, int(min(ax, bx) - reach)), min(SIZE, int(max(ax, bx) + reach) + 2)):
                    dx, dy, px, py = bx - ax, by - ay, x + .5 - ax, y + .5 - ay
                    long = dx * dx + dy * dy
                    t = 0 if long == 0 else max(0, min(1, (px * dx + py * dy) / long))
                    far = math.hypot(px - t * dx, py - t * dy)
                    ink[y * SIZE + x] = max(ink[y * SIZE + x], min(1, max(0, radius + .5 - far)))
    return ink


def paper(kind, x, y):
    """The colour of bare paper in the light of one lamp."""
    light = 1 - .10 * math.hypot(x - 30, y - 20) / SIZE
    if kind == SCREEN:
        return 255, 255, 255
    colour = {WHITE: (250, 247, 240), LINED: (252, 250, 244), SQUARED: (249, 249, 246),
              KRAFT: (206, 170, 126), BOARD: (44, 62, 54)}[kind]
    if kind == LINED and y % 32 in (15, 16):
        colour = (206, 220, 236)
    if kind == SQUARED and (x % 20 == 10 or y % 20 == 10):
        colour = (222, 229, 236)
    return tuple(c * light for c in colour)


def draw(label, kind, colour, width, turn, size):
    rng = random.Random(label)
    ink = coverage(SHAPES[label], width, turn, size, rng)
    rows = bytearray()
    for y in range(SIZE):
        previous = (0, 0, 0)
        rows.append(1)  # the filter that stores differences to the left
        for x in range(SIZE):
            share = ink[y * SIZE + x] * (1 if kind == SCREEN else .92 if kind != BOARD else rng.uniform(.72, .95))
            pixel = tuple(int(p + (c - p) * share + .5) for p, c in zip(paper(kind, x, y), colour))
            rows.extend((a - b) & 255 for a, b in zip(pixel, previous))
            previous = pixel
    return png(rows)


def png(rows):
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    header = struct.pack('>IIBBBBB', SIZE, SIZE, 8, 2, 0, 0, 0)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header)
            + chunk(b'IDAT', zlib.compress(bytes(rows), 9)) + chunk(b'IEND', b''))


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for label, *how in PICTURES:
        name = f'{label}.png'
        (out / name).write_bytes(draw(label, *how))
        index.append({'file': name, 'label': label})
    (out / 'index.json').write_text('[\n' + ',\n'.join('  ' + json.dumps(e) for e in index) + '\n]\n')


main()
