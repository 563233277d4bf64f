import { isPredicted } from '../shared/answers';
import type { Answer, Point, Region } from '../shared/model';
import { boundsOf, HANDLES, handlePoint, type Rect, rectsTouch } from './geometry';
import { toScreen, type Viewport } from './viewport';

export interface ShapeStyle {
  colorOf(answer: Answer): string;
  nameOf(answer: Answer): string;
}

const DASH = [6, 4];

/**
 * Draws boxes and polygons in CSS pixels of the canvas. One path per colour, not per shape: a thousand
 * shapes are a handful of strokes.
 */
export function paintShapes(
  context: CanvasRenderingContext2D,
  answers: readonly Answer[],
  view: Viewport,
  part: Rect,
  style: ShapeStyle,
): void {
  const paths = new Map<string, { path: Path2D; color: string; predicted: boolean }>();
  for (const answer of answers) {
    const { region } = answer;
    if (
      !region ||
      (region.kind !== 'box' && region.kind !== 'polygon') ||
      !rectsTouch(boundsOf(region), part)
    )
      continue;
    const color = style.colorOf(answer);
    const predicted = isPredicted(answer);
    const key = `${color}${predicted}`;
    let group = paths.get(key);
    if (!group) {
      group = { path: new Path2D(), color, predicted };
      paths.set(key, group);
    }
    trace(group.path, region, view);
  }
  for (const { path, color, predicted } of paths.values()) {
    context.globalAlpha = predicted ? 0.06 : 0.14;
    context.fillStyle = color;
    context.fill(path);
    context.globalAlpha = predicted ? 0.9 : 1;
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.setLineDash(predicted ? DASH : []);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** One shape that is selected or pointed at: a light halo, so that it stands out on any image. */
export function paintActive(
  context: CanvasRenderingContext2D,
  answer: Answer,
  view: Viewport,
  style: ShapeStyle,
  handles: boolean,
): void {
  const { region } = answer;
  if (!region || region.kind === 'span') return;
  const color = style.colorOf(answer);
  const path = new Path2D();
  trace(path, region.kind === 'mask' ? { kind: 'box', ...boundsOf(region) } : region, view);
  context.setLineDash(region.kind === 'mask' ? [3, 3] : []);
  context.strokeStyle = 'rgba(255, 255, 255, 0.85)';
  context.lineWidth = 4;
  context.stroke(path);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke(path);
  context.setLineDash([]);
  if (region.kind !== 'mask') {
    context.globalAlpha = 0.22;
    context.fillStyle = color;
    context.fill(path);
    context.globalAlpha = 1;
  }
  if (handles) for (const point of handlesOf(region)) paintHandle(context, toScreen(view, point), color);
  paintTag(context, answer, view, style);
}

/** The name (and the model's score) at the top left corner of the region. */
export function paintTag(
  context: CanvasRenderingContext2D,
  answer: Answer,
  view: Viewport,
  style: ShapeStyle,
): void {
  if (!answer.region) return;
  const score = answer.score === undefined ? '' : ` ${answer.score.toFixed(2)}`;
  const text = style.nameOf(answer) + score;
  const at = toScreen(view, tagPlace(answer.region));
  context.font = '500 11px system-ui, sans-serif';
  const width = context.measureText(text).width + 8;
  const color = style.colorOf(answer);
  context.fillStyle = color;
  context.fillRect(at.x - 1, at.y - 16, width, 15);
  context.fillStyle = readableOn(color);
  context.fillText(text, at.x + 3, at.y - 5);
}

export function paintHandle(context: CanvasRenderingContext2D, at: Point, color: string): void {
  context.fillStyle = '#ffffff';
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.rect(at.x - 3.5, at.y - 3.5, 7, 7);
  context.fill();
  context.stroke();
}

/** Black or white, whichever is easier to read on the colour (relative luminance of WCAG 2.2). */
export function readableOn(color: string): string {
  const value = Number.parseInt(color.slice(1), 16);
  const linear = [value >> 16, (value >> 8) & 0xff, value & 0xff].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.179 ? '#000000' : '#ffffff';
}

function trace(path: Path2D, region: Region, view: Viewport): void {
  if (region.kind === 'box') {
    const { x, y } = toScreen(view, region);
    path.rect(x, y, region.width * view.scale, region.height * view.scale);
  } else if (region.kind === 'polygon') {
    region.points.forEach((point, i) => {
      const { x, y } = toScreen(view, point);
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    path.closePath();
  }
}

function handlesOf(region: Region): readonly Point[] {
  if (region.kind === 'box') return HANDLES.map((handle) => handlePoint(region, handle));
  return region.kind === 'polygon' ? region.points : [];
}

function tagPlace(region: Region): Point {
  if (region.kind === 'mask') {
    const { x, y } = boundsOf(region);
    return { x: region.rows.rows[y]?.[0] ?? x, y };
  }
  if (region.kind !== 'polygon') return boundsOf(region);
  return region.points.reduce((highest, point) => (point.y < highest.y ? point : highest));
}
