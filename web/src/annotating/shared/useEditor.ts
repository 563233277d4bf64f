import { useSyncExternalStore } from 'react';
import type { Editor, EditorState } from './editor';

/** The editor's state; renders anew when it changes. */
export function useEditor(editor: Editor): EditorState {
  return useSyncExternalStore(editor.subscribe, editor.getState);
}
