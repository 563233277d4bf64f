#!/usr/bin/env python3
"""Values that LogMelTests compares with: a log-mel spectrogram by numpy, from its definition.

Needs Debian's python3-numpy. Run: /usr/bin/python3 eng/references/log_mel.py
"""
import numpy as np

RATE, WINDOW, HOP, TRANSFORM, BANDS, LOW, HIGH, FLOOR = 8000, 200, 80, 512, 24, 20.0, 4000.0, 1e-4


def signal():
    """A tone of 440 Hz and one that rises from 500 Hz to 3500 Hz, for 0.25 s."""
    t = np.arange(2000) / RATE
    return (0.3 * np.sin(2 * np.pi * 440 * t) + 0.2 * np.sin(2 * np.pi * (500 * t + 6000 * t * t))).astype(np.float32)


def filters():
    mel = np.linspace(2595 * np.log10(1 + LOW / 700), 2595 * np.log10(1 + HIGH / 700), BANDS + 2)
    corners = 700 * (10 ** (mel / 2595) - 1)
    frequencies = np.fft.rfftfreq(TRANSFORM, 1 / RATE)
    rising = (frequencies[None, :] - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    falling = (corners[2:, None] - frequencies[None, :]) / (corners[2:] - corners[1:-1])[:, None]
    return np.maximum(0, np.minimum(rising, falling))


def log_mel(samples):
    frames = 1 + max(0, -(-(len(samples) - WINDOW) // HOP))
    padded = np.zeros((frames - 1) * HOP + WINDOW)
    padded[: len(samples)] = samples
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    windows = np.stack([padded[t * HOP : t * HOP + WINDOW] * hann for t in range(frames)])
    power = np.abs(np.fft.rfft(windows, TRANSFORM)) ** 2
    return np.log(power @ filters().T + FLOOR)


result = log_mel(signal())
print("shape", result.shape)
for frame, band in [(0, 0), (0, 5), (0, 23), (7, 4), (7, 12), (11, 15), (23, 3), (23, 23), (22, 20)]:
    print(f"[InlineData({frame}, {band}, {result[frame, band]:.6f})]")
