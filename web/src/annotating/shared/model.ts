import type { Control, Label, LabelSchema, Point, RegionKind } from '@/shared/api/schema';
import type { MaskRows } from '../image/mask/maskRows';

export interface Box {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A closed area; the last point joins the first. */
export interface Polygon {
  readonly kind: 'polygon';
  readonly points: readonly Point[];
}

/** Pixels of the whole image. In the editor as rows, on the wire as runs (see image/mask/wire.ts). */
export interface Mask {
  readonly kind: 'mask';
  readonly rows: MaskRows;
}

/** UTF-16 offsets; `end` is the code unit after the last one. */
export interface Span {
  readonly kind: 'span';
  readonly start: number;
  readonly end: number;
}

/** Seconds from the recording's beginning. */
export interface Segment {
  readonly kind: 'segment';
  readonly start: number;
  readonly end: number;
}

export type Region = Box | Polygon | Mask | Span | Segment;
export type { Control, Label, LabelSchema, Point, RegionKind };

/** One answer as the editor holds it. */
export interface Answer<R extends Region = Region> {
  readonly id: string;
  /** The key of the control that is answered. */
  readonly control: string;
  /** Ids of labels. */
  readonly labels: readonly string[];
  /** Absent for an answer about the whole item. */
  readonly region?: R;
  /** For a question that asks for one. */
  readonly number?: number;
  /** Where a model expects the number; present exactly as long as the score is. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** How sure a model is, 0 to 1. Present exactly as long as no person has touched the answer. */
  readonly score?: number;
}

/** An answer that has a region of the given kind. */
export type Placed<R extends Region> = Answer<R> & { readonly region: R };

export function isPlaced<K extends RegionKind>(
  answer: Answer,
  kind: K,
): answer is Placed<Extract<Region, { kind: K }>> {
  return answer.region?.kind === kind;
}

/** The control that regions of this kind belong to; undefined when the schema does not ask for them. */
export function controlFor(schema: LabelSchema, kind: RegionKind): Control | undefined {
  return schema.controls.find((control) => control.kind === 'regions' && control.regionKinds.includes(kind));
}

export function findLabel(schema: LabelSchema, labelId: string | undefined): Label | undefined {
  for (const control of schema.controls) {
    const found = control.labels.find((label) => label.id === labelId);
    if (found) return found;
  }
  return undefined;
}

export function newId(): string {
  return crypto.randomUUID();
}
