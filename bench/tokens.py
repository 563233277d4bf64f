"""Token-wise logistic regression on the window features of Labelsmith's taggers. Started by bench/accuracy with a folder that holds
Train.txt, Validation.txt and Test.txt: a line a token, its tag (O, B-type, I-type) and the numbers of what is seen of it.

Writes {"span_f1": …} of the test tokens. C is the best on the validation tokens by span F1; then the model learns from them too.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

STRENGTHS = [0.1, 1, 10]


def read(file):
    tags, seen = [], []
    for line in file.read_text().split("\n"):
        fields = line.split(" ")
        tags.append(fields[0])  # "" between pieces
        seen.append([int(number) for number in fields[1:]])
    return tags, seen


def matrix(seen, columns):
    rows = [[columns[number] for number in numbers if number in columns] for numbers in seen]
    ends = np.cumsum([0] + [len(row) for row in rows])
    cells = np.fromiter((column for row in rows for column in row), dtype=np.int32)
    return sparse.csr_matrix((np.ones(len(cells), dtype=np.float32), cells, ends), shape=(len(rows), len(columns)))


def spans(tags):
    """As seqeval by default: an I of another type, or after O, begins a span too."""
    found, start, kind = set(), None, None
    for at, tag in enumerate([*tags, ""]):
        begins, own = tag.startswith("B"), tag[2:] if "-" in tag else None
        if start is not None and (begins or own != kind):
            found.add((start, at, kind))
            start = None
        if own is not None and start is None:
            start, kind = at, own
    return found


def f1(truth, guess):
    real, found = spans(truth), spans(guess)
    return 2 * len(real & found) / max(1, len(real) + len(found))


def fit(parts, strength):
    tags = [tag for part in parts for tag in part[0]]
    seen = [numbers for part in parts for numbers in part[1]]
    times = Counter(number for numbers in seen for number in numbers)
    columns = {number: i for i, number in enumerate(sorted(n for n, count in times.items() if count > 1))}
    kept = [i for i, tag in enumerate(tags) if tag]
    model = LogisticRegression(C=strength, max_iter=200)
    model.fit(matrix(seen, columns)[kept], np.array(tags)[kept])
    return model, columns


def test(model, columns, part):
    tags, seen = part
    guess = model.predict(matrix(seen, columns))
    return f1(tags, [tag if truth else "" for tag, truth in zip(guess, tags)])


folder = Path(sys.argv[1])
train, validation, held = (read(folder / f"{name}.txt") for name in ("Train", "Validation", "Test"))
best = max(STRENGTHS, key=lambda strength: test(*fit([train], strength), validation))
print(f"logistic regression: C = {best}", file=sys.stderr)
print(json.dumps({"span_f1": test(*fit([train, validation], best), held)}))
