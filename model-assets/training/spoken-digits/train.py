"""Trains one network: python3 train.py --bank bank.npz --cache cache.npz --hold george --out net.pt

--hold leaves one speaker out and reports the accuracy on that speaker's original recordings;
--hold none trains on all five. One thread, fixed seeds.
"""
import argparse
import time
import numpy as np
import torch
import torch.nn.functional as F
from features import CLIP_LENGTH, TorchLogMel
from model import Net

SPEAKERS = ["george", "jackson", "lucas", "nicolas", "yweweler"]
WARPS = np.exp(np.linspace(-0.15, 0.15, 21))


def originals(bank, speaker):
    """The six variants of a clip follow each other, the recording itself first."""
    rows = np.nonzero(bank["groups"] == speaker)[0]
    names = bank["names"][rows]
    return rows[np.concatenate([[True], names[1:] != names[:-1]])]


def evaluate(net, bank, speaker, rng, mode):
    """Returns predicted labels and probabilities of the recordings in the middle of a second
    of silence ("clean"), or anywhere with noise 15 dB under the speech ("noisy")."""
    rows = originals(bank, speaker)
    x = np.zeros((len(rows), CLIP_LENGTH), np.float32)
    for i, r in enumerate(rows):
        w = bank["data"][bank["starts"][r]: bank["starts"][r] + bank["lengths"][r]].astype(np.float32)
        w = w / 32768 * 0.4
        room = CLIP_LENGTH - len(w)
        at = room // 2 if mode == "clean" else rng.integers(0, room + 1)
        x[i, at: at + len(w)] = w
        if mode == "noisy":
            x[i] += rng.standard_normal(CLIP_LENGTH) * np.sqrt((w ** 2).mean()) * 10 ** (-15 / 20)
    net.eval()
    with torch.no_grad():
        p = torch.cat([F.softmax(net(TorchLogMel()(torch.tensor(c))), 1) for c in np.array_split(x, 10)])
    return bank["labels"][rows], p.numpy()


def mask(x, rng):
    """SpecAugment: bands of time or frequency become the clip's mean."""
    mean = x.mean(dim=(1, 2))
    for i in np.nonzero(rng.random(len(x)) < 0.5)[0]:
        for _ in range(rng.integers(1, 3)):
            n = rng.integers(1, 7)
            at = rng.integers(0, 61 - n)
            x[i, at: at + n] = mean[i]
        n = rng.integers(1, 7)
        at = rng.integers(0, 40 - n)
        x[i, :, at: at + n] = mean[i]
    return x


def train(bank, cache, hold, steps, seed, batch_size, peak_lr, log):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    held = SPEAKERS.index(hold) if hold in SPEAKERS else -1
    rows = np.nonzero(cache["speakers"] != held)[0]
    net, ema = Net().to(memory_format=torch.channels_last), Net()
    ema.load_state_dict(net.state_dict())
    log("parameters %d, examples %d" % (sum(p.numel() for p in net.parameters()), len(rows)))
    # The network answers as if every label were equally frequent (logit adjustment).
    prior = torch.tensor(np.log(np.bincount(cache["labels"][rows], minlength=12) / len(rows)),
                         dtype=torch.float32)
    opt = torch.optim.AdamW(net.parameters(), lr=peak_lr, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(opt, peak_lr, total_steps=steps, pct_start=0.2)
    order, at = rng.permutation(rows), 0
    start, total, right = time.time(), 0.0, 0.0
    for step in range(1, steps + 1):
        if at + batch_size > len(order):
            order, at = rng.permutation(rows), 0
        pick = np.sort(order[at: at + batch_size])
        at += batch_size
        x = mask(torch.from_numpy(cache["features"][pick].astype(np.float32)), rng)
        y = torch.from_numpy(cache["labels"][pick])
        target = F.one_hot(y, 12).float()
        if rng.random() < 0.15:
            lam = float(rng.beta(0.4, 0.4))
            other = torch.from_numpy(rng.permutation(batch_size))
            x = lam * x + (1 - lam) * x[other]
            target = lam * target + (1 - lam) * target[other]
        net.train()
        logits = net(x)
        loss = -(target * F.log_softmax(logits + prior, 1)).sum(1).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        schedule.step()
        with torch.no_grad():
            decay = min(0.995, step / (step + 20))
            for a, b in zip(ema.state_dict().values(), net.state_dict().values()):
                if a.dtype.is_floating_point:
                    a.mul_(decay).add_(b, alpha=1 - decay)
        total += float(loss)
        right += float((logits.argmax(1) == y).float().mean())
        if step % 200 == 0 or step == steps:
            n = 200 if step % 200 == 0 else step % 200
            line = "step %d loss %.4f batch accuracy %.3f %.0f examples/s" % (
                step, total / n, right / n, step * batch_size / (time.time() - start))
            total = right = 0.0
            if held >= 0:
                truth, p = evaluate(ema, bank, hold, np.random.default_rng(1), "clean")
                line += " held out %.3f" % (p.argmax(1) == truth).mean()
            log(line)
    return ema


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--bank", required=True)
    args.add_argument("--hold", required=True)
    args.add_argument("--out", required=True)
    args.add_argument("--steps", type=int, default=600)
    args.add_argument("--batch", type=int, default=96)
    args.add_argument("--lr", type=float, default=4e-3)
    args.add_argument("--cache", required=True)
    args.add_argument("--seed", type=int, default=1)
    args = args.parse_args()
    torch.set_num_threads(1)
    bank = dict(np.load(args.bank))

    def log(line):
        print("[%s] %s" % (args.hold, line), flush=True)

    cache = dict(np.load(args.cache))
    net = train(bank, cache, args.hold, args.steps, args.seed, args.batch, args.lr, log)
    torch.save(net.state_dict(), args.out)
    for speaker in SPEAKERS if args.hold == "none" else [args.hold]:
        for mode in ("clean", "noisy"):
            truth, p = evaluate(net, bank, speaker, np.random.default_rng(2), mode)
            guess = p.argmax(1)
            per = " ".join("%.2f" % (guess[truth == d] == d).mean() for d in range(10))
            log("RESULT %s %s %.4f by digit %s unknown %.3f" % (
                speaker, mode, (guess == truth).mean(), per, (guess >= 10).mean()))


if __name__ == "__main__":
    main()
