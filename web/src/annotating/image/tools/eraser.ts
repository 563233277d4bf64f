import { IconEraser } from '@tabler/icons-react';
import type { Tool } from '../tool';
import { startPainting } from './painting';

/** Takes pixels away from the mask of the label in hand. */
export const eraser: Tool = {
  name: 'eraser',
  icon: IconEraser,
  key: 'e',
  draws: 'mask',
  start: (stage) => startPainting(stage, true),
};
