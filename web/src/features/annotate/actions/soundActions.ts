import type { ActionName } from '../texts';
import type { AnnotateAction, AnnotateContext } from './action';

function action(
  name: ActionName,
  keys: readonly string[],
  perform: (deck: NonNullable<AnnotateContext['deck']>, key: string) => void,
): AnnotateAction {
  return {
    name,
    group: 'sound',
    keys,
    media: ['audio'],
    isAvailable: ({ deck }) => deck?.sound !== undefined,
    perform: ({ deck }, event) => deck && perform(deck, event?.key ?? ''),
  };
}

export const play = action('play', ['Space'], (deck) => deck.toggle());
export const replay = action('replay', ['Shift+Space'], (deck) => deck.play(0));
export const seek = action('seek', ['ArrowLeft', 'ArrowRight'], (deck, key) =>
  deck.step(key === 'ArrowLeft' ? -0.1 : 0.1),
);
export const edge = action('edge', ['Home', 'End'], (deck, key) =>
  deck.seek(key === 'Home' ? 0 : deck.seconds),
);
export const markSegment: AnnotateAction = {
  ...action('markSegment', ['m'], () => {}),
  isAvailable: ({ deck, editor }) => deck?.sound !== undefined && editor.labelFor('segment') !== undefined,
  perform: ({ deck, editor }) => deck?.mark(editor),
};
export const slower = action('slower', ['['], (deck) => deck.changeSpeed(-1));
export const faster = action('faster', [']'], (deck) => deck.changeSpeed(1));
export const fitSound = action('fitSound', ['f', '0'], (deck) => deck.fit());
export const zoomInSound = action('zoomInSound', ['+', '='], (deck) => deck.zoom(1.5));
export const zoomOutSound = action('zoomOutSound', ['-'], (deck) => deck.zoom(1 / 1.5));
