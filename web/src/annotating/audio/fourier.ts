/** Power spectra of real numbers by the fast Fourier transform (Cooley and Tukey 1965), radix 2. */
export class Fourier {
  private readonly reversed: Uint32Array;
  private readonly cosines: Float32Array;
  private readonly sines: Float32Array;
  private readonly real: Float32Array;
  private readonly imaginary: Float32Array;

  /** @param length a power of two */
  constructor(readonly length: number) {
    this.reversed = new Uint32Array(length);
    for (let i = 1; i < length; i++)
      this.reversed[i] = ((this.reversed[i >> 1] as number) >> 1) | (i & 1 ? length >> 1 : 0);
    this.cosines = Float32Array.from({ length: length / 2 }, (_, i) => Math.cos((-2 * Math.PI * i) / length));
    this.sines = Float32Array.from({ length: length / 2 }, (_, i) => Math.sin((-2 * Math.PI * i) / length));
    this.real = new Float32Array(length);
    this.imaginary = new Float32Array(length);
  }

  /**
   * The power of each frequency from 0 to half the rate, into `power` (length / 2 + 1).
   * @param at the sample that the window begins with; outside of the samples is silence
   */
  power(samples: Float32Array, at: number, window: Float32Array, power: Float32Array): void {
    const { length, reversed, cosines, sines, real, imaginary } = this;
    for (let i = 0; i < length; i++) {
      const from = reversed[i] as number;
      real[i] = from < window.length ? (samples[at + from] ?? 0) * (window[from] as number) : 0;
    }
    imaginary.fill(0);
    for (let half = 1; half < length; half *= 2) {
      const stride = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const upper = start + k;
          const lower = upper + half;
          const cos = cosines[k * stride] as number;
          const sin = sines[k * stride] as number;
          const re = (real[lower] as number) * cos - (imaginary[lower] as number) * sin;
          const im = (real[lower] as number) * sin + (imaginary[lower] as number) * cos;
          real[lower] = (real[upper] as number) - re;
          imaginary[lower] = (imaginary[upper] as number) - im;
          real[upper] = (real[upper] as number) + re;
          imaginary[upper] = (imaginary[upper] as number) + im;
        }
      }
    }
    for (let i = 0; i < power.length; i++)
      power[i] = (real[i] as number) ** 2 + (imaginary[i] as number) ** 2;
  }
}
