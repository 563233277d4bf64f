import { useEffect, useRef } from 'react';
import type { HeatMap } from '@/shared/api/schema';
import type { Editor } from '../shared/editor';
import type { Deck } from './deck';
import { Painter } from './painter';
import css from './SoundCanvas.module.css';
import type { Sound } from './sound';
import { listen } from './soundInput';

interface Props {
  deck: Deck;
  editor: Editor;
  sound: Sound | undefined;
  /** Which moments speak for a class; undefined: not asked for. */
  heat?: HeatMap | undefined;
  label: string;
}

/** The recording as waveform and spectrogram, and where it plays. */
export function SoundCanvas({ deck, editor, sound, heat, label }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const painter = useRef<Painter>(undefined);

  useEffect(() => {
    const element = root.current as HTMLDivElement;
    const made = new Painter(element, deck, editor);
    painter.current = made;
    const stopListening = listen(element, deck, editor);
    const resizing = new ResizeObserver(() =>
      made.resize(element.clientWidth, element.clientHeight, window.devicePixelRatio),
    );
    resizing.observe(element);
    return () => {
      resizing.disconnect();
      stopListening();
      made.dispose();
    };
  }, [deck, editor]);

  useEffect(() => deck.show(sound), [deck, sound]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new painter has to be given the map again
  useEffect(() => painter.current?.showHeat(heat?.values), [deck, editor, heat]);

  return (
    <div
      ref={root}
      role="application"
      aria-label={label}
      className={css.canvas}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the recording is worked on by keyboard, too
      tabIndex={0}
      data-autofocus
    />
  );
}
