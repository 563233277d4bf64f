import type { LabelSchema } from '../shared/model';
import { controlFor } from '../shared/model';
import type { Tool, ToolName } from './tool';
import { box } from './tools/box';
import { brush } from './tools/brush';
import { eraser } from './tools/eraser';
import { pan } from './tools/pan';
import { polygon } from './tools/polygon';
import { select } from './tools/select';

/** All tools, in the order of the tool bar. A new tool is one file and one line here. */
export const TOOLS: readonly Tool[] = [select, pan, box, polygon, brush, eraser];

/** The tools that the schema has a use for. */
export function offeredTools(schema: LabelSchema): readonly Tool[] {
  return TOOLS.filter((tool) => !tool.draws || controlFor(schema, tool.draws));
}

export function toolNamed(name: string): Tool {
  return TOOLS.find((tool) => tool.name === (name as ToolName)) ?? select;
}
