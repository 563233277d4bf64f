/** UTF-16 offsets in a text that never part what a reader sees as one character (surrogates, accents, emoji). */

export interface TextRange {
  readonly start: number;
  /** After the last code unit. */
  readonly end: number;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** How far around an offset is looked at: no character and hardly a word is longer. Keeps a text of 5 MB fast. */
const REACH = 128;

/** The start of the character that the offset lies in, or the offset when it lies between two. */
export function characterStart(text: string, offset: number): number {
  const place = clamped(text, offset);
  const from = windowStart(text, place);
  const found = graphemes.segment(text.slice(from, place + REACH)).containing(place - from);
  return found ? from + found.index : place;
}

export function nextCharacter(text: string, offset: number): number {
  const place = clamped(text, offset);
  const from = windowStart(text, place);
  const found = graphemes.segment(text.slice(from, place + REACH)).containing(place - from);
  return found ? from + found.index + found.segment.length : text.length;
}

export function previousCharacter(text: string, offset: number): number {
  return offset <= 0 ? 0 : characterStart(text, clamped(text, offset) - 1);
}

/** The word at the offset (in Chinese, too), or the run of other characters there. */
export function wordAt(text: string, offset: number): TextRange {
  const place = Math.min(clamped(text, offset), Math.max(0, text.length - 1));
  const from = windowStart(text, place);
  const found = words.segment(text.slice(from, place + REACH)).containing(place - from);
  return found
    ? { start: from + found.index, end: from + found.index + found.segment.length }
    : { start: place, end: place };
}

/** The end of the word at or after the offset. */
export function nextWord(text: string, offset: number): number {
  let place = clamped(text, offset);
  while (place < text.length && isSpace(text, place)) place = nextCharacter(text, place);
  return place < text.length ? wordAt(text, place).end : text.length;
}

/** The start of the word before the offset. */
export function previousWord(text: string, offset: number): number {
  let place = clamped(text, offset);
  while (place > 0 && isSpace(text, place - 1)) place--;
  return place > 0 ? wordAt(text, place - 1).start : 0;
}

/** The paragraph around the offset, without its line break. */
export function paragraphAt(text: string, offset: number): TextRange {
  const start = text.lastIndexOf('\n', clamped(text, offset) - 1) + 1;
  const end = text.indexOf('\n', clamped(text, offset));
  return { start, end: end < 0 ? text.length : end };
}

/** What lies between two offsets, whole characters and without white space around it; undefined when nothing is left. */
export function snapped(text: string, a: number, b: number): TextRange | undefined {
  let start = characterStart(text, Math.min(a, b));
  let end = Math.max(a, b);
  if (end > start && characterStart(text, end) !== end) end = nextCharacter(text, end);
  while (start < end && isSpace(text, start)) start++;
  while (end > start && isSpace(text, end - 1)) end--;
  return end > start ? { start, end } : undefined;
}

function isSpace(text: string, offset: number): boolean {
  return /\s/.test(text.charAt(offset));
}

function clamped(text: string, offset: number): number {
  return Math.min(text.length, Math.max(0, offset));
}

/** Before a line break or a space a character always ends, so segmenting may begin there. */
function windowStart(text: string, offset: number): number {
  const least = Math.max(0, offset - REACH);
  for (let place = offset - 1; place > least; place--) {
    const unit = text.charCodeAt(place);
    if (unit === 10 || unit === 32) return place;
  }
  // no space near: begin between two code points, at worst within a very long character
  const unit = text.charCodeAt(least);
  return unit >= 0xdc00 && unit <= 0xdfff ? least + 1 : least;
}
