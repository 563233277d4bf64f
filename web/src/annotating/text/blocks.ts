import { characterStart, type TextRange } from './offsets';

/** About this many code units make a block. Only blocks in view are in the page. */
const BLOCK = 2_000;
/** A line longer than this is cut. */
const LONGEST = 6_000;

/**
 * Cuts a text into blocks that follow each other without a gap, after line breaks where there are some, else
 * after a space.
 */
export function blocksOf(text: string): TextRange[] {
  const blocks: TextRange[] = [];
  let start = 0;
  while (start < text.length) {
    const end = blockEnd(text, start);
    blocks.push({ start, end });
    start = end;
  }
  return blocks.length > 0 ? blocks : [{ start: 0, end: 0 }];
}

function blockEnd(text: string, start: number): number {
  if (text.length - start <= BLOCK) return text.length;
  // only a part is searched: a search of the whole text for each block would take minutes
  const near = text.slice(start, start + LONGEST);
  const before = near.lastIndexOf('\n', BLOCK);
  if (before >= 0) return start + before + 1;
  const after = near.indexOf('\n', BLOCK);
  if (after >= 0) return start + after + 1;
  if (text.length - start < LONGEST) return text.length;
  const space = near.lastIndexOf(' ', BLOCK);
  return space > 0 ? start + space + 1 : Math.max(start + 1, characterStart(text, start + BLOCK));
}

/** The index of the block that holds the offset. */
export function blockAt(blocks: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as TextRange).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
