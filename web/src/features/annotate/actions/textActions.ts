import type { Unit } from '@/annotating/text/desk';
import type { ActionName } from '../texts';
import type { AnnotateAction, AnnotateContext } from './action';

type Move = readonly [Unit, 1 | -1];

const CHARACTERS: Record<string, Move> = {
  ArrowLeft: ['character', -1],
  ArrowRight: ['character', 1],
  ArrowUp: ['line', -1],
  ArrowDown: ['line', 1],
  PageUp: ['page', -1],
  PageDown: ['page', 1],
  Home: ['edge', -1],
  End: ['edge', 1],
};
const WORDS: Record<string, Move> = { ArrowLeft: ['word', -1], ArrowRight: ['word', 1] };
const ENDS: Record<string, Move> = { Home: ['text', -1], End: ['text', 1] };

/** Moves the caret, or marks up to where it goes. */
function caret(
  name: ActionName,
  prefix: string,
  moves: Record<string, Move>,
  extend: boolean,
): AnnotateAction {
  return {
    name,
    group: 'text',
    keys: Object.keys(moves).map((key) => prefix + key),
    media: ['text'],
    isAvailable: ({ desk }: AnnotateContext) => desk !== undefined,
    perform: ({ desk }, event) => {
      const move = moves[event?.key ?? ''];
      if (move) desk?.move(move[0], move[1], extend);
    },
  };
}

// Ctrl with an arrow alone goes to the next item, as everywhere, so a word is Alt, and Ctrl+Shift marks by words
export const caretMove = caret('caretMove', '', CHARACTERS, false);
export const caretWord = caret('caretWord', 'Alt+', WORDS, false);
export const caretEnd = caret('caretEnd', 'Ctrl+', ENDS, false);
export const mark = caret('mark', 'Shift+', CHARACTERS, true);
export const markWord = caret('markWord', 'Ctrl+Shift+', WORDS, true);
export const markEnd = caret('markEnd', 'Ctrl+Shift+', ENDS, true);
