import { put } from '../shared/answers';
import type { Editor } from '../shared/editor';
import { isPlaced, type Placed, type Span } from '../shared/model';
import {
  characterStart,
  nextCharacter,
  nextWord,
  paragraphAt,
  previousCharacter,
  previousWord,
  snapped,
  type TextRange,
  wordAt,
} from './offsets';

export type Unit = 'character' | 'word' | 'line' | 'page' | 'edge' | 'text';

/** What only the page knows: where lines lie. */
export interface Lines {
  /** The offset one line (or one page) above or below; undefined at the end of the text. */
  vertical(offset: number, direction: 1 | -1, unit: 'line' | 'page'): number | undefined;
  /** The offset at the start or the end of the line. */
  edge(offset: number, direction: 1 | -1): number | undefined;
}

/** Caret and mark of a text, moved by mouse and keyboard. The mark is what the next label is given to. */
export class Desk {
  /** Undefined until one clicks or moves. */
  caret: number | undefined;
  /** Where the mark was begun; the caret is its other end. */
  private anchor: number | undefined;
  lines: Lines | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly editor: Editor,
    readonly text: string,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getCaret = (): number | undefined => this.caret;

  /** Puts the caret, and marks from the anchor to it when it extends. */
  put(offset: number, extend: boolean): void {
    const place = offset >= this.text.length ? this.text.length : characterStart(this.text, offset);
    if (!extend || this.anchor === undefined) this.anchor = extend ? (this.caret ?? place) : place;
    this.caret = place;
    if (extend) this.editor.select([]);
    this.editor.mark(snapped(this.text, this.anchor, place));
    this.tell();
  }

  /** Marks a range as a whole, as a double click does. */
  mark(range: TextRange): void {
    this.anchor = range.start;
    this.caret = range.end;
    this.editor.select([]);
    this.editor.mark(snapped(this.text, range.start, range.end));
    this.tell();
  }

  markWord(offset: number): void {
    this.mark(wordAt(this.text, offset));
  }

  markParagraph(offset: number): void {
    this.mark(paragraphAt(this.text, offset));
  }

  move(unit: Unit, direction: 1 | -1, extend: boolean): void {
    const { range } = this.editor.getState();
    // without extending, an arrow first leaves the mark at its end
    if (range && !extend && unit === 'character') {
      this.put(direction < 0 ? range.start : range.end, false);
      return;
    }
    if (!extend) this.editor.select([]);
    const from = this.caret ?? 0;
    this.put(this.target(from, unit, direction) ?? from, extend);
  }

  /** Selects the span at the offset: the shortest, or the next one when that is selected already. */
  selectAt(offset: number): boolean {
    const under = this.editor.answers
      .filter((answer) => isPlaced(answer, 'span'))
      .filter(({ region }) => region.start <= offset && offset < region.end)
      .sort((a, b) => a.region.end - a.region.start - (b.region.end - b.region.start));
    const { selected, hidden } = this.editor.getState();
    const shown = under.filter((answer) => !hidden.has(answer.id));
    const current = shown.findIndex((answer) => selected.has(answer.id));
    const next = shown[(current + 1) % shown.length];
    this.editor.select(next ? [next.id] : []);
    return next !== undefined;
  }

  /** The selected span, when it is the only one. */
  get chosen(): Placed<Span> | undefined {
    const { selection } = this.editor;
    const only = selection[0];
    return selection.length === 1 && only && isPlaced(only, 'span') ? only : undefined;
  }

  /** Moves one end of the selected span; one drag is one step for undo. */
  stretch(end: 'start' | 'end', offset: number): void {
    const { chosen } = this;
    if (!chosen) return;
    const { region } = chosen;
    const range = snapped(this.text, offset, end === 'start' ? region.end : region.start);
    // never past the other end
    const fits = end === 'start' ? offset < region.end : offset > region.start;
    if (!range || !fits || (range.start === region.start && range.end === region.end)) return;
    const answers = put(this.editor.answers, { ...chosen, region: { kind: 'span', ...range } });
    this.editor.change(answers, `stretch ${chosen.id}`);
  }

  private target(from: number, unit: Unit, direction: 1 | -1): number | undefined {
    const { text } = this;
    switch (unit) {
      case 'character':
        return direction > 0 ? nextCharacter(text, from) : previousCharacter(text, from);
      case 'word':
        return direction > 0 ? nextWord(text, from) : previousWord(text, from);
      case 'edge':
        return this.lines?.edge(from, direction);
      case 'text':
        return direction > 0 ? text.length : 0;
      default:
        return this.lines?.vertical(from, direction, unit);
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
