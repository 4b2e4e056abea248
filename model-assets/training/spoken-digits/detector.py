"""The decision over sliding windows; the same as the Java class LiveAudioDetector."""
import numpy as np
from features import UNKNOWN, SILENCE

DEFAULTS = dict(windowSeconds=1.0, smoothingWindows=3, threshold=0.65, margin=0.25, edgeDropDb=9.0,
                minLevelDbfs=-60.0, refractorySeconds=0.4, ignoredWeight=10.0)


class Detector:
    def __init__(self, **changes):
        self.p = dict(DEFAULTS, **changes)
        self.steps, self.recent = [], []
        self.fired_at = self.heard_until = float("-inf")

    def accept(self, time, probabilities, level):
        p = self.p
        self.steps = [s for s in self.steps if s[0] > time - p["windowSeconds"] + 1e-6]
        self.steps.append((time, level))
        self.recent = (self.recent + [probabilities])[-p["smoothingWindows"]:]
        if len(self.recent) < p["smoothingWindows"] or time - self.fired_at < p["refractorySeconds"]:
            return None
        if not self.word_inside():
            return None
        mean = sum(self.recent).astype(np.float64)
        mean[[SILENCE, UNKNOWN]] *= p["ignoredWeight"]
        mean = mean / mean.sum()
        order = mean.argsort()[::-1]
        best, second = order[0], order[1]
        if best in (SILENCE, UNKNOWN) or mean[best] < p["threshold"] or mean[best] - mean[second] < p["margin"]:
            return None
        self.fired_at = self.heard_until = time
        return int(best), float(mean[best])

    def word_inside(self):
        """One stretch of sound since the last event, quiet before it and after it.

        Quiet is measured from the loudest step of all, or the fading end of the last word would be
        a word again.
        """
        p = self.p
        peak = max(s[1] for s in self.steps)
        if peak < p["minLevelDbfs"]:
            return False
        active = [s[0] > self.heard_until and s[1] > peak - p["edgeDropDb"] for s in self.steps]
        if active[0] or active[-1] or not any(active):
            return False
        first, last = active.index(True), len(active) - 1 - active[::-1].index(True)
        gap = longest = 0
        for on in active[first: last + 1]:
            gap = 0 if on else gap + 1
            longest = max(longest, gap)
        return longest <= 1
