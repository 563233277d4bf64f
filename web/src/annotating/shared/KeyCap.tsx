import { keycaps } from '@/shared/keys/shortcut';
import css from './panels.module.css';

/** A key as it is printed on the keyboard, small, beside what it does. Screen readers hear it from the title. */
export function KeyCap({ shortcut, faint = false }: { shortcut: string; faint?: boolean }) {
  return (
    <kbd className={faint ? `${css.key} ${css.faint}` : css.key} aria-hidden>
      {keycaps(shortcut).join(' ')}
    </kbd>
  );
}
