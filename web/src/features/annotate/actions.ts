import type { AnnotateAction } from './actions/action';
import * as edit from './actions/editActions';
import * as image from './actions/imageActions';
import * as item from './actions/itemActions';
import * as sound from './actions/soundActions';
import * as text from './actions/textActions';

/**
 * All actions. A new action is one object and one line here; `?` lists it. Where two share a key, the first
 * that is available acts: what belongs to a drawing that has been begun comes first.
 */
export const ACTIONS: readonly AnnotateAction[] = [
  item.submit,
  item.accept,
  item.skip,
  item.next,
  item.previous,
  item.discard,
  item.save,
  item.why,
  image.finish,
  image.stepBack,
  edit.undo,
  edit.redo,
  edit.cancel,
  edit.remove,
  edit.duplicate,
  edit.toMask,
  edit.hide,
  edit.selectAll,
  edit.selectNext,
  edit.selectPrevious,
  edit.nudge,
  edit.nudgeFar,
  edit.question,
  image.smaller,
  image.larger,
  image.fit,
  image.actualSize,
  image.zoomIn,
  image.zoomOut,
  text.mark,
  text.markWord,
  text.markEnd,
  text.caretMove,
  text.caretWord,
  text.caretEnd,
  sound.play,
  sound.replay,
  sound.markSegment,
  sound.seek,
  sound.edge,
  sound.slower,
  sound.faster,
  sound.fitSound,
  sound.zoomInSound,
  sound.zoomOutSound,
];
