import type { HeatMap } from '@/shared/api/schema';
import type { Editor } from '../shared/editor';
import { type Answer, findLabel, type Mask, type Placed, type Point } from '../shared/model';
import type { Size } from './geometry';
import { drawHeat, heatSheet } from './heat';
import { MaskLayer } from './mask/layer';
import type { PixelRect } from './mask/maskRows';
import { paintActive, paintShapes, paintTag, type ShapeStyle } from './paintShapes';
import { drawPicture, type Picture } from './picture';
import type { Tool, ToolSession } from './tool';
import type { Viewport } from './viewport';
import * as viewport from './viewport';

/** What a person sets for drawing; kept from item to item. */
export interface DrawingSettings {
  /** Diameter of brush and eraser, in image pixels. */
  brushSize: number;
}

type Layer = 'picture' | 'heat' | 'masks' | 'shapes' | 'overlay';
const LAYERS: readonly Layer[] = ['picture', 'heat', 'masks', 'shapes', 'overlay'];
const UNKNOWN = '#868e96';
const MOST_TAGS = 40;
/** So many selected shapes are drawn one by one, with handles. */
const MOST_ACTIVE = 50;

/**
 * The canvas of the image page: five canvases on top of each other, each painted at most once a frame and
 * only when it has to be. During a drag only the overlay is; during a stroke only the touched part of the masks.
 */
export class Stage implements ShapeStyle {
  view: Viewport = { scale: 1, x: 0, y: 0 };
  size: Size = { width: 1, height: 1 };
  picture: Picture | undefined;
  settings: DrawingSettings = { brushSize: 20 };
  /** Where the pointer is (CSS pixels of the canvas), for the tools' overlays. */
  pointer: Point | undefined;
  /** Answers as they are during a drag, by id; they lie on the overlay until they are committed. */
  live = new Map<string, Answer>();
  /** The mask that a first stroke has begun and that is not among the answers yet. */
  begun: Placed<Mask> | undefined;
  /** The answer under the pointer. */
  hovered: string | undefined;
  session: ToolSession | undefined;
  readonly masks: MaskLayer;
  /** Told of a change of zoom or place. */
  private readonly viewers = new Set<() => void>();

  private heat: HTMLCanvasElement | undefined;
  private readonly canvases: Record<Layer, HTMLCanvasElement>;
  private readonly contexts: Record<Layer, CanvasRenderingContext2D>;
  private readonly stale = new Set<Layer>();
  private frame = 0;
  private ratio = 1;
  private isFitted = true;

  constructor(
    readonly editor: Editor,
    readonly root: HTMLElement,
  ) {
    const make = (layer: Layer) => {
      const canvas = document.createElement('canvas');
      canvas.dataset.layer = layer;
      canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%';
      root.append(canvas);
      return canvas;
    };
    this.canvases = {
      picture: make('picture'),
      heat: make('heat'),
      masks: make('masks'),
      shapes: make('shapes'),
      overlay: make('overlay'),
    };
    const context = (layer: Layer) => this.canvases[layer].getContext('2d') as CanvasRenderingContext2D;
    this.contexts = {
      picture: context('picture'),
      heat: context('heat'),
      masks: context('masks'),
      shapes: context('shapes'),
      overlay: context('overlay'),
    };
    this.masks = new MaskLayer(this.canvases.masks, (answer) => this.colorOf(answer));
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    for (const layer of LAYERS) this.canvases[layer].remove();
  }

  // ---- what is shown

  show(picture: Picture | undefined): void {
    this.picture = picture;
    this.masks.forget();
    this.live.clear();
    this.hovered = undefined;
    this.fit();
  }

  showHeat(map: HeatMap | undefined): void {
    this.heat = map && heatSheet(map);
    this.paintSoon('heat');
  }

  resize(size: Size, ratio: number): void {
    this.size = size;
    this.ratio = ratio;
    for (const layer of LAYERS) {
      this.canvases[layer].width = Math.round(size.width * ratio);
      this.canvases[layer].height = Math.round(size.height * ratio);
    }
    if (this.isFitted) this.fit();
    this.paintSoon(...LAYERS);
  }

  setFilter(filter: string): void {
    this.canvases.picture.style.filter = filter;
  }

  setMaskOpacity(opacity: number): void {
    this.canvases.masks.style.opacity = String(opacity);
  }

  hold(tool: Tool): void {
    this.session?.cancel?.();
    this.session = tool.start(this);
    this.live.clear();
    this.paintSoon('shapes', 'overlay');
  }

  // ---- the view

  readonly subscribeView = (viewer: () => void): (() => void) => {
    this.viewers.add(viewer);
    return () => this.viewers.delete(viewer);
  };

  fit(): void {
    if (this.picture) this.look(viewport.fitted(this.picture, this.size));
    this.isFitted = true;
  }

  zoomTo(scale: number): void {
    this.zoom(scale / this.view.scale, { x: this.size.width / 2, y: this.size.height / 2 });
  }

  zoom(factor: number, at: Point): void {
    if (this.picture) this.look(viewport.zoomed(this.view, factor, at, this.picture, this.size));
  }

  pan(dx: number, dy: number): void {
    if (this.picture) this.look(viewport.panned(this.view, dx, dy, this.picture, this.size));
  }

  private look(view: Viewport): void {
    this.view = view;
    this.isFitted = false;
    for (const tell of this.viewers) tell();
    this.paintSoon(...LAYERS);
  }

  // ---- answers

  /** The answers that are drawn, as they are at the moment. */
  visible(): Answer[] {
    const { hidden } = this.editor.getState();
    const shown = this.editor.answers
      .filter((answer) => answer.region && !hidden.has(answer.id))
      .map((answer) => this.live.get(answer.id) ?? answer);
    const { begun } = this;
    return begun && !shown.some((answer) => answer.id === begun.id) ? [...shown, begun] : shown;
  }

  colorOf(answer: Answer): string {
    return this.colorOfLabel(answer.labels[0]);
  }

  colorOfLabel(labelId: string | undefined): string {
    return findLabel(this.editor.schema, labelId)?.color ?? UNKNOWN;
  }

  nameOf(answer: Answer): string {
    return findLabel(this.editor.schema, answer.labels[0])?.name ?? '?';
  }

  // ---- painting

  paintSoon(...layers: Layer[]): void {
    for (const layer of layers) this.stale.add(layer);
    if (layers.includes('masks')) this.masks.touchAll();
    this.schedule();
  }

  /** Paints only this part (image pixels) of the masks anew. */
  paintStroke(part: PixelRect): void {
    this.masks.touch(part, this.stale.has('masks'));
    this.stale.add('masks');
    this.schedule();
  }

  private schedule(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      const stale = new Set(this.stale);
      this.stale.clear();
      if (stale.has('picture')) this.paintPicture();
      if (stale.has('heat')) this.paintHeat();
      if (stale.has('masks')) this.paintMasks();
      if (stale.has('shapes')) this.paintShapes();
      if (stale.has('overlay')) this.paintOverlay();
    });
  }

  private clean(layer: Layer): CanvasRenderingContext2D {
    const context = this.contexts[layer];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvases[layer].width, this.canvases[layer].height);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    return context;
  }

  private paintPicture(): void {
    const context = this.clean('picture');
    if (this.picture) drawPicture(context, this.picture, this.view, viewport.visible(this.view, this.size));
  }

  private paintHeat(): void {
    const context = this.clean('heat');
    if (this.heat && this.picture) drawHeat(context, this.heat, this.picture, this.view);
  }

  private paintMasks(): void {
    const isPainting = (answerId: string) => this.session?.isPainting?.(answerId) === true;
    this.masks.paint(this.visible(), this.view, this.size, this.ratio, isPainting);
  }

  private paintShapes(): void {
    const context = this.clean('shapes');
    const { selected } = this.editor.getState();
    const resting = this.visible().filter((answer) => !selected.has(answer.id) && !this.live.has(answer.id));
    paintShapes(context, resting, this.view, viewport.visible(this.view, this.size), this);
    if (resting.length <= MOST_TAGS) for (const answer of resting) paintTag(context, answer, this.view, this);
  }

  private paintOverlay(): void {
    const context = this.clean('overlay');
    const { selected, tool } = this.editor.getState();
    if (selected.size > MOST_ACTIVE) {
      this.paintMany(context);
      return;
    }
    for (const answer of this.visible()) {
      const isSelected = selected.has(answer.id) || this.live.has(answer.id);
      if (isSelected) paintActive(context, answer, this.view, this, tool === 'select');
      else if (answer.id === this.hovered) paintActive(context, answer, this.view, this, false);
    }
    this.session?.paint?.(context);
  }

  /** Many selected shapes: only a second, stronger outline. */
  private paintMany(context: CanvasRenderingContext2D): void {
    const { selected } = this.editor.getState();
    const active = this.visible().filter((answer) => selected.has(answer.id));
    const part = viewport.visible(this.view, this.size);
    for (let times = 0; times < 3; times++) paintShapes(context, active, this.view, part, this);
    this.session?.paint?.(context);
  }
}
