#!/usr/bin/env python3
"""samples/fashion-mnist: 2,000 of the 60,000 training images, 200 a class, 10 of each labelled."""

import gzip
import random
import shutil
import struct

from records import choice, control, record, write_lines, write_project
from sources import SAMPLES, debian

CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
PER_CLASS, LABELLED_PER_CLASS, SIDE = 200, 10, 28
OUT = SAMPLES / "fashion-mnist"


def write_idx(name: str, data: bytes, *shape: int) -> None:
    """The idx format of MNIST: two zero bytes, type 8 (unsigned byte), the number of axes, their lengths, the data."""
    header = bytes([0, 0, 8, len(shape)]) + struct.pack(f">{len(shape)}I", *shape)
    (OUT / name).write_bytes(gzip.compress(header + data, compresslevel=9, mtime=0))


def main() -> None:
    (images_path,) = debian("dataset-fashion-mnist").rglob("train-images-idx3-ubyte*")
    labels_path = images_path.with_name(images_path.name.replace("images-idx3", "labels-idx1"))
    read = gzip.open if images_path.suffix == ".gz" else open
    with read(images_path, "rb") as file:
        images = file.read()[16:]
    with read(labels_path, "rb") as file:
        labels = file.read()[8:]

    picker = random.Random(0)
    labelled, unlabelled = [], []
    for number in range(len(CLASSES)):
        of_class = [index for index, label in enumerate(labels) if label == number]
        picked = picker.sample(of_class, PER_CLASS)
        labelled += picked[:LABELLED_PER_CLASS]
        unlabelled += picked[LABELLED_PER_CLASS:]
    picker.shuffle(labelled)
    picker.shuffle(unlabelled)

    shutil.rmtree(OUT / "evaluation", ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)

    def pixels(indices: list[int]) -> bytes:
        return b"".join(images[index * SIDE * SIDE : (index + 1) * SIDE * SIDE] for index in indices)

    write_idx("train-images-idx3-ubyte.gz", pixels(labelled), len(labelled), SIDE, SIDE)
    write_idx("train-labels-idx1-ubyte.gz", bytes(labels[index] for index in labelled), len(labelled))
    write_idx("pool-images-idx3-ubyte.gz", pixels(unlabelled), len(unlabelled), SIDE, SIDE)
    write_lines(
        OUT / "evaluation" / "truth.jsonl",
        [
            record(f"pool-images-idx3-ubyte.gz#{number}", "image", annotation=[choice(CLASSES[labels[index]])],
                   width=SIDE, height=SIDE)
            for number, index in enumerate(unlabelled)
        ],
    )
    write_project(
        OUT / "project.json", "Fashion", "image", [control("label", "Article", "choice", CLASSES)],
        "Which article of clothing is it?\n\n"
        "A shirt has a collar or buttons, a T-shirt has neither; a coat opens in front, a pullover does not. "
        "Ankle boots reach over the ankle, sneakers end below it.")
    print(f"fashion-mnist: {len(labelled)} labelled, {len(unlabelled)} unlabelled")


if __name__ == "__main__":
    main()
