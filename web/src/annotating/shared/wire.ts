import type { Answer as WireAnswer, Region as WireRegion } from '@/shared/api/schema';
import { fromRuns, toRuns, type WireMask } from '../image/mask/wire';
import { owned } from './answers';
import type { Answer, Mask, Region } from './model';

export type { WireAnswer, WireRegion };

const runs = new WeakMap<Region, WireMask>();

/** @throws RangeError when a mask is broken */
export function fromWire(answer: WireAnswer): Answer {
  const { region, ...rest } = answer;
  return region ? { ...rest, region: regionFromWire(region) } : rest;
}

/** A person's answer as it is sent; the score of a model does not belong to it. */
export function toWire(answer: Answer): WireAnswer {
  const { region, ...rest } = owned(answer);
  const plain = { ...rest, labels: [...rest.labels] };
  return region ? { ...plain, region: regionToWire(region) } : plain;
}

export function regionFromWire(region: WireRegion): Region {
  if (region.kind !== 'mask') return region;
  const mask: Mask = { kind: 'mask', rows: fromRuns(region.width, region.height, region.counts) };
  runs.set(mask, region);
  return mask;
}

/** Encoding a large mask takes milliseconds, so each version of it is encoded once. */
export function regionToWire(region: Region): WireRegion {
  if (region.kind === 'polygon') return { ...region, points: [...region.points] };
  if (region.kind !== 'mask') return region;
  let wire = runs.get(region);
  if (!wire) {
    wire = {
      kind: 'mask',
      width: region.rows.width,
      height: region.rows.height,
      counts: toRuns(region.rows),
    };
    runs.set(region, wire);
  }
  return wire;
}

/** Whether both say the same, whatever the order, the ids and the scores. */
export function sameAnswers(first: readonly WireAnswer[], second: readonly WireAnswer[]): boolean {
  if (first.length !== second.length) return false;
  const key = (answer: WireAnswer) =>
    JSON.stringify([
      answer.control,
      [...answer.labels].sort(),
      answer.number ?? null,
      answer.region ? regionKey(answer.region) : null,
    ]);
  const keys = first.map(key).sort();
  return second
    .map(key)
    .sort()
    .every((text, i) => text === keys[i]);
}

function regionKey(region: WireRegion) {
  switch (region.kind) {
    case 'box':
      return ['box', region.x, region.y, region.width, region.height];
    case 'polygon':
      return ['polygon', ...region.points.map(({ x, y }) => [x, y])];
    case 'mask':
      return ['mask', region.width, region.height, region.counts];
    case 'span':
      return ['span', region.start, region.end];
    case 'segment':
      return ['segment', region.start, region.end];
  }
}
