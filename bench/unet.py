"""Compares Labelsmith's U-Net with PyTorch's in one run and prints a table. Started by bench/unet.

Rounds go through all settings in turn, each in a process of its own, so that whatever else the machine does meets all of them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = str(HERE / "Labelsmith.Bench/bin/Release/net10.0/Labelsmith.Bench")
PEER = [sys.executable, str(HERE / "peer.py")]
# what NativeMemory.Tune sets, for a process that cannot call mallopt
MALLOC = {"GLIBC_TUNABLES": "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184:glibc.malloc.top_pad=67108864"}
TITLES = {"step": "Training step (forward, backward, AdamW)", "infer": "Inference"}

SETTINGS = [
    ("PyTorch, its defaults", PEER, "default", {}),
    ("PyTorch, its best: malloc tuned, channels last, bf16 autocast", PEER, "best", MALLOC),
    ("TorchSharp as it comes", [OURS], "as-it-comes", {}),
    ("Labelsmith in float32", [OURS], "float32", {}),
    ("Labelsmith: {how}", [OURS], "tuned", {}),
]
HOW = {"step": "malloc tuned, channels last, bfloat16", "infer": "the exported file by libtorch in bfloat16, channels last"}


def measure(command, work, folder, widths, setting, seconds, environment):
    done = subprocess.run(
        [*command, work, folder, widths, setting, str(seconds)],
        env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(prog="bench/unet")
    parser.add_argument("--widths", default="16-32-64-128-256", help="channels of each level (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="through all settings (default: %(default)s)")
    parser.add_argument("--seconds", type=int, default=5, help="a setting and round (default: %(default)s)")
    options = parser.parse_args()

    import torch

    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown CPU")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True).stdout.strip()
    print(f"U-Net {options.widths}, one 3 x 3 convolution a level, 4 images of 256 x 256 x 1, seed 0, {len(os.sched_getaffinity(0))} threads")
    print(f"{model}; commit {commit}; PyTorch {torch.__version__} against libtorch 2.10.0 and ONNX Runtime 1.31.1\n")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([OURS, "prepare", folder, options.widths], check=True)
        for work, title in TITLES.items():
            times, checks = {}, {}
            for _ in range(options.rounds):
                for name, command, setting, environment in SETTINGS:
                    result = measure(command, work, folder, options.widths, setting, options.seconds, environment)
                    times.setdefault(name, []).extend(result["milliseconds"])
                    checks[name] = result["check"]
            if max(checks.values()) - min(checks.values()) > 0.01:
                sys.exit(f"The sides do not compute the same: {checks}")
            ours = statistics.median(times[SETTINGS[-1][0]])
            print(f"| {title} | median, ms | least, ms | against Labelsmith |\n| --- | ---: | ---: | ---: |")
            for name, *_ in SETTINGS:
                median = statistics.median(times[name])
                print(f"| {name.format(how=HOW[work])} | {median:.0f} | {min(times[name]):.0f} | {median / ours:.2f} |", flush=True)
            print()


if __name__ == "__main__":
    main()
