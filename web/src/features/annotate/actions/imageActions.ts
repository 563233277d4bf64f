import { LARGEST_BRUSH } from '@/annotating/image/ViewBar';
import type { AnnotateAction, AnnotateContext } from './action';

const isPainting = ({ editor }: AnnotateContext) => editor.getState().drawing === 'mask';
const isBusy = ({ stage }: AnnotateContext) => stage?.session?.isBusy?.() === true;

export const finish: AnnotateAction = {
  name: 'finish',
  group: 'edit',
  keys: ['Enter'],
  media: ['image'],
  isAvailable: isBusy,
  perform: ({ stage }) => void stage?.session?.finish?.(),
};

export const stepBack: AnnotateAction = {
  name: 'stepBack',
  group: 'edit',
  keys: ['Backspace'],
  media: ['image'],
  isAvailable: isBusy,
  perform: ({ stage }) => void stage?.session?.stepBack?.(),
};

export const fit: AnnotateAction = {
  name: 'fit',
  group: 'view',
  keys: ['f', '0'],
  media: ['image'],
  perform: ({ stage }) => stage?.fit(),
};

export const actualSize: AnnotateAction = {
  name: 'actualSize',
  group: 'view',
  keys: ['Shift+f'],
  media: ['image'],
  perform: ({ stage }) => stage?.zoomTo(1),
};

const zoom = (factor: number) => (context: AnnotateContext) => {
  const { stage } = context;
  if (stage) stage.zoom(factor, stage.pointer ?? { x: stage.size.width / 2, y: stage.size.height / 2 });
};

export const zoomIn: AnnotateAction = {
  name: 'zoomIn',
  group: 'view',
  keys: ['+', '='],
  media: ['image'],
  perform: zoom(1.25),
};

export const zoomOut: AnnotateAction = {
  name: 'zoomOut',
  group: 'view',
  keys: ['-'],
  media: ['image'],
  perform: zoom(0.8),
};

/** Steps of a tenth, at least one pixel: even at every size. */
const resizeBrush = (direction: 1 | -1) => (context: AnnotateContext) => {
  const { view, setView } = context;
  const step = Math.max(1, Math.round(view.brushSize / 10));
  const brushSize = Math.min(LARGEST_BRUSH, Math.max(1, view.brushSize + direction * step));
  setView({ ...view, brushSize });
};

export const smaller: AnnotateAction = {
  name: 'smaller',
  group: 'tools',
  keys: ['['],
  media: ['image'],
  isAvailable: isPainting,
  perform: resizeBrush(-1),
};

export const larger: AnnotateAction = {
  name: 'larger',
  group: 'tools',
  keys: [']'],
  media: ['image'],
  isAvailable: isPainting,
  perform: resizeBrush(1),
};
