import { type Peaks, peaksOf } from './peaks';

/** A decoded recording: one channel, the mean of all, at the file's own rate. */
export interface Sound {
  /** Where a player gets it, part by part. */
  readonly url: string;
  readonly samples: Float32Array;
  readonly sampleRate: number;
  readonly seconds: number;
  readonly peaks: Peaks;
}

/** What decoders must be able to do, at least (Web Audio API). */
const SURE_RATES = [8000, 96000] as const;

/** @throws Error with a sentence for the user */
export async function loadSound(url: string): Promise<Sound> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) {
    const problem: { detail?: string } = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The server answered ${response.status} instead of the recording.`);
  }
  const file = await response.arrayBuffer();
  const rate = Math.min(SURE_RATES[1], Math.max(SURE_RATES[0], rateOf(file) ?? 44100));
  const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(file);
  const samples = toMono(decoded);
  return { url, samples, sampleRate: rate, seconds: samples.length / rate, peaks: peaksOf(samples) };
}

/** The sample rate that a WAV file names; undefined where there is none. */
export function rateOf(file: ArrayBuffer): number | undefined {
  const view = new DataView(file);
  for (let at = 12; at + 16 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at, false) === 0x666d7420) return view.getUint32(at + 12, true); // "fmt "
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function toMono(decoded: AudioBuffer): Float32Array {
  const samples = new Float32Array(decoded.length);
  for (let channel = 0; channel < decoded.numberOfChannels; channel++) {
    const own = decoded.getChannelData(channel);
    for (let i = 0; i < samples.length; i++)
      samples[i] = (samples[i] as number) + (own[i] as number) / decoded.numberOfChannels;
  }
  return samples;
}
