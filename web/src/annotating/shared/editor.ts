import type { Answers } from './answers';
import * as edit from './answers';
import { begin, commit, type History, redo, sealed, undo } from './history';
import { offered } from './labelKeys';
import { type Answer, type Control, controlFor, type LabelSchema, newId, type RegionKind } from './model';

export interface EditorState {
  readonly history: History<Answers>;
  /** Ids of answers. */
  readonly selected: ReadonlySet<string>;
  /** Ids of answers that are not drawn. */
  readonly hidden: ReadonlySet<string>;
  /** The label for the next region, by control key. */
  readonly picked: Readonly<Record<string, string>>;
  /** Name of the tool in hand. */
  readonly tool: string;
  /** What the tool draws; undefined for tools that do not draw. */
  readonly drawing: RegionKind | undefined;
  /** The part of a text that is marked and not labelled yet. */
  readonly range: { readonly start: number; readonly end: number } | undefined;
  /** Key of the control that was made the active one by hand. */
  readonly question: string | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** What the page edits: the answers of one item with undo, and what is selected and in hand. */
export class Editor {
  readonly schema: LabelSchema;
  private state: EditorState;
  private readonly listeners = new Set<() => void>();
  /** Told of every change of the answers by the person, undo included. */
  onEdit: (answers: Answers) => void = () => {};

  constructor(schema: LabelSchema, tool = 'select', drawing?: RegionKind) {
    this.schema = schema;
    const picked: Record<string, string> = {};
    for (const control of schema.controls) {
      const first = offered(control)[0];
      if (control.kind === 'regions' && first) picked[control.key] = first.id;
    }
    this.state = {
      history: begin([]),
      selected: NONE,
      hidden: NONE,
      picked,
      tool,
      drawing,
      range: undefined,
      question: undefined,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): EditorState => this.state;

  get answers(): Answers {
    return this.state.history.present;
  }

  /** Shows another item: nothing to undo, nothing selected. Tool and labels stay in hand. */
  open(answers: Answers): void {
    this.set({
      history: begin(answers),
      selected: NONE,
      hidden: NONE,
      range: undefined,
      question: undefined,
    });
  }

  /** One step for undo. `joinKey`: see {@link commit}. */
  change(answers: Answers, joinKey?: string): void {
    if (answers === this.answers) return;
    this.step(commit(this.state.history, answers, joinKey));
  }

  undo(): void {
    this.step(undo(this.state.history));
  }

  redo(): void {
    this.step(redo(this.state.history));
  }

  get canUndo(): boolean {
    return this.state.history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.state.history.future.length > 0;
  }

  select(ids: Iterable<string>): void {
    this.set({ selected: new Set(ids), question: undefined, history: sealed(this.state.history) });
  }

  take(tool: string, drawing?: RegionKind): void {
    const selected = drawing ? NONE : this.state.selected;
    this.set({ tool, drawing, selected, question: undefined });
  }

  mark(range: EditorState['range']): void {
    const old = this.state.range;
    if (old?.start === range?.start && old?.end === range?.end) return;
    this.set({ range, question: undefined });
  }

  ask(question: string | undefined): void {
    this.set({ question });
  }

  hide(ids: Iterable<string>): void {
    this.set({ hidden: new Set(ids) });
  }

  /** The answers that are selected, in the order they lie. */
  get selection(): readonly Answer[] {
    return this.answers.filter((answer) => this.state.selected.has(answer.id));
  }

  /** The question that number keys answer now: that of what is selected or drawn, else the choice. */
  get activeControl(): Control | undefined {
    const { question, selected, drawing, range } = this.state;
    const { controls } = this.schema;
    if (question) return controls.find((control) => control.key === question);
    if (range) return controlFor(this.schema, 'span');
    const chosen = this.answers.find((answer) => selected.has(answer.id));
    if (chosen) return controls.find((control) => control.key === chosen.control);
    return (
      (drawing && controlFor(this.schema, drawing)) ??
      controls.find((control) => control.kind === 'choice') ??
      controls[0]
    );
  }

  /** The label that a new region of the kind gets, with its control. */
  labelFor(kind: RegionKind): { control: Control; labelId: string } | undefined {
    const control = controlFor(this.schema, kind);
    const labelId = control && this.state.picked[control.key];
    return control && labelId ? { control, labelId } : undefined;
  }

  /** What a label's key or a click on it does: answers the choice, labels what is marked or selected, or is kept for the next region. */
  pick(control: Control, labelId: string): void {
    if (control.kind === 'choice') {
      this.change(edit.chosen(this.answers, control, labelId));
      return;
    }
    this.set({ picked: { ...this.state.picked, [control.key]: labelId } });
    const { range, selected } = this.state;
    if (range && control.regionKinds.includes('span')) {
      this.add({ id: newId(), control: control.key, labels: [labelId], region: { kind: 'span', ...range } });
      this.mark(undefined);
    } else if (selected.size > 0) {
      this.change(edit.relabelled(this.answers, selected, control, labelId));
      this.forgetGone();
    }
  }

  /** Selects one without ending the step that undo takes back: it is still being drawn. */
  choose(id: string): void {
    this.set({ selected: new Set([id]), question: undefined });
  }

  /** The answers with this one added or replaced. */
  with(answer: Answer): Answers {
    return edit.put(this.answers, answer);
  }

  /** Adds or replaces, as one step. */
  add(answer: Answer): void {
    this.change(edit.put(this.answers, answer));
  }

  remove(ids: ReadonlySet<string>): void {
    this.change(edit.without(this.answers, ids));
    this.forgetGone();
  }

  private step(history: History<Answers>): void {
    if (history === this.state.history) return;
    this.set({ history });
    this.forgetGone();
    this.onEdit(history.present);
  }

  private forgetGone(): void {
    const { selected } = this.state;
    const left = this.answers.filter((answer) => selected.has(answer.id));
    if (left.length < selected.size) this.set({ selected: new Set(left.map((answer) => answer.id)) });
  }

  private set(part: Partial<EditorState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}
