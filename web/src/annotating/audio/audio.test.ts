import { describe, expect, it } from 'vitest';
import { Fourier } from './fourier';
import { BLOCK, peaksOf, range } from './peaks';
import { rateOf } from './sound';
import { clock, panned, showing, ticksOf, timeAt, whole, xOf, zoomed } from './timeline';

describe('timeline', () => {
  it('zooms at the pointer and stays within the recording', () => {
    const view = zoomed(whole(10), 4, 5, 10);
    expect(view).toEqual({ start: 3.75, length: 2.5 });
    expect(xOf(view, 5, 100)).toBe(50);
    expect(timeAt(view, 50, 100)).toBe(5);
    expect(zoomed(view, 1e-9, 0, 10)).toEqual({ start: 0, length: 10 });
    expect(zoomed(view, 1e9, 4, 10).length).toBe(0.01);
    expect(panned(view, 100, 10).start).toBe(7.5);
    expect(panned(view, -100, 10).start).toBe(0);
  });

  it('turns the page when what plays leaves it', () => {
    const view = { start: 2, length: 2 };
    expect(showing(view, 3, 10)).toBe(view);
    expect(showing(view, 4.5, 10)).toEqual({ start: 4.4, length: 2 });
    expect(showing(view, 9.9, 10).start).toBe(8);
  });

  it('marks round moments', () => {
    expect(ticksOf(whole(1), 400)).toEqual([0, 0.2, 0.4, expect.closeTo(0.6), 0.8, 1]);
    expect(ticksOf({ start: 61, length: 3 }, 300)).toEqual([61, 62, 63, 64]);
  });

  it('reads like a clock', () => {
    expect(clock(0)).toBe('0:00.00');
    expect(clock(61.239)).toBe('1:01.24');
    expect(clock(59.999)).toBe('1:00.00');
    expect(clock(125, 5)).toBe('2:05');
  });
});

it('peaks are those of the samples, whether blocks are used or not', () => {
  const samples = Float32Array.from({ length: 20 * BLOCK }, (_, i) => Math.sin(i * i));
  const peaks = peaksOf(samples);
  for (const [from, to] of [
    [0, 10],
    [100, 300],
    [BLOCK, 9 * BLOCK],
    [19 * BLOCK, 25 * BLOCK],
  ] as const) {
    const part = samples.slice(from, to);
    expect(range(samples, peaks, from, to)).toEqual([Math.min(...part), Math.max(...part)]);
  }
  expect(range(samples, peaks, 1e6, 1e6 + 1)).toEqual([0, 0]);
});

it('a tone is a peak at its frequency, as high as its amplitude says', () => {
  const fourier = new Fourier(64);
  const power = new Float32Array(33);
  const tone = Float32Array.from({ length: 64 }, (_, i) => Math.cos((2 * Math.PI * 5 * i) / 64));
  fourier.power(tone, 0, new Float32Array(64).fill(1), power);
  expect(power[5]).toBeCloseTo(32 * 32, 1);
  expect(Math.max(...power.filter((_, i) => i !== 5))).toBeLessThan(1e-3);
});

it('finds the rate of a WAV file behind other chunks', () => {
  const file = new DataView(new ArrayBuffer(60));
  file.setUint32(12, 0x4c495354, false); // "LIST"
  file.setUint32(16, 3, true);
  file.setUint32(24, 0x666d7420, false);
  file.setUint32(28, 16, true);
  file.setUint32(36, 22050, true);
  expect(rateOf(file.buffer)).toBe(22050);
  expect(rateOf(new ArrayBuffer(20))).toBeUndefined();
});
