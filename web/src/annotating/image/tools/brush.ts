import { IconBrush } from '@tabler/icons-react';
import type { Tool } from '../tool';
import { startPainting } from './painting';

/** Paints the mask of the label in hand. */
export const brush: Tool = {
  name: 'brush',
  icon: IconBrush,
  key: 'b',
  draws: 'mask',
  start: (stage) => startPainting(stage, false),
};
