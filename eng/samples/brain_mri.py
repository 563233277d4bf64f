#!/usr/bin/env python3
"""samples/brain-mri: axial slices of the Colin 27 head, the brain outlined in a few of them."""

import gzip
import shutil
import struct
import zlib

from records import control, record, region, write_lines, write_project
from sources import SAMPLES, debian

FIRST, LAST, STEP = 5, 155, 2  # slices that show brain, in mm above the bottom of the volume; every other one
LABELLED = [15, 35, 55, 75, 95, 115, 135, 151]
OUT = SAMPLES / "brain-mri"


def read_nifti(path) -> tuple[tuple[int, int, int], bytes]:
    """The axes' lengths (x fastest) and the voxels of an 8-bit NIfTI-1 file."""
    data = gzip.open(path).read()
    shape = struct.unpack("<3h", data[42:48])
    (data_type,) = struct.unpack("<h", data[70:72])
    assert data_type == 2, "8-bit voxels expected"
    offset = int(struct.unpack("<f", data[108:112])[0])
    return shape, data[offset:]


def axial(shape: tuple[int, int, int], voxels: bytes, z: int) -> list[bytes]:
    """Rows of one slice, the nose up: y grows towards the nose in the file and downwards in an image."""
    width, height, _ = shape
    start = z * width * height
    return [voxels[start + y * width : start + (y + 1) * width] for y in reversed(range(height))]


def png(rows: list[bytes]) -> bytes:
    """An 8-bit grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    # the filter "up" shrinks a smooth picture most
    previous, filtered = bytes(len(rows[0])), b""
    for row in rows:
        filtered += b"\x02" + bytes((value - above) & 255 for value, above in zip(row, previous))
        previous = row
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(filtered, 9)) + chunk(b"IEND", b"")


def filled(rows: list[bytes]) -> list[bytes]:
    """The mask 0/255 of what is not connected with the border through zeros: holes belong to the brain."""
    width, height = len(rows[0]), len(rows)
    outside = set()
    border = [(x, y) for x in range(width) for y in (0, height - 1)] + [(x, y) for y in range(height) for x in (0, width - 1)]
    open_cells = [(x, y) for x, y in border if rows[y][x] == 0]
    while open_cells:
        x, y = open_cells.pop()
        if (x, y) in outside:
            continue
        outside.add((x, y))
        for near in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)):
            if 0 <= near[0] < width and 0 <= near[1] < height and rows[near[1]][near[0]] == 0:
                open_cells.append(near)
    return [bytes(0 if (x, y) in outside else 255 for x in range(width)) for y in range(height)]


def runs(rows: list[bytes]) -> list[int]:
    """Row-major runs, the first of them outside."""
    counts, inside, length = [], False, 0
    for value in b"".join(rows):
        if (value != 0) != inside:
            counts.append(length)
            inside, length = not inside, 0
        length += 1
    return [*counts, length]


def main() -> None:
    templates = debian("mricron-data") / "usr/share/mricron/templates"
    shape, head = read_nifti(templates / "ch2.nii.gz")
    brain_shape, brain = read_nifti(templates / "ch2bet.nii.gz")
    assert shape == brain_shape

    for folder in ("images", "masks", "evaluation"):
        shutil.rmtree(OUT / folder, ignore_errors=True)
        (OUT / folder).mkdir(parents=True)
    truth = []
    for z in range(FIRST, LAST + 1, STEP):
        name = f"axial-{z:03}.png"
        (OUT / "images" / name).write_bytes(png(axial(shape, head, z)))
        mask = filled(axial(shape, brain, z))
        if z in LABELLED:
            (OUT / "masks" / name).write_bytes(png(mask))
        else:
            answers = [region("Brain", kind="mask", width=shape[0], height=shape[1], counts=runs(mask))]
            truth.append(record(f"images/{name}", "image", annotation=answers, file=f"images/{name}",
                                width=shape[0], height=shape[1]))
    write_lines(OUT / "evaluation" / "truth.jsonl", truth)
    write_project(
        OUT / "project.json", "Brain MRI", "image",
        [control("regions", "Tissue", "regions", ["Brain"], region_kinds=["mask", "polygon"])],
        "Outline the brain: cerebrum, cerebellum and brain stem.\n\n"
        "Skull, eyes, fat and the fluid around the brain stay outside. A slice may hold several separate parts.")
    print(f"brain-mri: {len(LABELLED)} labelled, {len(truth)} unlabelled")


if __name__ == "__main__":
    main()
