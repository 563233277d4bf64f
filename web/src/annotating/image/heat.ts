import type { HeatMap } from '@/shared/api/schema';
import { heatColor } from '../shared/heatColor';
import type { Size } from './geometry';
import type { Viewport } from './viewport';

/** The map as a tiny picture, a pixel a cell. */
export function heatSheet({ width, height, values }: HeatMap): HTMLCanvasElement {
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [width, height];
  const image = new ImageData(width, height);
  values.forEach((value, cell) => {
    image.data.set(heatColor(value), 4 * cell);
  });
  sheet.getContext('2d')?.putImageData(image, 0, 0);
  return sheet;
}

/** Over the whole image, with smooth transitions. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  sheet: HTMLCanvasElement,
  image: Size,
  view: Viewport,
): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(sheet, view.x, view.y, image.width * view.scale, image.height * view.scale);
}
