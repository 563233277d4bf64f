import { isPredicted } from '../shared/answers';
import type { Editor } from '../shared/editor';
import { heatColor } from '../shared/heatColor';
import { findLabel } from '../shared/model';
import type { Deck } from './deck';
import { range } from './peaks';
import { segmentsOf } from './segments';
import type { Sound } from './sound';
import { Spectrogram, toMel } from './spectrogram';
import { clock, type Timeline, ticksOf, xOf } from './timeline';

/** Height of the ruler, in CSS pixels. */
export const RULER = 20;
const WAVE_SHARE = 0.36;
/** CSS pixels that a column of the spectrogram is wide. */
const COLUMN = 2;
const FREQUENCIES = [500, 1000, 2000, 4000, 8000, 16000];

/** Draws ruler, waveform and spectrogram on one canvas, and the place where it plays on another above it. */
export class Painter {
  private readonly base: HTMLCanvasElement;
  private readonly overlay: HTMLCanvasElement;
  private readonly observer: MutationObserver;
  private readonly stops: readonly (() => void)[];
  private spectrogram: Spectrogram | undefined;
  private heat: readonly number[] | undefined;
  private seen: { sound: Sound | undefined; view: Timeline } | undefined;
  private size = { width: 1, height: 1, ratio: 1 };
  private frame = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly deck: Deck,
    private readonly editor: Editor,
  ) {
    const make = (layer: string) => {
      const canvas = document.createElement('canvas');
      canvas.dataset.layer = layer;
      canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
      root.append(canvas);
      return canvas;
    };
    [this.base, this.overlay] = [make('sound'), make('overlay')];
    this.stops = [deck, editor].map((one) => one.subscribe(() => this.paintSoon()));
    this.observer = new MutationObserver(() => this.repaint());
    this.observer.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
    for (const stop of this.stops) stop();
    this.base.remove();
    this.overlay.remove();
  }

  resize(width: number, height: number, ratio: number): void {
    this.size = { width, height, ratio };
    for (const canvas of [this.base, this.overlay]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    this.repaint();
  }

  /** @param heat of equal parts of the recording, in their order */
  showHeat(heat: readonly number[] | undefined): void {
    this.heat = heat;
    this.repaint();
  }

  private repaint(): void {
    this.seen = undefined;
    this.paintSoon();
  }

  private paintSoon(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  private paint(): void {
    const { sound, view } = this.deck;
    if (sound !== this.seen?.sound || view !== this.seen?.view) {
      if (sound !== this.seen?.sound || !this.spectrogram) this.spectrogram = sound && new Spectrogram(sound);
      this.seen = { sound, view };
      this.paintSound();
    }
    this.paintPlace();
  }

  private context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const { width, height, ratio } = this.size;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return context;
  }

  private paintSound(): void {
    const context = this.context(this.base);
    const { sound } = this.deck;
    if (!sound) return;
    const style = getComputedStyle(this.root);
    const waveHeight = Math.round((this.size.height - RULER) * WAVE_SHARE);
    this.paintRuler(context, style);
    this.paintWave(context, sound, RULER, waveHeight, style);
    this.paintSpectrogram(context, sound, RULER + waveHeight, style);
    this.paintHeat(context, sound);
  }

  private paintRuler(context: CanvasRenderingContext2D, style: CSSStyleDeclaration): void {
    const { width, height } = this.size;
    const { view } = this.deck;
    const ticks = ticksOf(view, width);
    const step = ticks.length > 1 ? (ticks[1] as number) - (ticks[0] as number) : 1;
    context.font = `11px ${style.fontFamily}`;
    context.textBaseline = 'middle';
    for (const tick of ticks) {
      const x = Math.round(xOf(view, tick, width)) + 0.5;
      context.fillStyle = style.borderTopColor;
      context.fillRect(x - 0.5, RULER - 5, 1, height);
      context.fillStyle = style.outlineColor;
      context.fillText(clock(tick, step), x + 4, RULER / 2);
    }
  }

  private paintWave(
    context: CanvasRenderingContext2D,
    { samples, sampleRate, peaks }: Sound,
    top: number,
    height: number,
    style: CSSStyleDeclaration,
  ): void {
    const { width } = this.size;
    const { view } = this.deck;
    const loudest = Math.max(0.01, ...minMax(peaks.low, peaks.high));
    const middle = top + height / 2;
    const scale = (0.94 * height) / 2 / loudest;
    const from = view.start * sampleRate;
    const perPixel = (view.length * sampleRate) / width;
    context.fillStyle = style.borderTopColor;
    context.fillRect(0, Math.round(middle), width, 1);
    context.fillStyle = style.color;
    for (let x = 0; x < width; x++) {
      const [low, high] = range(samples, peaks, from + x * perPixel, from + (x + 1) * perPixel);
      context.fillRect(x, middle - high * scale, 1, Math.max(1, (high - low) * scale));
    }
  }

  private paintSpectrogram(
    context: CanvasRenderingContext2D,
    sound: Sound,
    top: number,
    style: CSSStyleDeclaration,
  ): void {
    const { width } = this.size;
    const height = Math.round(this.size.height - top);
    if (width < COLUMN || height < 2) return;
    const image = new ImageData(Math.floor(width / COLUMN), Math.min(height, 256));
    this.spectrogram?.paint(image, this.deck.view.start, this.deck.view.length);
    const sheet = document.createElement('canvas');
    [sheet.width, sheet.height] = [image.width, image.height];
    sheet.getContext('2d')?.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(sheet, 0, top, width, height);
    const mel = toMel(sound.sampleRate / 2);
    context.font = `11px ${style.fontFamily}`;
    for (const hertz of FREQUENCIES) {
      const y = top + height * (1 - toMel(hertz) / mel);
      if (y < top + 10) continue;
      const name = hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`;
      context.fillStyle = 'rgb(255 255 255 / 18%)';
      context.fillRect(0, Math.round(y), width, 1);
      context.fillStyle = 'rgb(0 0 0 / 60%)';
      context.fillRect(2, y - 8, context.measureText(name).width + 8, 16);
      context.fillStyle = '#fff';
      context.fillText(name, 6, y);
    }
  }

  /** Over waveform and spectrogram alike. */
  private paintHeat(context: CanvasRenderingContext2D, { samples, sampleRate }: Sound): void {
    const { width, height } = this.size;
    const seconds = samples.length / sampleRate;
    const count = this.heat?.length ?? 0;
    this.heat?.forEach((value, part) => {
      const left = xOf(this.deck.view, (part * seconds) / count, width);
      const right = xOf(this.deck.view, ((part + 1) * seconds) / count, width);
      const [red, green, blue, opacity] = heatColor(value);
      context.fillStyle = `rgb(${red} ${green} ${blue} / ${((0.7 * opacity) / 255).toFixed(3)})`;
      context.fillRect(left, RULER, right - left, height);
    });
  }

  /** Tinted, with their labels; the one that a model found dashed, the selected one outlined strongly. */
  private paintSegments(context: CanvasRenderingContext2D): void {
    const { width, height } = this.size;
    const { view, marked } = this.deck;
    const { selected, hidden } = this.editor.getState();
    context.font = `11px ${getComputedStyle(this.root).fontFamily}`;
    context.textBaseline = 'middle';
    for (const answer of segmentsOf(this.editor.answers, hidden)) {
      const left = xOf(view, answer.region.start, width);
      const right = xOf(view, answer.region.end, width);
      if (right < 0 || left > width) continue;
      const label = findLabel(this.editor.schema, answer.labels[0]);
      const isSelected = selected.has(answer.id);
      context.fillStyle = context.strokeStyle = label?.color ?? '#888';
      context.globalAlpha = isSelected ? 0.34 : 0.2;
      context.fillRect(left, RULER, right - left, height);
      context.globalAlpha = 1;
      context.lineWidth = isSelected ? 3 : 1.5;
      context.setLineDash(isPredicted(answer) ? [5, 4] : []);
      context.strokeRect(left, RULER + 1, right - left, height - RULER - 2);
      context.setLineDash([]);
      const name = label?.name ?? '?';
      const wide = Math.min(context.measureText(name).width + 8, right - left);
      if (wide < 14) continue;
      context.save();
      context.beginPath();
      context.rect(left, RULER, wide, 18);
      context.clip();
      context.fillRect(left, RULER, wide, 18);
      context.fillStyle = readable(label?.color ?? '#888');
      context.fillText(name, left + 4, RULER + 9);
      context.restore();
    }
    if (marked === undefined) return;
    const from = xOf(view, marked, width);
    context.fillStyle = 'rgb(214 51 108 / 25%)';
    context.fillRect(from, RULER, xOf(view, this.deck.getTime(), width) - from, height);
  }

  private paintPlace(): void {
    const context = this.context(this.overlay);
    const { sound, view } = this.deck;
    if (!sound) return;
    this.paintSegments(context);
    const x = Math.round(xOf(view, this.deck.getTime(), this.size.width));
    context.fillStyle = '#fff'; // seen on the dark spectrogram, too
    context.fillRect(x - 2, RULER, 4, this.size.height);
    context.fillStyle = '#d6336c';
    context.fillRect(x - 1, RULER - 6, 2, this.size.height);
    context.beginPath();
    context.moveTo(x - 5, RULER - 10);
    context.lineTo(x + 5, RULER - 10);
    context.lineTo(x, RULER - 2);
    context.fill();
  }
}

function minMax(low: Float32Array, high: Float32Array): [number, number] {
  let [least, most] = [0, 0];
  for (const value of low) least = Math.min(least, value);
  for (const value of high) most = Math.max(most, value);
  return [-least, most];
}

/** Black or white, whichever is read better on a colour of six digits. */
function readable(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#000' : '#fff';
}
