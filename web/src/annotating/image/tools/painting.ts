import { maskOf } from '../../shared/answers';
import { controlFor, isPlaced, type Mask, newId, type Placed, type Point } from '../../shared/model';
import { Stroke } from '../mask/brush';
import { area, contains, emptyMask } from '../mask/maskRows';
import type { Stage } from '../stage';
import type { PointerAt, ToolSession } from '../tool';

/** Brush and eraser: both change the one mask of the label in hand, one stroke a step. */
export function startPainting(stage: Stage, erase: boolean): ToolSession {
  let stroke: Stroke | undefined;
  let target: Placed<Mask> | undefined;

  const sweep = (points: readonly Point[]) => {
    if (!stroke || !target) return;
    const tiles = stage.masks.tilesOf(target);
    for (const point of points) {
      const part = stroke.to(point, (y, start, end) => tiles.paint(y, start, end, erase));
      if (part) stage.paintStroke(part);
    }
  };

  const complete = () => {
    if (!stroke || !target) return;
    const rows = stroke.result();
    const answer = { ...target, region: { kind: 'mask' as const, rows } };
    stage.masks.tilesOf(target).adopt(rows);
    stroke = undefined;
    target = undefined;
    stage.begun = undefined;
    if (area(rows) > 0) stage.editor.add(answer);
    else stage.editor.remove(new Set([answer.id]));
    stage.paintSoon('masks');
  };

  return {
    cursor: () => 'none',
    down(at) {
      target = erase ? maskToErase(stage, at) : maskToPaint(stage);
      if (!target) return;
      const tiles = stage.masks.tilesOf(target);
      tiles.show(target.region.rows);
      stage.begun = target;
      stroke = new Stroke(target.region.rows, stage.settings.brushSize / 2, erase);
      sweep([at.image]);
    },
    move(at) {
      sweep(at.trail);
      stage.paintSoon('overlay');
    },
    up: complete,
    leave: () => stage.paintSoon('overlay'),
    isBusy: () => stroke !== undefined,
    cancel() {
      if (!stroke || !target) return false;
      // the tiles are ahead of the mask: let them be made anew
      stage.masks.forget(target.id);
      stroke = undefined;
      target = undefined;
      stage.begun = undefined;
      stage.paintSoon('masks');
      return true;
    },
    isPainting: (answerId) => target?.id === answerId,
    paint(context) {
      const { pointer, view, settings } = stage;
      if (!pointer) return;
      const radius = Math.max(1, (settings.brushSize / 2) * view.scale);
      const rings = [
        { color: 'rgba(0, 0, 0, 0.7)', width: 3 },
        { color: erase ? '#ffffff' : stage.colorOfLabel(stage.editor.labelFor('mask')?.labelId), width: 1.5 },
      ];
      for (const ring of rings) {
        context.beginPath();
        context.arc(pointer.x, pointer.y, radius, 0, 2 * Math.PI);
        context.strokeStyle = ring.color;
        context.lineWidth = ring.width;
        context.stroke();
      }
    },
  };
}

function maskToPaint(stage: Stage): Placed<Mask> | undefined {
  const label = stage.editor.labelFor('mask');
  if (!label || !stage.picture) return undefined;
  const { width, height } = stage.picture;
  return (
    maskOf(stage.editor.answers, label.control, label.labelId) ?? {
      id: newId(),
      control: label.control.key,
      labels: [label.labelId],
      region: { kind: 'mask', rows: emptyMask(width, height) },
    }
  );
}

/** The mask of the label in hand; where that has none, the topmost one under the pointer. */
function maskToErase(stage: Stage, at: PointerAt): Placed<Mask> | undefined {
  const label = stage.editor.labelFor('mask');
  const own = label && maskOf(stage.editor.answers, label.control, label.labelId);
  if (own) return own;
  const control = controlFor(stage.editor.schema, 'mask');
  const masks = stage
    .visible()
    .filter((answer): answer is Placed<Mask> => isPlaced(answer, 'mask') && answer.control === control?.key);
  return masks.reverse().find((answer) => contains(answer.region.rows, at.image.x, at.image.y));
}
