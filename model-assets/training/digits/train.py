"""Trains the digits model on MNIST and exports it to ONNX.

Needs PyTorch 1.13 or newer and NumPy (Debian: python3-torch). Runs on one CPU thread;
the shipped weights are made by the two runs below (the second also needs the onnx package).

    python3 train.py --data ../../../../shared/training
    python3 train.py --start ../../src/main/models/digits/model.onnx --epochs 3 --rate 6e-4 --flagged 0.35

The picture is drawn at twice the size (56 x 56) for warping and for changing the stroke width,
because half a pixel of a 28 x 28 digit is a quarter of its stroke. Most examples are then framed
the way DigitNormalizer.java does it: ink box to 20 pixels, centre of mass to the centre.
The test set is scored after a run and has no part in it; choices are for the last 5,000 training
images, whose accuracy the log gives as "held-out".
"""

import argparse
import gzip
import math
import os
import struct
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

BIG = 56
HELD_OUT = 5000


def read_idx(path):
    with gzip.open(path, "rb") as f:
        data = f.read()
    rank = data[3]
    shape = struct.unpack(">" + "I" * rank, data[4 : 4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape).copy()


def load(folder, split):
    images = torch.from_numpy(read_idx(os.path.join(folder, "mnist", split + "-images-idx3-ubyte.gz")))
    labels = torch.from_numpy(read_idx(os.path.join(folder, "mnist", split + "-labels-idx1-ubyte.gz")))
    return images.unsqueeze(1).float() / 255, labels.long()


class Digits(nn.Module):
    """Five 3x3 convolutions, 75k parameters. In: float[n, 1, 28, 28], 0-1. Out: logits float[n, 10]."""

    def __init__(self):
        super().__init__()
        plan = [(1, 16, 1), (16, 32, 2), (32, 32, 1), (32, 64, 2), (64, 64, 1)]
        self.convs = nn.ModuleList(nn.Conv2d(i, o, 3, stride=s, padding=1, bias=False) for i, o, s in plan)
        self.norms = nn.ModuleList(nn.BatchNorm2d(o) for _, o, _ in plan)
        self.drop = nn.Dropout(0.25)
        self.head = nn.Linear(64 * 9, 10)

    def forward(self, image):
        x = image
        for conv, norm in zip(self.convs, self.norms):
            x = F.relu(norm(conv(x)))
        x = F.max_pool2d(x, 2)
        return self.head(self.drop(x.flatten(1)))

    def folded(self):
        """Returns the same function with each batch normalisation folded into its convolution."""
        out = Digits().eval()
        for k, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
            fused = nn.Conv2d(conv.in_channels, conv.out_channels, 3, stride=conv.stride, padding=1)
            fused.weight.data = conv.weight.data * gain.data.view(-1, 1, 1, 1)
            fused.bias.data = norm.bias.data - norm.running_mean * gain.data
            out.convs[k], out.norms[k] = fused, nn.Identity()
        out.head.load_state_dict(self.head.state_dict())
        return out.eval()


def uniform(n, low, high):
    return torch.rand(n) * (high - low) + low


def affine_grid(angle, shear, scale_x, scale_y, shift, size):
    """Output -> input grid; shift in normalised units (2 = the whole picture)."""
    c, s = torch.cos(angle), torch.sin(angle)
    rows = [
        torch.stack([c / scale_x, (-s + shear * c) / scale_x, shift[:, 0]], 1),
        torch.stack([s / scale_y, (c + shear * s) / scale_y, shift[:, 1]], 1),
    ]
    return F.affine_grid(torch.stack(rows, 1), (len(angle), 1, size, size), align_corners=False)


def flag_ones(x, labels, share):
    """Gives this share of the ones the upstroke, and some the base, that much of the world writes.

    MNIST is American and hardly has them. The upstroke falls by at least 28 degrees: the bar of a
    seven does not.
    """
    if share == 0:
        return x
    chosen = (labels == 1) & (torch.rand(len(x)) < share)
    ones = x[chosen, 0]
    n = len(ones)
    if n == 0:
        return x
    index = torch.arange(28.0)
    inked = (ones.amax(2) > 0.4).float()
    top = (inked * (28 - index)).argmax(1)
    bottom = (inked * (index + 1)).argmax(1)
    every = torch.arange(n)

    def middle(row):
        line = ones[every, row]
        return (line * index).sum(1) / line.sum(1).clamp(min=1e-3)

    top_x, bottom_x = middle((top + 1).clamp(max=27)), middle((bottom - 1).clamp(min=0))
    top, bottom = top.float() + 0.5, bottom.float() - 0.5
    height = (bottom - top).clamp(min=4)
    stem = torch.atan2(top_x - bottom_x, height)  # positive: leans to the right, as "/"
    droop = torch.maximum(uniform(n, 0.49, 1.05), 0.6 * stem + 0.35)  # below horizontal, radians
    length = uniform(n, 0.18, 0.48) * height
    half_width = uniform(n, 0.4, 1.3)
    flag = (top_x, top, top_x - length * torch.cos(droop), top + length * torch.sin(droop))
    reach = torch.where(torch.rand(n) < 0.4, uniform(n, 0.15, 0.35), torch.zeros(n)) * height
    base = (bottom_x - reach, bottom, bottom_x + reach, bottom)
    out = ones
    for x0, y0, x1, y1 in (flag, base):
        x0, y0, x1, y1 = (v.view(n, 1, 1) for v in (x0, y0, x1, y1))
        dx, dy = x1 - x0, y1 - y0
        along = ((index - x0) * dx + (index[:, None] - y0) * dy) / (dx * dx + dy * dy).clamp(min=1e-6)
        along = along.clamp(0, 1)
        away = torch.sqrt((index - x0 - along * dx) ** 2 + (index[:, None] - y0 - along * dy) ** 2)
        out = torch.maximum(out, (half_width.view(n, 1, 1) + 0.5 - away).clamp(0, 1))
    result = x.clone()
    result[chosen, 0] = out
    return result


def warp(x):
    """Rotates, shears, stretches and bends float[n, 1, 28, 28] into float[n, 1, 56, 56]."""
    n = len(x)
    grid = affine_grid(
        uniform(n, -0.27, 0.27),
        uniform(n, -0.25, 0.25),
        torch.exp(uniform(n, -0.25, 0.18)),
        torch.exp(uniform(n, -0.2, 0.12)),
        torch.zeros(n, 2),
        BIG,
    )
    knots = int(torch.randint(4, 8, (1,)))
    bend = torch.randn(n, 2, knots, knots) * uniform(n, 0.0, 0.085).view(n, 1, 1, 1)
    bend = F.interpolate(bend, size=(BIG, BIG), mode="bicubic", align_corners=True)
    return F.grid_sample(x, grid + bend.permute(0, 2, 3, 1), align_corners=False)


def change_stroke(x):
    """Makes strokes up to 1.4 pixels (of 28) wider or 0.7 narrower; x is float[n, 1, 56, 56]."""
    n = len(x)
    amount = torch.randn(n) * 1.0 + 0.1
    amount = torch.where(torch.rand(n) < 0.35, torch.zeros(n), amount).clamp(-1.4, 2.8)
    out = x
    for step in range(3):
        wide = F.max_pool2d(out, 3, 1, 1)
        weight = (amount - step).clamp(0, 1).view(n, 1, 1, 1)
        out = out + weight * (wide - out)
        if step < 2:
            thin = -F.max_pool2d(-out, 3, 1, 1)
            weight = (-amount - step).clamp(0, 1).view(n, 1, 1, 1)
            # An eroded hairline may vanish; keep a trace of it for the peak stretch below.
            out = out + weight * (torch.maximum(thin, 0.25 * out) - out)
    return out


def frame(x, renormalise):
    """Places float[n, 1, 56, 56] in float[n, 1, 28, 28]: like DigitNormalizer where told, else loosely."""
    n = len(x)
    ink = x[:, 0]
    mask = (ink > 0.15).float()
    index = torch.arange(BIG).float()
    rows, cols = mask.amax(2), mask.amax(1)

    def extent(line):
        low = torch.where(line > 0, index, torch.full_like(index, 99.0)).amin(1)
        high = torch.where(line > 0, index, torch.full_like(index, -1.0)).amax(1)
        return (high - low + 1).clamp(8, BIG)

    mass = ink.sum((1, 2)).clamp(min=1e-3)
    centre_x = (ink.sum(1) * index).sum(1) / mass
    centre_y = (ink.sum(2) * index).sum(1) / mass
    long = torch.maximum(extent(rows), extent(cols))
    jitter = torch.randn(n) * 0.04
    scale = torch.where(renormalise, 40 / long * torch.exp(jitter), torch.exp(uniform(n, -0.15, 0.1)))
    pixel = 2 / BIG
    # MNIST has its centres of mass on pixel (14, 14), half a pixel right of and below the middle.
    middle = torch.full_like(centre_x, BIG / 2)
    shift_x = torch.where(renormalise, centre_x + 0.5 - 1 / scale, middle)
    shift_y = torch.where(renormalise, centre_y + 0.5 - 1 / scale, middle)
    loose = torch.where(renormalise, torch.full((n,), 0.5), torch.full((n,), 2.0)) * 2
    shift_x = (shift_x + uniform(n, -1, 1) * loose) * pixel - 1
    shift_y = (shift_y + uniform(n, -1, 1) * loose) * pixel - 1
    zero = torch.zeros(n)
    grid = affine_grid(zero, zero, scale, scale, torch.stack([shift_x, shift_y], 1), BIG)
    return F.avg_pool2d(F.grid_sample(x, grid, align_corners=False), 2)


def tone(x):
    """Blur, edge hardness, contrast, faint background and noise; then ink peaks near 1 again."""
    n = len(x)
    kernel = torch.tensor([1.0, 2.0, 1.0]) / 4
    kernel = (kernel[:, None] * kernel).view(1, 1, 3, 3)
    blurred = F.conv2d(x, kernel, padding=1)
    weight = (uniform(n, -1.5, 1.0)).clamp(0, 1).view(n, 1, 1, 1)
    x = x + weight * (blurred - x)
    x = x / x.amax((1, 2, 3), keepdim=True).clamp(min=0.2)
    x = (x * torch.exp(uniform(n, -0.25, 0.9)).view(n, 1, 1, 1)).clamp(0, 1)
    x = x.clamp(min=1e-4) ** torch.exp(torch.randn(n) * 0.25).view(n, 1, 1, 1)
    noise = torch.randn_like(x) * (uniform(n, -0.1, 0.1).clamp(min=0)).view(n, 1, 1, 1)
    grain = 1 + torch.randn_like(x) * (uniform(n, -0.2, 0.25).clamp(min=0)).view(n, 1, 1, 1)
    return (x * grain + noise).clamp(0, 1)


def augment(x, labels, flagged):
    """Changes about nine of ten pictures of float[n, 1, 28, 28], 0-1."""
    n = len(x)
    out = tone(frame(change_stroke(warp(flag_ones(x, labels, flagged))), torch.rand(n) < 0.7))
    keep = (torch.rand(n) < 0.1).view(n, 1, 1, 1)
    return torch.where(keep, x, out)


@torch.no_grad()
def accuracy(model, images, labels):
    model.eval()
    right = sum(
        (model(images[k : k + 1000]).argmax(1) == labels[k : k + 1000]).sum().item()
        for k in range(0, len(images), 1000)
    )
    return right / len(images)


def train(args, log):
    images, labels = load(args.data, "train")
    held_images, held_labels = images[-HELD_OUT:], labels[-HELD_OUT:]
    images, labels = images[:-HELD_OUT], labels[:-HELD_OUT]
    model, average = (Digits(), Digits()) if not args.start else (read_onnx(args.start), read_onnx(args.start))
    average.load_state_dict(model.state_dict())
    steps = args.epochs * (len(images) // args.batch)
    decayed = [p for p in model.parameters() if p.dim() > 1]
    plain = [p for p in model.parameters() if p.dim() <= 1]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0}])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, args.rate, total_steps=steps, pct_start=0.2)
    log("parameters", sum(p.numel() for p in model.parameters()), "steps", steps)
    step = 0
    for epoch in range(args.epochs):
        start, total, count = time.time(), 0.0, 0
        model.train()
        order = torch.randperm(len(images))
        for k in range(0, len(order) - args.batch + 1, args.batch):
            pick = order[k : k + args.batch]
            loss = F.cross_entropy(model(augment(images[pick], labels[pick], args.flagged)), labels[pick], label_smoothing=0.02)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(0.998, (step + 1) / (step + 10))
            with torch.no_grad():
                for old, new in zip(average.state_dict().values(), model.state_dict().values()):
                    old.copy_(new) if old.dtype == torch.long else old.lerp_(new, 1 - keep)
            total += loss.item()
            count += 1
        log(
            "epoch %2d  loss %.4f  held-out %.4f  seconds %.0f"
            % (epoch + 1, total / count, accuracy(average, held_images, held_labels), time.time() - start)
        )
    return average


def export(model, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    torch.onnx.export(
        model,
        torch.zeros(1, 1, 28, 28),
        path,
        input_names=["image"],
        output_names=["logits"],
        dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}},
        opset_version=13,
    )


def read_onnx(path):
    """Reads back the network that export() wrote. Needs the onnx package."""
    import onnx.numpy_helper

    model = Digits().folded()
    tensors = onnx.load(path).graph.initializer
    model.load_state_dict({t.name: torch.from_numpy(onnx.numpy_helper.to_array(t).copy()) for t in tensors})
    return model


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Train the digits model.")
    parser.add_argument("--data", default=os.path.join(here, "../../../../shared/training"))
    parser.add_argument("--out", default=os.path.join(here, "../../src/main/models/digits/model.onnx"))
    parser.add_argument("--log", default=os.path.join(here, "train.log"))
    parser.add_argument("--start", help="an exported model.onnx to train further, at a lower --rate")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--flagged", type=float, default=0, help="share of ones given an upstroke")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=5e-3)
    parser.add_argument("--seed", type=int, default=20261)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    with open(args.log, "a" if args.start else "w") as file:

        def log(*words):
            print(*words, flush=True)
            print(*words, file=file, flush=True)

        log("torch", torch.__version__, "seed", args.seed, "epochs", args.epochs, "batch", args.batch)
        model = train(args, log).eval()
        model = model if args.start else model.folded()
        images, labels = load(args.data, "test")
        log("test %.4f of %d" % (accuracy(model, images, labels), len(images)))
        export(model, args.out)
        log("exported", os.path.getsize(args.out), "bytes")


if __name__ == "__main__":
    main()
