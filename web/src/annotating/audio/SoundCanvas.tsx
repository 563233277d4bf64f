import { useEffect, useRef } from 'react';
import type { Deck } from './deck';
import { Painter } from './painter';
import css from './SoundCanvas.module.css';
import type { Sound } from './sound';
import { listen } from './soundInput';

interface Props {
  deck: Deck;
  sound: Sound | undefined;
  label: string;
}

/** The recording as waveform and spectrogram, and where it plays. */
export function SoundCanvas({ deck, sound, label }: Props) {
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = root.current as HTMLDivElement;
    const painter = new Painter(element, deck);
    const stopListening = listen(element, deck);
    const resizing = new ResizeObserver(() =>
      painter.resize(element.clientWidth, element.clientHeight, window.devicePixelRatio),
    );
    resizing.observe(element);
    return () => {
      resizing.disconnect();
      stopListening();
      painter.dispose();
    };
  }, [deck]);

  useEffect(() => deck.show(sound), [deck, sound]);

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
