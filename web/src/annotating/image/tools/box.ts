import { IconSquare } from '@tabler/icons-react';
import { newId, type Point } from '../../shared/model';
import { boxBetween, clampPoint, distance, rounded } from '../geometry';
import type { Tool } from '../tool';
import { toScreen } from '../viewport';

/** Nearer than this (CSS pixels) a press and its release are a click, not a drag. */
const CLICK = 4;

/** Boxes by dragging, or by clicking two opposite corners. */
export const box: Tool = {
  name: 'box',
  icon: IconSquare,
  key: 'r',
  draws: 'box',
  start(stage) {
    let corner: Point | undefined;
    let pressed = false;
    let to: Point = { x: 0, y: 0 };

    const inside = (point: Point) => (stage.picture ? clampPoint(point, stage.picture) : point);
    const complete = (end: Point) => {
      const label = stage.editor.labelFor('box');
      const region = corner && boxBetween(rounded(corner), rounded(end));
      corner = undefined;
      stage.paintSoon('overlay');
      if (!label || !region || region.width === 0 || region.height === 0) return;
      stage.editor.add({ id: newId(), control: label.control.key, labels: [label.labelId], region });
    };

    return {
      cursor: () => 'crosshair',
      down(at) {
        to = inside(at.image);
        if (corner) return complete(to);
        corner = to;
        pressed = true;
      },
      move(at) {
        to = inside(at.image);
        stage.paintSoon('overlay');
      },
      up(at) {
        if (!corner || !pressed) return;
        pressed = false;
        // a click leaves the first corner: the second click completes the box
        if (distance(toScreen(stage.view, corner), at.screen) > CLICK) complete(inside(at.image));
      },
      isBusy: () => corner !== undefined,
      cancel() {
        const begun = corner !== undefined;
        corner = undefined;
        stage.paintSoon('overlay');
        return begun;
      },
      paint(context) {
        const { pointer, size } = stage;
        context.strokeStyle = 'rgba(128, 128, 128, 0.7)';
        context.lineWidth = 1;
        if (pointer && !corner) {
          context.beginPath();
          context.moveTo(pointer.x + 0.5, 0);
          context.lineTo(pointer.x + 0.5, size.height);
          context.moveTo(0, pointer.y + 0.5);
          context.lineTo(size.width, pointer.y + 0.5);
          context.stroke();
        }
        if (!corner) return;
        const { x, y, width, height } = boxBetween(toScreen(stage.view, corner), toScreen(stage.view, to));
        const color = stage.colorOfLabel(stage.editor.labelFor('box')?.labelId);
        context.globalAlpha = 0.15;
        context.fillStyle = color;
        context.fillRect(x, y, width, height);
        context.globalAlpha = 1;
        context.strokeStyle = color;
        context.lineWidth = 2;
        context.strokeRect(x, y, width, height);
      },
    };
  },
};
