import type { Editor } from '../shared/editor';
import { newId, type Segment } from '../shared/model';
import { between } from './segments';
import type { Sound } from './sound';
import type { Timeline } from './timeline';
import * as timeline from './timeline';

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.5, 2];

/** Plays a recording, and knows which part of it is looked at. */
export class Deck {
  sound: Sound | undefined;
  view: Timeline = timeline.whole(1);
  speed = 1;
  /** Where a segment begins whose end is not marked yet. */
  marked: number | undefined;
  private readonly audio = new Audio();
  private readonly listeners = new Set<() => void>();
  private frame = 0;

  constructor() {
    this.audio.preload = 'auto';
    for (const event of ['play', 'pause', 'ended', 'seeked'])
      this.audio.addEventListener(event, () => this.tell());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** From the beginning, as a whole. */
  show(sound: Sound | undefined): void {
    this.audio.pause();
    this.sound = sound;
    this.view = timeline.whole(sound?.seconds ?? 1);
    this.marked = undefined;
    if (sound) {
      this.audio.src = sound.url;
      this.audio.playbackRate = this.speed;
    }
    this.tell();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.listeners.clear();
  }

  readonly getTime = (): number => Math.min(this.audio.currentTime || 0, this.seconds);

  readonly isPlaying = (): boolean => !this.audio.paused && !this.audio.ended;

  get seconds(): number {
    return this.sound?.seconds ?? 0;
  }

  toggle(): void {
    if (this.isPlaying()) this.audio.pause();
    else this.play();
  }

  /** From a moment on, else from where it stands; from the beginning when it stands at the end. */
  play(from?: number): void {
    if (!this.sound) return;
    if (from !== undefined) this.seek(from);
    else if (this.getTime() >= this.seconds - 0.01) this.seek(0);
    this.audio.play().then(
      () => this.follow(),
      () => this.tell(), // interrupted, or there is nothing that plays: the button shows it
    );
  }

  seek(time: number): void {
    if (!this.sound) return;
    this.audio.currentTime = Math.min(this.seconds, Math.max(0, time));
    this.view = timeline.showing(this.view, this.getTime(), this.seconds);
    this.tell();
  }

  /** By a part of what is shown: a step is as long as it looks. */
  step(part: number): void {
    this.seek(this.getTime() + part * this.view.length);
  }

  /** Begins a segment where it plays; the second time ends it there. */
  mark(editor: Editor): void {
    if (!this.sound) return;
    const region = this.marked === undefined ? undefined : between(this.marked, this.getTime(), this.seconds);
    if (region) this.put(editor, region);
    this.marked = this.marked === undefined ? this.getTime() : undefined;
    this.tell();
  }

  /**
   * Adds a segment with the label in hand, or replaces the one that is being drawn, and selects it.
   * @returns its id
   */
  put(editor: Editor, region: Segment, drawn?: string): string | undefined {
    const asked = editor.labelFor('segment');
    if (!asked) return undefined;
    const id = drawn ?? newId();
    if (!drawn) editor.select([]);
    const answer = { id, control: asked.control.key, labels: [asked.labelId], region };
    editor.change(editor.with(answer), `draw ${id}`);
    if (!drawn) editor.choose(id);
    return id;
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.audio.playbackRate = speed;
    this.tell();
  }

  /** To the next slower or faster speed. */
  changeSpeed(by: 1 | -1): void {
    const index = SPEEDS.indexOf(this.speed) + by;
    this.setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, index))] as number);
  }

  get volume(): number {
    return this.audio.volume;
  }

  setVolume(volume: number): void {
    this.audio.volume = volume;
    this.tell();
  }

  fit(): void {
    this.look(timeline.whole(this.seconds));
  }

  /** @param at the moment that stays; undefined: where it plays */
  zoom(factor: number, at = this.getTime()): void {
    this.look(timeline.zoomed(this.view, factor, at, this.seconds));
  }

  /** @param part of what is shown */
  pan(part: number): void {
    this.look(timeline.panned(this.view, part * this.view.length, this.seconds));
  }

  private look(view: Timeline): void {
    if (!this.sound) return;
    this.view = view;
    this.tell();
  }

  /** While it plays, every frame shows where. */
  private follow(): void {
    cancelAnimationFrame(this.frame);
    this.view = timeline.showing(this.view, this.getTime(), this.seconds);
    this.tell();
    if (this.isPlaying()) this.frame = requestAnimationFrame(() => this.follow());
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
