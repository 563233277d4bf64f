"""Writes tests/cases/coco-boxes.json: boxes of a few made-up images with the figures that COCO's evaluation gives.

The figures come from this file alone: the definition of COCO's detection evaluation (arXiv:1405.0312 and the pseudo code of
its evaluation page) put down once more in numpy, array by array, without a look at our C#. Run: python3 eng/cases/coco_boxes.py
"""
import json
import pathlib

import numpy as np

CLASSES = 3
THRESHOLDS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
RANGES = {"all": (0, 1e10), "small": (0, 32**2), "medium": (32**2, 96**2), "large": (96**2, 1e10)}
MOST = 100


def make_images(random):
    images = []
    for _ in range(9):
        truth, found = [], []
        for _ in range(random.integers(0, 8)):
            label = int(random.integers(0, CLASSES - 1)) if random.random() < 0.9 else CLASSES - 1
            w, h = (int(v) for v in random.choice([12, 25, 40, 70, 120], 2))
            x, y = (int(v) for v in random.integers(0, 200, 2))
            crowd = bool(random.random() < 0.12)
            truth.append([label, x, y, w, h, crowd])
            for _ in range(random.integers(0, 3)):  # found once, twice or not at all, more or less well
                shift = random.normal(0, 0.12, 4) * [w, h, w, h]
                score = float(np.round(random.beta(4, 2), 2))  # two digits: ties occur
                found.append([label if random.random() < 0.9 else int(random.integers(0, CLASSES)),
                              *(float(np.round(v, 1)) for v in (x + shift[0], y + shift[1], max(3, w + shift[2]), max(3, h + shift[3]))), score])
        for _ in range(random.integers(0, 4)):  # made up
            found.append([int(random.integers(0, CLASSES)), *(float(v) for v in random.integers(5, 90, 4)), float(np.round(random.beta(2, 4), 2))])
        images.append({"truth": truth, "found": found})
    return images


def overlap(found, truth, crowd):
    f, t = found[:, None], truth[None]
    size = np.minimum(f[..., :2] + f[..., 2:], t[..., :2] + t[..., 2:]) - np.maximum(f[..., :2], t[..., :2])
    both = np.prod(np.clip(size, 0, None), axis=2)
    area_f, area_t = np.prod(f[..., 2:], axis=2), np.prod(t[..., 2:], axis=2)
    return both / np.where(crowd[None], area_f, area_f + area_t - both)


def match(truth, found, low, high):
    """Scores (D), right (T, D), ignored (T, D), number of objects that count."""
    crowd = np.array([row[5] for row in truth], bool)
    boxes = np.array([row[1:5] for row in truth], float).reshape(-1, 4)
    area = boxes[:, 2] * boxes[:, 3]
    aside = crowd | (area < low) | (area > high)
    order = np.argsort(aside, kind="stable")
    crowd, boxes, aside = crowd[order], boxes[order], aside[order]
    scores = np.array([row[5] for row in found], float)
    best_first = np.argsort(-scores, kind="stable")[:MOST]
    scores = scores[best_first]
    guesses = np.array([row[1:5] for row in found], float).reshape(-1, 4)[best_first]
    iou = overlap(guesses, boxes, crowd)
    right, ignored = np.zeros((2, len(THRESHOLDS), len(scores)), bool)
    outside = (guesses[:, 2] * guesses[:, 3] < low) | (guesses[:, 2] * guesses[:, 3] > high)
    for t, threshold in enumerate(THRESHOLDS):
        free = np.ones(len(boxes), bool)
        for d in range(len(scores)):
            able = (free | crowd) & (iou[d] >= min(threshold, 1 - 1e-10))
            pick = able & ~aside if (able & ~aside).any() else able
            if pick.any():
                g = max(np.flatnonzero(pick), key=lambda i: (iou[d, i], i))
                free[g] = False
                (ignored if aside[g] else right)[t, d] = True
            else:
                ignored[t, d] = outside[d]
    return scores, right, ignored, int((~aside).sum())


def average_precision(images, label, low, high):
    """Shape (T), or None where there is nothing of the class to find."""
    parts = [match([row for row in image["truth"] if row[0] == label], [row for row in image["found"] if row[0] == label], low, high)
             for image in images]
    count = sum(part[3] for part in parts)
    if count == 0:
        return None
    order = np.argsort(-np.concatenate([part[0] for part in parts]), kind="stable")
    right = np.concatenate([part[1] for part in parts], axis=1)[:, order]
    ignored = np.concatenate([part[2] for part in parts], axis=1)[:, order]
    area = np.zeros(len(THRESHOLDS))
    for t in range(len(THRESHOLDS)):
        tp = np.cumsum(right[t]).astype(float)
        fp = np.cumsum(~right[t] & ~ignored[t]).astype(float)
        recall, precision = tp / count, tp / np.maximum(tp + fp, np.spacing(1))
        falling = np.maximum.accumulate(precision[::-1])[::-1]
        at = np.searchsorted(recall, RECALLS, side="left")
        area[t] = np.where(at < len(falling), np.append(falling, 0)[at], 0).mean()
    return area


def main():
    images = make_images(np.random.default_rng(7))
    expected = {}
    for name, (low, high) in RANGES.items():
        rows = [average_precision(images, label, low, high) for label in range(CLASSES)]
        known = np.array([row for row in rows if row is not None])
        expected[name] = {"map": known.mean(), "map_50": known[:, 0].mean(), "by_class": [None if row is None else row.mean() for row in rows]}
    file = pathlib.Path(__file__).parents[2] / "tests" / "cases" / "coco-boxes.json"
    lines = ",\n".join("  " + json.dumps(image) for image in images)
    file.write_text(f'{{"made_by": "eng/cases/coco_boxes.py", "images": [\n{lines}\n],\n"expected": {json.dumps(expected, indent=1)}}}\n')


main()
