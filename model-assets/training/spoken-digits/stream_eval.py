"""Detection and false events over streams, with the decision of detector.py.

python3 stream_eval.py --bank bank.npz --net net.pt [--hold speaker] [--words report] [--wav file.wav ...]

Words and digit streams for choosing thresholds (--words choose) are others than those for the
report: see choose.py. "pieces" are a recording cut into short pieces with silence between them, as
a stand-in for single words of a real voice.
"""
import argparse
import wave
import numpy as np
import torch
import torch.nn.functional as F
from scipy.signal import resample_poly
from augment import coloured_noise
from detector import DEFAULTS, Detector
from features import CLIP_LENGTH, HOP_LENGTH, LABELS, LOG_OFFSET, MEL_BANDS, FRAMES, log_mel
from model import Net
from train import originals
from words import CHOOSE, NEAR, REPORT

STEP = 8


def windows(samples):
    """Returns times, features [n, 61, 40] and levels as SlidingLogMel gives them."""
    frames = log_mel(samples)
    frames = np.concatenate([np.full((FRAMES, MEL_BANDS), np.log(LOG_OFFSET), np.float32), frames])
    times, out, levels = [], [], []
    for k in range(STEP, len(frames) - FRAMES + 1, STEP):
        end = (k - 1) * HOP_LENGTH + 256
        out.append(frames[k: k + FRAMES])
        times.append(end / 8000)
        power = np.mean(np.asarray(samples[max(0, end - STEP * HOP_LENGTH): end], np.float64) ** 2)
        levels.append(10 * np.log10(max(power, 1e-12)))
    return np.array(times), np.stack(out), np.array(levels)


def probabilities(net, features):
    net.eval()
    with torch.no_grad():
        return torch.cat([F.softmax(net(torch.tensor(c)), 1)
                          for c in np.array_split(features, max(1, len(features) // 200))]).numpy()


def events(stream, **params):
    detector = Detector(**params)
    out = []
    for t, p, level in zip(*stream):
        found = detector.accept(t, p, level)
        if found:
            out.append((t,) + found)
    return out


def prepare(net, samples):
    t, f, level = windows(np.clip(samples, -1, 1))
    return t, probabilities(net, f), level


def digit_stream(bank, speaker, rng, snr_db, count=150):
    """Returns samples and (onset, offset, digit) of words with gaps of 0.5 to 1 s."""
    rows = rng.permutation(originals(bank, speaker))[:count]
    parts, truth, at = [np.zeros(8000)], [], 8000
    for r in rows:
        w = bank["data"][bank["starts"][r]: bank["starts"][r] + bank["lengths"][r]] / 32768.0
        w = w * 10 ** (rng.uniform(-12, 0) / 20) * 0.5
        gap = rng.integers(4000, 8000)
        truth.append((at / 8000, (at + len(w)) / 8000, int(bank["labels"][r])))
        parts += [w, np.zeros(gap)]
        at += len(w) + gap
    x = np.concatenate(parts + [np.zeros(8000)])
    loud = np.sqrt(np.mean(np.concatenate(parts[1::2]) ** 2))
    return x + coloured_noise(rng, len(x), 1.0) * loud * 10 ** (-snr_db / 20), truth


def score(found, truth):
    """Returns right, wrong (another digit, or a second event), missed."""
    used, right, wrong = set(), 0, 0
    for t, label, _ in found:
        match = [i for i, (a, b, _) in enumerate(truth) if a < t < b + 0.75]
        if match and match[-1] not in used and truth[match[-1]][2] == label:
            right += 1
            used.add(match[-1])
        else:
            wrong += 1
            if match:
                used.add(match[-1])
    return right, wrong, len(truth) - len(used)


def foreign(kind, rng):
    """Sounds without digits, about a minute each."""
    if kind == "speech":
        from voices import Espeak, random_voice
        espeak = Espeak()
        text = """Our neighbour keeps bees behind the garden wall. They fly over the fields and back.
Can you see the boats in the harbour? The fishermen repair their nets. Maybe. Certainly. Good
morning. Turn left at the corner. Stop. Hello there. Remember the milk, the honey and the bread.""".split(".")
        parts = []
        for i in range(5):
            for s in text:
                parts += [espeak.say(s, random_voice(rng), rng.uniform(130, 200), rng.uniform(20, 80)),
                          np.zeros(rng.integers(1000, 6000))]
        return np.concatenate([p for p in parts if p is not None]) * 0.6
    n = 60 * 8000
    if kind == "silence":
        return np.zeros(n)
    if kind == "hum":
        t = np.arange(n) / 8000
        return 0.1 * sum(np.sin(2 * np.pi * 50 * k * t) / k for k in range(1, 9))
    if kind == "bursts":
        x = 0.002 * coloured_noise(rng, n, 1)
        for at in range(4000, n - 8000, 6000):
            k = rng.integers(100, 4000)
            x[at: at + k] += np.sin(np.pi * np.arange(k) / k) * coloured_noise(rng, 4000, rng.uniform(0, 2))[:k] * rng.uniform(0.02, 0.3)
        return x
    return coloured_noise(rng, n, {"white": 0, "pink": 1, "brown": 2}[kind]) * 0.05


def word_stream(words, rng, repeat=2):
    """Every word in so many voices, alone; returns samples and [(onset, word)]."""
    from voices import Espeak, random_voice
    espeak = Espeak()
    parts, truth, at = [np.zeros(8000)], [], 8000
    for word in list(words) * repeat:
        x = None
        while x is None:
            x = espeak.say(word, random_voice(rng, False), rng.uniform(120, 220), rng.uniform(20, 80))
        gap = np.zeros(rng.integers(4000, 8000))
        truth.append((at / 8000, word))
        parts += [x * 0.6 * 10 ** (rng.uniform(-12, 0) / 20), gap]
        at += len(x) + len(gap)
    x = np.concatenate(parts)
    return x + 0.0005 * coloured_noise(rng, len(x), 1.0), truth


def pieces(x, rng):
    """Cuts at the quietest points, 0.25 to 0.7 s apart; returns samples and how many pieces."""
    energy = np.convolve(x ** 2, np.full(240, 1 / 240), "same")
    parts, at, count = [np.zeros(8000)], 0, 0
    while at + 5600 < len(x):
        end = at + 2000 + int(np.argmin(energy[at + 2000: at + 5600]))
        piece = x[at: end].copy()
        fade = np.minimum(1, np.arange(len(piece)) / 80)
        if (piece ** 2).mean() > 0.05 * (x ** 2).mean():
            parts += [piece * fade * fade[::-1], np.zeros(rng.integers(4000, 8000))]
            count += 1
        at = end
    x = np.concatenate(parts)
    return x + 0.0005 * coloured_noise(rng, len(x), 1.0), count


def told_words(found, truth):
    """The word that each event answers."""
    return [([w for a, w in truth if a < t] or ["?"])[-1] for t, _, _ in found]


def read(path):
    with wave.open(path) as w:
        x = np.frombuffer(w.readframes(w.getnframes()), np.int16) / 32768.0
        return resample_poly(x, 8000, w.getframerate()) if w.getframerate() != 8000 else x


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--bank", required=True)
    args.add_argument("--net", required=True)
    args.add_argument("--hold")
    args.add_argument("--words", choices=("choose", "report"))
    args.add_argument("--quiet", action="store_true", help="also silence, noise and sentences")
    args.add_argument("--wav", nargs="*", default=[])
    args.add_argument("--threshold", type=float, default=DEFAULTS["threshold"])
    args.add_argument("--margin", type=float, default=DEFAULTS["margin"])
    args = args.parse_args()
    torch.set_num_threads(1)
    net = Net()
    net.load_state_dict(torch.load(args.net))
    bank = dict(np.load(args.bank))
    limits = dict(threshold=args.threshold, margin=args.margin)
    seed = 21 if args.words == "choose" else 11
    if args.hold:
        rng = np.random.default_rng(seed)
        for snr in (40, 15):
            x, truth = digit_stream(bank, args.hold, rng, snr)
            right, wrong, missed = score(events(prepare(net, x), **limits), truth)
            print("%s at %d dB: %d words, right %d, wrong %d, missed %d" % (
                args.hold, snr, len(truth), right, wrong, missed), flush=True)
    if args.words:
        words = REPORT if args.words == "report" else CHOOSE
        x, truth = word_stream(words, np.random.default_rng(seed))
        found = events(prepare(net, x), **limits)
        told = told_words(found, truth)
        near = sum(w in NEAR for w in told)
        print("%s words: %d events on %d (%d on %d that are near a digit): %s" % (
            args.words, len(found), len(truth), near, sum(w in NEAR for _, w in truth),
            " ".join("%s=%s" % (w, LABELS[k]) for w, (_, k, _) in zip(told, found))), flush=True)
    rng = np.random.default_rng(seed)
    for kind in ("speech", "silence", "white", "pink", "brown", "hum", "bursts") if args.quiet else ():
        x = foreign(kind, rng)
        found = events(prepare(net, x), **limits)
        print("%s %.0f s: %d events %s" % (kind, len(x) / 8000, len(found),
                                          [(round(t, 1), LABELS[k], round(s, 2)) for t, k, s in found]), flush=True)
    for path in args.wav:
        x = read(path)
        found = events(prepare(net, np.concatenate([np.zeros(4000), x, np.zeros(8000)])), **limits)
        print("%s %.0f s: %d events %s" % (path.split("/")[-1], len(x) / 8000, len(found),
                                          [(round(t, 1), LABELS[k], round(s, 2)) for t, k, s in found]), flush=True)
        x, count = pieces(x, rng)
        found = events(prepare(net, x), **limits)
        print("%s in %d pieces: %d events %s" % (path.split("/")[-1], count, len(found),
                                          [LABELS[k] for _, k, _ in found]), flush=True)


if __name__ == "__main__":
    main()
