import { useSyncExternalStore } from 'react';
import type { Editor } from './editor';

/**
 * What the selector picks of the editor; renders anew only when that changes. It must pick something that stays
 * the same object until it changes.
 */
export function useEditor<T>(editor: Editor, pick: (editor: Editor) => T): T {
  return useSyncExternalStore(editor.subscribe, () => pick(editor));
}

export const answersOf = (editor: Editor) => editor.answers;
export const selectedOf = (editor: Editor) => editor.getState().selected;
export const hiddenOf = (editor: Editor) => editor.getState().hidden;
