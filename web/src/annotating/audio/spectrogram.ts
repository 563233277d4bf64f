import { Fourier } from './fourier';
import type { Sound } from './sound';

/** Below the loudest: black. */
const RANGE_DECIBEL = 70;
const WINDOW_SECONDS = 0.025;
/** Moments that are looked at to find how loud the recording gets. */
const PROBES = 200;

/** The colours of the thumbnails: from silence to loudest, with even steps of lightness. */
const RAMP = [
  [8, 6, 24],
  [52, 18, 98],
  [120, 30, 109],
  [188, 55, 84],
  [237, 105, 37],
  [251, 176, 45],
  [252, 250, 190],
] as const;

export const toMel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
export const toHertz = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/** Draws how loud each frequency is at each time: frequency upwards in mel, the louder the brighter. */
export class Spectrogram {
  private readonly fourier: Fourier;
  private readonly window: Float32Array;
  private readonly spectrum: Float32Array;
  private readonly loudest: number;

  constructor(private readonly sound: Sound) {
    const length = Math.round(WINDOW_SECONDS * sound.sampleRate);
    this.fourier = new Fourier(2 ** Math.ceil(Math.log2(length)));
    this.window = Float32Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
    this.spectrum = new Float32Array(this.fourier.length / 2 + 1);
    let loudest = 1e-12;
    for (let i = 0; i < PROBES; i++) {
      this.lookAt((sound.seconds * (i + 0.5)) / PROBES);
      for (const power of this.spectrum) loudest = Math.max(loudest, power);
    }
    this.loudest = loudest;
  }

  /** @param image gets the time from `start` to `start + length` (seconds) over its width */
  paint(image: ImageData, start: number, length: number): void {
    const { width, height, data } = image;
    const spacing = this.sound.sampleRate / this.fourier.length;
    const top = toMel(this.sound.sampleRate / 2);
    const bins = Float32Array.from(
      { length: height },
      (_, y) => toHertz((top * (height - 0.5 - y)) / height) / spacing,
    );
    for (let x = 0; x < width; x++) {
      const time = start + (length * (x + 0.5)) / width;
      const isSound = time >= 0 && time <= this.sound.seconds;
      if (isSound) this.lookAt(time);
      for (let y = 0; y < height; y++) {
        const at = 4 * (y * width + x);
        if (isSound) this.color(bins[y] as number, data, at);
        data[at + 3] = isSound ? 255 : 0;
      }
    }
  }

  private lookAt(time: number): void {
    const at = Math.round(time * this.sound.sampleRate - this.window.length / 2);
    this.fourier.power(this.sound.samples, at, this.window, this.spectrum);
  }

  private color(bin: number, data: Uint8ClampedArray, at: number): void {
    const below = Math.floor(bin);
    const share = bin - below;
    const low = this.spectrum[below] ?? 0;
    const power = low + ((this.spectrum[below + 1] ?? low) - low) * share;
    const decibel = 10 * Math.log10(power / this.loudest + 1e-12);
    const place = Math.min(1, Math.max(0, 1 + decibel / RANGE_DECIBEL)) * (RAMP.length - 1);
    const step = Math.min(RAMP.length - 2, Math.floor(place));
    const [from, to] = [RAMP[step] as readonly number[], RAMP[step + 1] as readonly number[]];
    for (let c = 0; c < 3; c++)
      data[at + c] = (from[c] as number) + ((to[c] as number) - (from[c] as number)) * (place - step);
  }
}
