import type { Lines } from './desk';
import { caretRect, offsetAt } from './place';

/** Answers where lines lie by asking the page, which has wrapped them. */
export function linesOf(root: HTMLElement): Lines {
  /** The column that going up and down keeps, as long as nothing else moves the caret. */
  let kept: { x: number; at: number } | undefined;

  return {
    vertical(offset, direction, unit) {
      const rect = caretRect(root, offset);
      if (!rect) return undefined;
      const x = kept?.at === offset ? kept.x : rect.left;
      const lineHeight = Number.parseFloat(getComputedStyle(root).lineHeight);
      const distance = unit === 'page' ? root.clientHeight - 2 * lineHeight : lineHeight;
      const frame = root.getBoundingClientRect();
      let y = rect.top + rect.height / 2 + direction * distance;
      // only what is in view can be asked for
      const beyond =
        y < frame.top + lineHeight
          ? y - frame.top - lineHeight
          : y > frame.bottom - lineHeight
            ? y - frame.bottom + lineHeight
            : 0;
      const before = root.scrollTop;
      root.scrollTop += beyond;
      y -= root.scrollTop - before;
      const found = offsetAt(root, x, Math.min(frame.bottom - 2, Math.max(frame.top + 2, y)));
      if (found !== undefined) kept = { x, at: found };
      return found;
    },
    edge(offset, direction) {
      const rect = caretRect(root, offset);
      if (!rect) return undefined;
      const { left, right } = (root.firstElementChild as Element).getBoundingClientRect();
      return offsetAt(root, direction < 0 ? left + 29 : right - 29, rect.top + rect.height / 2);
    },
  };
}
