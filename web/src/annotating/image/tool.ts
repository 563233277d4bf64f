import type { ComponentType } from 'react';
import type { Point, RegionKind } from '../shared/model';
import type { Stage } from './stage';

/** Where the pointer is. */
export interface PointerAt {
  /** In image pixels; may lie outside the image. */
  readonly image: Point;
  /** In CSS pixels of the canvas. */
  readonly screen: Point;
  /** The ways since the last event, in image pixels, for strokes; the last is `image`. */
  readonly trail: readonly Point[];
  readonly shift: boolean;
}

/** A tool in hand: what it has begun, and what it does with the pointer. */
export interface ToolSession {
  /** CSS cursor at the moment. */
  cursor(): string;
  down?(at: PointerAt): void;
  move?(at: PointerAt): void;
  up?(at: PointerAt): void;
  doubleClick?(at: PointerAt): void;
  leave?(): void;
  /** Whether something has been begun: a drag, a stroke, a polygon. */
  isBusy?(): boolean;
  /** Completes what has been begun (Enter). False when there is nothing to complete. */
  finish?(): boolean;
  /** Takes back the last part of what has been begun (Backspace). False when nothing has been begun. */
  stepBack?(): boolean;
  /** Drops what has been begun (Escape). False when nothing has been begun. */
  cancel?(): boolean;
  /** Whether it paints on the tiles of this answer right now, which then are ahead of the answer. */
  isPainting?(answerId: string): boolean;
  /** Draws what has been begun, in CSS pixels of the canvas. */
  paint?(context: CanvasRenderingContext2D): void;
}

/** One tool of the image page; `tools.ts` lists them. */
export interface Tool {
  readonly name: ToolName;
  readonly icon: ComponentType<{ size?: number; stroke?: number }>;
  /** As `shortcutOf` writes it. */
  readonly key: string;
  /** What it draws: the tool is offered when the schema asks for such regions. Absent: always offered. */
  readonly draws?: RegionKind;
  start(stage: Stage): ToolSession;
}

export type ToolName = 'select' | 'pan' | 'box' | 'polygon' | 'brush' | 'eraser';
