import { type Answer, isPlaced, type Mask, type Placed } from '../../shared/model';
import type { Size } from '../geometry';
import { toScreen, type Viewport, visible } from '../viewport';
import type { PixelRect } from './maskRows';
import { MaskTiles } from './tiles';

/** The canvas with all masks. During a stroke only the part that the stroke touches is painted. */
export class MaskLayer {
  private readonly context: CanvasRenderingContext2D;
  private readonly tiles = new Map<string, MaskTiles>();
  /** What has to be painted anew, in image pixels; undefined: everything. */
  private touched: PixelRect | undefined;

  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly colorOf: (answer: Answer) => string,
  ) {
    this.context = canvas.getContext('2d') as CanvasRenderingContext2D;
  }

  /** The tiles of a mask, made when they are first asked for. */
  tilesOf(answer: Placed<Mask>): MaskTiles {
    const color = this.colorOf(answer);
    const known = this.tiles.get(answer.id);
    if (known?.color === color) return known;
    const { width, height } = answer.region.rows;
    const made = new MaskTiles(width, height, color);
    this.tiles.set(answer.id, made);
    return made;
  }

  /** Has the tiles of a mask made anew, as they do not show it any more; without an id, those of all masks. */
  forget(answerId?: string): void {
    if (answerId === undefined) this.tiles.clear();
    else this.tiles.delete(answerId);
  }

  touchAll(): void {
    this.touched = undefined;
  }

  /** @param isStale whether something is waiting to be painted already */
  touch(part: PixelRect, isStale: boolean): void {
    if (!isStale) this.touched = part;
    else if (this.touched) this.touched = around(this.touched, part);
  }

  /**
   * @param ratio device pixels per CSS pixel
   * @param isPainting whether the tiles of the answer are ahead of it, as a stroke is in progress
   */
  paint(
    answers: readonly Answer[],
    view: Viewport,
    size: Size,
    ratio: number,
    isPainting: (answerId: string) => boolean,
  ): void {
    const { context } = this;
    const part = this.touched ?? visible(view, size);
    this.touched = undefined;
    const from = toScreen(view, part);
    const left = Math.floor(from.x * ratio) - 1;
    const top = Math.floor(from.y * ratio) - 1;
    const width = Math.ceil(part.width * view.scale * ratio) + 3;
    const height = Math.ceil(part.height * view.scale * ratio) + 3;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.clearRect(left, top, width, height);
    context.imageSmoothingEnabled = view.scale * ratio < 1;
    for (const answer of answers) {
      if (!isPlaced(answer, 'mask')) continue;
      const tiles = this.tilesOf(answer);
      if (!isPainting(answer.id)) tiles.show(answer.region.rows);
      context.globalAlpha = answer.score === undefined ? 1 : 0.6;
      tiles.draw(context, view, ratio, part);
    }
    context.restore();
  }
}

function around(a: PixelRect, b: PixelRect): PixelRect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
