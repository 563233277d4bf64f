import { ActionIcon, Slider } from '@mantine/core';
import { IconMaximize, IconPlayerPause, IconPlayerPlay, IconVolume } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTexts } from '@/shared/i18n/language';
import css from '../image/ViewBar.module.css';
import { texts } from '../texts';
import { type Deck, SPEEDS } from './deck';
import { clock } from './timeline';

/** Plays, and says where; at the lower edge. */
export function SoundBar({ deck }: { deck: Deck }) {
  const t = useTexts(texts);
  const isPlaying = useSyncExternalStore(deck.subscribe, deck.isPlaying);
  const time = useSyncExternalStore(deck.subscribe, () => clock(deck.getTime()));
  const speed = useSyncExternalStore(deck.subscribe, () => deck.speed);
  const volume = useSyncExternalStore(deck.subscribe, () => deck.volume);
  const seconds = useSyncExternalStore(deck.subscribe, () => deck.seconds);
  const name = isPlaying ? t.pause : t.play;
  const Icon = isPlaying ? IconPlayerPause : IconPlayerPlay;
  const nextSpeed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
  return (
    <section className={css.bar} aria-label={t.view}>
      <ActionIcon size={22} aria-label={name} title={`${name} (Space)`} onClick={() => deck.toggle()}>
        <Icon size={14} />
      </ActionIcon>
      <span>
        {time} / {clock(seconds)}
      </span>
      <ActionIcon size={22} aria-label={t.fitSound} title={`${t.fitSound} (F)`} onClick={() => deck.fit()}>
        <IconMaximize size={14} />
      </ActionIcon>
      <button
        type="button"
        className={css.zoom}
        title={`${t.speed} ([ ])`}
        onClick={() => deck.setSpeed(nextSpeed)}
      >
        {speed} ×
      </button>
      <div className={css.setting} title={t.volume}>
        <IconVolume size={14} />
        <Slider
          size={3}
          thumbSize={11}
          w={72}
          label={null}
          thumbLabel={t.volume}
          value={volume}
          min={0}
          max={1}
          step={0.01}
          onChange={(value) => deck.setVolume(value)}
        />
      </div>
    </section>
  );
}
