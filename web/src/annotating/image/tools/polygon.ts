import { IconPolygon } from '@tabler/icons-react';
import { newId, type Point } from '../../shared/model';
import { clampPoint, distance, rounded } from '../geometry';
import { paintHandle } from '../paintShapes';
import type { Tool } from '../tool';
import { toScreen } from '../viewport';

/** A click nearer than this (CSS pixels) to the first point closes the polygon. */
const CLOSE = 9;

/** Polygons by clicking their points; the first point, Enter or a double click closes them. */
export const polygon: Tool = {
  name: 'polygon',
  icon: IconPolygon,
  key: 'p',
  draws: 'polygon',
  start(stage) {
    let points: Point[] = [];
    let to: Point | undefined;

    const isAtFirst = (screen: Point) =>
      points.length >= 3 && distance(toScreen(stage.view, points[0] as Point), screen) <= CLOSE;
    const complete = () => {
      const label = stage.editor.labelFor('polygon');
      if (points.length < 3 || !label) return false;
      const region = { kind: 'polygon' as const, points };
      points = [];
      stage.editor.add({ id: newId(), control: label.control.key, labels: [label.labelId], region });
      stage.paintSoon('overlay');
      return true;
    };

    return {
      cursor: () => 'crosshair',
      down(at) {
        stage.paintSoon('overlay');
        if (isAtFirst(at.screen)) return void complete();
        const point = rounded(stage.picture ? clampPoint(at.image, stage.picture) : at.image);
        const last = points.at(-1);
        // the second press of a double click lies where the first did
        if (!last || distance(toScreen(stage.view, last), at.screen) > 2) points = [...points, point];
      },
      move(at) {
        to = at.image;
        stage.paintSoon('overlay');
      },
      doubleClick: () => void complete(),
      isBusy: () => points.length > 0,
      finish: complete,
      stepBack() {
        if (points.length === 0) return false;
        points = points.slice(0, -1);
        stage.paintSoon('overlay');
        return true;
      },
      cancel() {
        const begun = points.length > 0;
        points = [];
        stage.paintSoon('overlay');
        return begun;
      },
      paint(context) {
        if (points.length === 0) return;
        const color = stage.colorOfLabel(stage.editor.labelFor('polygon')?.labelId);
        const shown = points.map((point) => toScreen(stage.view, point));
        const end = to && toScreen(stage.view, to);
        context.beginPath();
        for (const { x, y } of end ? [...shown, end] : shown) context.lineTo(x, y);
        context.globalAlpha = 0.12;
        context.fillStyle = color;
        context.fill();
        context.globalAlpha = 1;
        context.strokeStyle = color;
        context.lineWidth = 2;
        context.stroke();
        shown.forEach((at, i) => {
          const closes = i === 0 && end !== undefined && isAtFirst(end);
          paintHandle(context, at, color);
          if (!closes) return;
          context.beginPath();
          context.arc(at.x, at.y, CLOSE, 0, 2 * Math.PI);
          context.stroke();
        });
      },
    };
  },
};
