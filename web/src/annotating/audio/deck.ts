import type { Sound } from './sound';
import type { Timeline } from './timeline';
import * as timeline from './timeline';

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.5, 2];

/** Plays a recording, and knows which part of it is looked at. */
export class Deck {
  sound: Sound | undefined;
  view: Timeline = timeline.whole(1);
  speed = 1;
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
