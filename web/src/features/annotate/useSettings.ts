import { useCallback, useState } from 'react';
import type { ImageView } from '@/annotating/image/ImageCanvas';

/** What a person has set up for annotating; kept in the browser. */
export interface Settings {
  readonly view: ImageView;
  /** A single choice submits at once. */
  readonly autoAdvance: boolean;
}

const KEY = 'labelsmith.annotate';
const DEFAULT: Settings = {
  view: { brightness: 1, contrast: 1, maskOpacity: 0.5, brushSize: 20 },
  autoAdvance: false,
};

export function useSettings(): [Settings, (part: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(read);
  const change = useCallback((part: Partial<Settings>) => {
    setSettings((old) => {
      const changed = { ...old, ...part };
      localStorage.setItem(KEY, JSON.stringify(changed));
      return changed;
    });
  }, []);
  return [settings, change];
}

function read(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>;
    // brightness and contrast suit one image, not the next visit
    const view = { ...DEFAULT.view, ...kept.view, brightness: 1, contrast: 1 };
    return { ...DEFAULT, ...kept, view };
  } catch {
    return DEFAULT;
  }
}
