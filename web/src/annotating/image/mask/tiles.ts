import type { Viewport } from '../viewport';
import { differing, type MaskRows, type PixelRect, type Row } from './maskRows';

const SIZE = 512;

/**
 * What a mask looks like, in one colour, as canvases of 512 × 512 pixels that exist only where the mask
 * does: a 4096 × 4096 image with small masks costs little memory, and drawing touches only what is in view.
 */
export class MaskTiles {
  private readonly tiles = new Map<number, CanvasRenderingContext2D>();
  private readonly columns: number;
  /** What the tiles show; undefined: nothing yet. */
  private shown: MaskRows | undefined;

  constructor(
    private readonly width: number,
    private readonly height: number,
    readonly color: string,
  ) {
    this.columns = Math.ceil(width / SIZE);
  }

  /** Makes the tiles show the mask. Of one that is shown already, only what differs is painted. */
  show(mask: MaskRows): void {
    const before = this.shown;
    if (mask === before) return;
    this.shown = mask;
    if (before) {
      for (let y = 0; y < this.height; y++) this.repaintRow(y, before.rows[y] as Row, mask.rows[y] as Row);
    } else {
      for (let top = 0; top < this.height; top += SIZE)
        this.drawBand(mask, top, Math.min(this.height, top + SIZE));
    }
  }

  /** Says that the tiles show the mask already, as it was painted run by run. */
  adopt(mask: MaskRows): void {
    this.shown = mask;
  }

  /** Paints or clears the pixels start..end-1 of one row. */
  paint(y: number, start: number, end: number, erase: boolean): void {
    const tileRow = Math.floor(y / SIZE);
    for (let column = Math.floor(start / SIZE); column * SIZE < end; column++) {
      const left = Math.max(start, column * SIZE);
      const right = Math.min(end, (column + 1) * SIZE);
      const index = tileRow * this.columns + column;
      if (erase) this.tiles.get(index)?.clearRect(left - column * SIZE, y - tileRow * SIZE, right - left, 1);
      else this.tile(index).fillRect(left - column * SIZE, y - tileRow * SIZE, right - left, 1);
    }
  }

  /** Draws the tiles that touch `part` (image pixels). Edges lie on device pixels, so that no seams show. */
  draw(context: CanvasRenderingContext2D, view: Viewport, ratio: number, part: PixelRect): void {
    const place = (value: number, offset: number) => Math.round((value * view.scale + offset) * ratio);
    for (const [index, tile] of this.tiles) {
      const x = (index % this.columns) * SIZE;
      const y = Math.floor(index / this.columns) * SIZE;
      const width = Math.min(SIZE, this.width - x);
      const height = Math.min(SIZE, this.height - y);
      if (x > part.x + part.width || y > part.y + part.height || x + width < part.x || y + height < part.y)
        continue;
      const left = place(x, view.x);
      const top = place(y, view.y);
      const right = place(x + width, view.x);
      const bottom = place(y + height, view.y);
      context.drawImage(tile.canvas, 0, 0, width, height, left, top, right - left, bottom - top);
    }
  }

  private repaintRow(y: number, before: Row, after: Row): void {
    const part = differing(before, after);
    if (!part) return;
    this.paint(y, part.start, part.end, true);
    for (let i = 0; i < after.length; i += 2) {
      const start = Math.max(part.start, after[i] as number);
      const end = Math.min(part.end, after[i + 1] as number);
      if (end > start) this.paint(y, start, end, false);
    }
  }

  private drawBand(mask: MaskRows, top: number, bottom: number): void {
    const used = new Map<number, Uint32Array>();
    const pixel = littleEndianPixel(this.color);
    for (let y = top; y < bottom; y++) {
      const row = mask.rows[y] as readonly number[];
      for (let i = 0; i < row.length; i += 2) {
        const start = row[i] as number;
        const end = row[i + 1] as number;
        for (let column = Math.floor(start / SIZE); column * SIZE < end; column++) {
          let pixels = used.get(column);
          if (!pixels) {
            pixels = new Uint32Array(SIZE * SIZE);
            used.set(column, pixels);
          }
          const from = (y - top) * SIZE + Math.max(0, start - column * SIZE);
          pixels.fill(pixel, from, (y - top) * SIZE + Math.min(SIZE, end - column * SIZE));
        }
      }
    }
    for (let column = 0; column < this.columns; column++) {
      const index = (top / SIZE) * this.columns + column;
      const pixels = used.get(column);
      if (!pixels) this.tiles.delete(index);
      else
        this.tile(index).putImageData(
          new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), SIZE, SIZE),
          0,
          0,
        );
    }
  }

  private tile(index: number): CanvasRenderingContext2D {
    let context = this.tiles.get(index);
    if (!context) {
      const canvas = document.createElement('canvas');
      canvas.width = SIZE;
      canvas.height = SIZE;
      context = canvas.getContext('2d') as CanvasRenderingContext2D;
      context.fillStyle = this.color;
      this.tiles.set(index, context);
    }
    return context;
  }
}

/** `#rrggbb` as the number that a little-endian machine stores as the bytes r, g, b, 255. All browsers run on such. */
function littleEndianPixel(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  return ((255 << 24) | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}
