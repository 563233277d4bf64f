import { IconPointer } from '@tabler/icons-react';
import { putAll } from '../../shared/answers';
import { type Answer, isPlaced, type Point, type Polygon, type Region } from '../../shared/model';
import {
  boundsOf,
  clampPoint,
  distance,
  distanceToSegment,
  HANDLES,
  type Handle,
  handlePoint,
  hits,
  moved,
  nearestOnSegment,
  resized,
  withoutPoint,
  withPoint,
  withPointInserted,
} from '../geometry';
import type { Stage } from '../stage';
import type { PointerAt, Tool } from '../tool';
import { toScreen } from '../viewport';

/** How near (CSS pixels) one has to point. */
const NEAR = 7;

/** What a drag does to an answer, given where the pointer is now. */
type Drag = (to: Point, from: Point) => Answer[];

/** Selects, moves and reshapes. A click again selects the next region below. */
export const select: Tool = {
  name: 'select',
  icon: IconPointer,
  key: 'v',
  start(stage) {
    let drag: Drag | undefined;
    let from: PointerAt | undefined;
    let cursor = 'default';

    const preview = (to: Point) => {
      if (!drag || !from) return;
      for (const answer of drag(to, from.image)) stage.live.set(answer.id, answer);
      const masks = [...stage.live.values()].some((answer) => isPlaced(answer, 'mask'));
      // what is dragged is selected, so it lies on the overlay already
      stage.paintSoon('overlay', ...(masks ? (['masks'] as const) : []));
    };
    const end = () => {
      drag = undefined;
      from = undefined;
      stage.live.clear();
      stage.paintSoon('masks', 'shapes', 'overlay');
    };

    return {
      cursor: () => cursor,
      down(at) {
        from = at;
        drag = handleAt(stage, at) ?? edgeAt(stage, at);
        if (drag) return;
        const under = regionsAt(stage, at);
        const { selected } = stage.editor.getState();
        const top = under.find((answer) => selected.has(answer.id)) ?? under[0];
        if (!top) {
          if (!at.shift) stage.editor.select([]);
          return;
        }
        if (at.shift) stage.editor.select(toggled(selected, top.id));
        else if (!selected.has(top.id)) stage.editor.select([top.id]);
        const chosen = stage.editor.selection;
        drag = (to, start) =>
          chosen.flatMap((answer) =>
            answer.region && stage.picture
              ? [{ ...answer, region: moved(answer.region, to.x - start.x, to.y - start.y, stage.picture) }]
              : [],
          );
      },
      move(at) {
        if (drag && from) {
          if (stage.live.size > 0 || distance(at.screen, from.screen) > 3) preview(at.image);
          return;
        }
        const hovered = regionsAt(stage, at)[0]?.id;
        cursor = handleAt(stage, at) || edgeAt(stage, at) ? 'grab' : hovered ? 'move' : 'default';
        if (hovered !== stage.hovered) {
          stage.hovered = hovered;
          stage.paintSoon('overlay');
        }
      },
      up(at) {
        const { editor } = stage;
        if (stage.live.size > 0) editor.change(putAll(editor.answers, [...stage.live.values()]));
        else if (from && drag && !at.shift) selectBelow(stage, from, at);
        end();
      },
      leave() {
        stage.hovered = undefined;
        stage.paintSoon('overlay');
      },
      doubleClick(at) {
        const corner = cornerAt(stage, at);
        const less = corner && withoutPoint(corner.answer.region, corner.index);
        if (less) stage.editor.add({ ...corner.answer, region: less });
      },
      isBusy: () => stage.live.size > 0,
      cancel() {
        const dragging = stage.live.size > 0;
        end();
        return dragging;
      },
    };
  },
};

/** The regions under the pointer, the smallest first: one that lies in another can always be reached. */
export function regionsAt(stage: Stage, at: PointerAt): Answer[] {
  const margin = NEAR / 2 / stage.view.scale;
  const size = (region: Region) => boundsOf(region).width * boundsOf(region).height;
  return stage
    .visible()
    .filter((answer) => answer.region && hits(answer.region, at.image, margin))
    .sort((a, b) => size(a.region as Region) - size(b.region as Region));
}

/** A click on what is selected already means the next one below it. */
function selectBelow(stage: Stage, from: PointerAt, at: PointerAt): void {
  const { selected } = stage.editor.getState();
  const now = Date.now();
  const under = regionsAt(stage, at).map((answer) => answer.id);
  const again = now - lastClick.time > 250 && distance(lastClick.at, from.screen) < 3 && under.length > 1;
  lastClick = { at: from.screen, time: now };
  const current = under.findIndex((id) => selected.has(id));
  if (again && current >= 0) stage.editor.select([under[(current + 1) % under.length] as string]);
}

let lastClick: { at: Point; time: number } = { at: { x: -9, y: -9 }, time: 0 };

function toggled(selected: ReadonlySet<string>, id: string): Set<string> {
  const result = new Set(selected);
  if (!result.delete(id)) result.add(id);
  return result;
}

/** Dragging a handle of a selected box or a point of a selected polygon. */
function handleAt(stage: Stage, at: PointerAt): Drag | undefined {
  const corner = cornerAt(stage, at);
  const inside = (point: Point) => (stage.picture ? clampPoint(point, stage.picture) : point);
  if (corner) {
    const { answer, index } = corner;
    return (to) => [{ ...answer, region: withPoint(answer.region, index, inside(to)) }];
  }
  for (const answer of stage.editor.selection) {
    if (!isPlaced(answer, 'box')) continue;
    const handle = HANDLES.find((candidate: Handle) =>
      isNear(stage, handlePoint(answer.region, candidate), at),
    );
    if (handle) return (to) => [{ ...answer, region: resized(answer.region, handle, inside(to)) }];
  }
  return undefined;
}

/** Dragging an edge of a selected polygon makes a new point there. */
function edgeAt(stage: Stage, at: PointerAt): Drag | undefined {
  for (const answer of stage.editor.selection) {
    if (!isPlaced(answer, 'polygon')) continue;
    const { points } = answer.region;
    for (let i = 0; i < points.length; i++) {
      const a = points[i] as Point;
      const b = points[(i + 1) % points.length] as Point;
      if (distanceToSegment(at.image, a, b) * stage.view.scale > NEAR / 2) continue;
      const grown: Polygon = withPointInserted(answer.region, i + 1, nearestOnSegment(at.image, a, b));
      return (to) => [
        { ...answer, region: withPoint(grown, i + 1, stage.picture ? clampPoint(to, stage.picture) : to) },
      ];
    }
  }
  return undefined;
}

function cornerAt(stage: Stage, at: PointerAt) {
  for (const answer of stage.editor.selection) {
    if (!isPlaced(answer, 'polygon')) continue;
    const index = answer.region.points.findIndex((point) => isNear(stage, point, at));
    if (index >= 0) return { answer, index };
  }
  return undefined;
}

function isNear(stage: Stage, point: Point, at: PointerAt): boolean {
  return distance(toScreen(stage.view, point), at.screen) <= NEAR;
}
