import { moved } from '@/annotating/image/geometry';
import { paintedIn, putAll } from '@/annotating/shared/answers';
import { type Answer, controlFor, newId } from '@/annotating/shared/model';
import type { AnnotateAction, AnnotateContext } from './action';

const hasSelection = ({ editor }: AnnotateContext) => editor.getState().selected.size > 0;
const hasRegions = ({ editor }: AnnotateContext) => editor.answers.some((answer) => answer.region);

export const undo: AnnotateAction = {
  name: 'undo',
  group: 'edit',
  keys: ['Ctrl+z'],
  isAvailable: ({ editor }) => editor.canUndo,
  perform: ({ editor }) => editor.undo(),
};

export const redo: AnnotateAction = {
  name: 'redo',
  group: 'edit',
  keys: ['Ctrl+Shift+z', 'Ctrl+y'],
  isAvailable: ({ editor }) => editor.canRedo,
  perform: ({ editor }) => editor.redo(),
};

export const cancel: AnnotateAction = {
  name: 'cancel',
  group: 'edit',
  keys: ['Escape'],
  isAvailable: (context) =>
    context.stage?.session?.isBusy?.() === true ||
    hasSelection(context) ||
    context.editor.getState().range !== undefined,
  perform: ({ editor, stage }) => {
    if (stage?.session?.cancel?.()) return;
    editor.mark(undefined);
    editor.select([]);
  },
};

export const remove: AnnotateAction = {
  name: 'remove',
  group: 'edit',
  keys: ['Delete', 'Backspace'],
  isAvailable: hasSelection,
  perform: ({ editor }) => editor.remove(editor.getState().selected),
};

export const duplicate: AnnotateAction = {
  name: 'duplicate',
  group: 'edit',
  keys: ['Ctrl+d'],
  media: ['image'],
  isAvailable: hasSelection,
  perform: ({ editor, stage }) => {
    const picture = stage?.picture;
    if (!picture) return;
    const copies = editor.selection.flatMap((answer): Answer[] => {
      // a label has one mask, so a copy of it would be the same
      if (!answer.region || answer.region.kind === 'mask') return [];
      const away = moved(answer.region, 10, 10, picture);
      return [{ ...answer, id: newId(), region: away }];
    });
    editor.change(putAll(editor.answers, copies));
    editor.select(copies.map((answer) => answer.id));
  },
};

export const toMask: AnnotateAction = {
  name: 'toMask',
  group: 'edit',
  keys: ['m'],
  media: ['image'],
  isAvailable: ({ editor }) =>
    controlFor(editor.schema, 'mask') !== undefined &&
    editor.selection.some(({ region }) => region?.kind === 'box' || region?.kind === 'polygon'),
  perform: ({ editor, stage }) => {
    const control = controlFor(editor.schema, 'mask');
    if (!control || !stage?.picture) return;
    editor.change(paintedIn(editor.answers, editor.getState().selected, control, stage.picture));
  },
};

export const hide: AnnotateAction = {
  name: 'hide',
  group: 'edit',
  keys: ['Alt+h'],
  isAvailable: hasRegions,
  perform: ({ editor }) => {
    const { selected, hidden } = editor.getState();
    const all = editor.answers.filter((answer) => answer.region).map((answer) => answer.id);
    const meant = selected.size > 0 ? [...selected] : all;
    const shown = meant.filter((id) => !hidden.has(id));
    const others = [...hidden].filter((id) => !meant.includes(id));
    editor.hide(shown.length > 0 ? [...others, ...meant] : others);
  },
};

export const selectAll: AnnotateAction = {
  name: 'selectAll',
  group: 'edit',
  keys: ['Ctrl+a'],
  media: ['image'],
  isAvailable: hasRegions,
  perform: ({ editor }) =>
    editor.select(editor.answers.filter((answer) => answer.region).map((answer) => answer.id)),
};

const step = (offset: number) => (context: AnnotateContext) => {
  const { editor } = context;
  const regions = editor.answers.filter((answer) => answer.region);
  const { selected } = editor.getState();
  const current = regions.findIndex((answer) => selected.has(answer.id));
  const from = current < 0 && offset < 0 ? 0 : current;
  const next = regions[(from + offset + regions.length) % regions.length];
  if (next) editor.select([next.id]);
};

export const selectNext: AnnotateAction = {
  name: 'selectNext',
  group: 'edit',
  keys: ['.'],
  isAvailable: hasRegions,
  perform: step(1),
};

export const selectPrevious: AnnotateAction = {
  name: 'selectPrevious',
  group: 'edit',
  keys: [','],
  isAvailable: hasRegions,
  perform: step(-1),
};

/** With one question there is nothing to switch. */
export const question: AnnotateAction = {
  name: 'question',
  group: 'edit',
  keys: ['q'],
  isAvailable: ({ editor }) => editor.schema.controls.length > 1,
  perform: ({ editor }) => {
    const { controls } = editor.schema;
    const index = controls.findIndex((control) => control.key === editor.activeControl?.key);
    editor.ask(controls[(index + 1) % controls.length]?.key);
  },
};

const nudgeBy = (pixels: number) => (context: AnnotateContext, event?: KeyboardEvent) => {
  const { editor, stage } = context;
  const [dx, dy] = DIRECTIONS[event?.key ?? ''] ?? [0, 0];
  const picture = stage?.picture;
  if (!picture) return;
  const changed = editor.selection.flatMap((answer) =>
    answer.region ? [{ ...answer, region: moved(answer.region, dx * pixels, dy * pixels, picture) }] : [],
  );
  // one step for undo, as long as the same regions are nudged
  editor.change(putAll(editor.answers, changed), `nudge ${[...editor.getState().selected].join()}`);
};

const DIRECTIONS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export const nudge: AnnotateAction = {
  name: 'nudge',
  group: 'edit',
  keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  media: ['image'],
  isAvailable: hasSelection,
  perform: nudgeBy(1),
};

export const nudgeFar: AnnotateAction = {
  name: 'nudgeFar',
  group: 'edit',
  keys: ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'],
  media: ['image'],
  isAvailable: hasSelection,
  perform: nudgeBy(10),
};
