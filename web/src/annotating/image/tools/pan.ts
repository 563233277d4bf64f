import { IconHandStop } from '@tabler/icons-react';
import type { Point } from '../../shared/model';
import type { Tool } from '../tool';

/** Moves the view. Space or the middle button does the same while another tool is in hand. */
export const pan: Tool = {
  name: 'pan',
  icon: IconHandStop,
  key: 'h',
  start(stage) {
    let last: Point | undefined;
    return {
      cursor: () => (last ? 'grabbing' : 'grab'),
      down(at) {
        last = at.screen;
      },
      move(at) {
        if (!last) return;
        stage.pan(at.screen.x - last.x, at.screen.y - last.y);
        last = at.screen;
      },
      up() {
        last = undefined;
      },
      cancel() {
        last = undefined;
        return false;
      },
    };
  },
};
