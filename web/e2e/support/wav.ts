/** A WAV file of half a second: a tone that rises or falls, 8 kHz, 16 bits. */
export function wav(from: number, to: number): Buffer {
  const [rate, count] = [8000, 4000];
  const file = Buffer.alloc(44 + 2 * count);
  file.write('RIFF', 0);
  file.writeUInt32LE(36 + 2 * count, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(1, 22); // channels
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(2 * rate, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(2 * count, 40);
  for (let i = 0, phase = 0; i < count; i++) {
    phase += (2 * Math.PI * (from + ((to - from) * i) / count)) / rate;
    file.writeInt16LE(Math.round(12000 * Math.sin(phase)), 44 + 2 * i);
  }
  return file;
}
