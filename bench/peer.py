"""The peer: the same U-Net on the same data in PyTorch, in one setting, as one line of JSON. Started by unet.py.

    peer.py step|infer FOLDER WIDTHS default|best SECONDS
"""

import json
import struct
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

BATCH, SIDE, WARM_UPS, LEAST = 4, 256, 3, 5


class ConvNorm(nn.Module):
    def __init__(self, channels_in, channels_out):
        super().__init__()
        self.convolution = nn.Conv2d(channels_in, channels_out, 3, padding=1)

    def forward(self, x):
        return functional.relu(self.convolution(x))


class UNet(nn.Module):
    """One convolution a level, nearest upsampling; the names are those of Labelsmith's weights."""

    def __init__(self, widths):
        super().__init__()
        self.levels = len(widths)
        channels = 1
        for level, width in enumerate(widths):
            setattr(self, f"down{level}_0", ConvNorm(channels, width))
            channels = width
        for level in reversed(range(self.levels - 1)):
            setattr(self, f"up{level}_0", ConvNorm(channels + widths[level], widths[level]))
            channels = widths[level]
        self.head = nn.Conv2d(channels, 1, 1)

    def forward(self, x):
        x = self.down0_0(x)
        skips = []
        for level in range(1, self.levels):
            skips.append(x)
            x = getattr(self, f"down{level}_0")(functional.max_pool2d(x, 2))
        for level in reversed(range(self.levels - 1)):
            x = functional.interpolate(x, scale_factor=2, mode="nearest")
            x = getattr(self, f"up{level}_0")(torch.cat([skips.pop(), x], dim=1))
        return self.head(x)


def read_safetensors(path):
    data = open(path, "rb").read()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    return {
        name.replace("._", "."): torch.from_numpy(
            numpy.frombuffer(data, "<f4", (entry["data_offsets"][1] - entry["data_offsets"][0]) // 4, 8 + length + entry["data_offsets"][0])
            .reshape(entry["shape"]).copy())
        for name, entry in header.items() if name != "__metadata__"
    }


def read_images(path):
    return torch.from_numpy(numpy.fromfile(path, "<f4").reshape(BATCH, 1, SIDE, SIDE))


def main():
    work, folder, widths, setting, seconds = sys.argv[1:]
    torch.set_num_threads(len(__import__("os").sched_getaffinity(0)))
    network = UNet([int(width) for width in widths.split("-")])
    network.load_state_dict(read_safetensors(f"{folder}/model.safetensors"))
    images, masks = read_images(f"{folder}/images.f32"), read_images(f"{folder}/masks.f32")
    best = setting == "best"
    if best:
        network = network.to(memory_format=torch.channels_last)
        images = images.to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)

    def cast():
        return torch.autocast("cpu", dtype=torch.bfloat16, enabled=best)

    def step():
        optimizer.zero_grad()
        with cast():
            logits = network(images)
        loss = functional.binary_cross_entropy_with_logits(logits.float(), masks)
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer():
        with torch.no_grad(), cast():
            return network(images).float().sigmoid().mean().item()

    once = step if work == "step" else infer
    network.train(work == "step")
    check = once()
    for _ in range(WARM_UPS - 1):
        once()
    times, start = [], time.perf_counter()
    while len(times) < LEAST or time.perf_counter() - start < float(seconds):
        before = time.perf_counter()
        once()
        times.append(1000 * (time.perf_counter() - before))
    print(json.dumps({"check": check, "milliseconds": times}))


if __name__ == "__main__":
    main()
