import type { Annotation, AnnotationState } from '@/shared/api/schema';
import type { Answers } from './answers';
import { sameAnswers, toWire, type WireAnswer } from './wire';

/** One save on its way to the server, as it is kept in the browser until the server has it. */
export interface Save {
  readonly itemId: string;
  readonly projectId: string;
  /** The version that the edit is based on. */
  readonly version: number;
  readonly state: AnnotationState;
  readonly answers: readonly WireAnswer[];
}

export type SendResult =
  | { readonly kind: 'saved'; readonly annotation: Annotation }
  | { readonly kind: 'stale'; readonly theirs: Annotation }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Where saves survive a reload, a crash of the browser or an expired session. */
export interface SaveStore {
  all(): Promise<Save[]>;
  put(save: Save): Promise<void>;
  remove(itemId: string): Promise<void>;
}

/**
 * saved: the server has everything. pending: an edit waits for the pause after it. saving: on the wire.
 * waiting: the server cannot be reached or asks to sign in; kept here and tried again.
 * stale: somebody else saved meanwhile; a person decides. refused: the server does not take it.
 */
export type Saved =
  | { readonly phase: 'saved' | 'pending' | 'saving' }
  | { readonly phase: 'waiting'; readonly reason: 'unreachable' | 'signed-out' }
  | { readonly phase: 'stale'; readonly theirs: Annotation; readonly mine: readonly WireAnswer[] }
  | { readonly phase: 'refused'; readonly sentence: string };

interface Entry {
  save: Save;
  status: Saved;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Changed again since it was put on the wire. */
  changed: boolean;
  failures: number;
}

const PAUSE = 800;
const RETRY = [2_000, 5_000, 15_000, 30_000];
const SAVED: Saved = { phase: 'saved' };

/**
 * Brings edits to the server: drafts after a pause, submits at once, one request per item at a time,
 * the newest answers last. Nothing is forgotten before the server has acknowledged it.
 */
export class Outbox {
  private readonly entries = new Map<string, Entry>();
  private readonly versions = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private encoded = new WeakMap<Answers, readonly WireAnswer[]>();
  private readonly send: (save: Save, keepalive: boolean) => Promise<SendResult>;
  private readonly store: SaveStore;
  private readonly onSaved: (save: Save, annotation: Annotation) => void;

  constructor(
    send: (save: Save, keepalive: boolean) => Promise<SendResult>,
    store: SaveStore,
    onSaved: (save: Save, annotation: Annotation) => void = () => {},
  ) {
    this.send = send;
    this.store = store;
    this.onSaved = onSaved;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Of one item. The same object until it changes. */
  status(itemId: string): Saved {
    return this.entries.get(itemId)?.status ?? SAVED;
  }

  /** Ids of items that the server does not have yet or has refused. */
  unsaved(): string[] {
    return [...this.entries.keys()];
  }

  /** Whether a submit or a skip is on its way right now. */
  isSubmitting(): boolean {
    return [...this.entries.values()].some(
      ({ save, status }) =>
        save.state !== 'draft' && (status.phase === 'saving' || status.phase === 'pending'),
    );
  }

  /** The newest unsaved answers of an item, to go on with when it is opened. */
  unsavedOf(itemId: string): Save | undefined {
    return this.entries.get(itemId)?.save;
  }

  /** The server's version when the item was opened. Ignored while an own save is on its way. */
  opened(itemId: string, version: number): void {
    if (!this.entries.has(itemId))
      this.versions.set(itemId, Math.max(version, this.versions.get(itemId) ?? 0));
  }

  /** Takes up what an earlier page left behind. */
  async restore(): Promise<void> {
    for (const save of await this.store.all()) {
      if (this.entries.has(save.itemId)) continue;
      this.entries.set(save.itemId, newEntry(save, { phase: 'waiting', reason: 'unreachable' }));
      void this.transmit(save.itemId);
    }
    this.changed();
  }

  /** Saves the answers as a draft after a pause in which nothing more happens. */
  draft(projectId: string, itemId: string, answers: Answers): void {
    const entry = this.enter(projectId, itemId, 'draft', answers);
    clearTimeout(entry.timer);
    if (entry.status.phase === 'stale') return; // a person decides first
    if (entry.status.phase !== 'saving') entry.status = { phase: 'pending' };
    entry.timer = setTimeout(() => void this.transmit(itemId), PAUSE);
    this.changed();
  }

  /** Saves at once. */
  submit(projectId: string, itemId: string, state: AnnotationState, answers: Answers): void {
    const entry = this.enter(projectId, itemId, state, answers);
    if (entry.status.phase === 'stale') this.changed();
    else void this.transmit(itemId);
  }

  /** Sends what waits for its pause, for when the page is left. */
  flush(keepalive = false): void {
    for (const [itemId, entry] of this.entries) {
      if (entry.status.phase === 'pending') void this.transmit(itemId, keepalive);
    }
  }

  /** Tries again what could not be sent: the network is back, or somebody has signed in. */
  wake(): void {
    for (const [itemId, entry] of this.entries) {
      if (entry.status.phase === 'waiting') void this.transmit(itemId);
    }
  }

  /** Ends a conflict: saves the own answers over theirs, as a new version. */
  keepMine(itemId: string): void {
    const entry = this.entries.get(itemId);
    if (entry?.status.phase !== 'stale') return;
    entry.save = { ...entry.save, version: entry.status.theirs.version };
    entry.status = { phase: 'pending' };
    void this.transmit(itemId);
  }

  /** Ends a conflict or a refusal: forgets the own answers. */
  dropMine(itemId: string): void {
    const entry = this.entries.get(itemId);
    if (!entry) return;
    if (entry.status.phase === 'stale') this.versions.set(itemId, entry.status.theirs.version);
    clearTimeout(entry.timer);
    this.entries.delete(itemId);
    this.store.remove(itemId).catch(() => {});
    this.changed();
  }

  private enter(projectId: string, itemId: string, state: AnnotationState, answers: Answers): Entry {
    const old = this.entries.get(itemId);
    const version = old?.save.version ?? this.versions.get(itemId) ?? 0;
    const save: Save = { itemId, projectId, version, state, answers: this.encode(answers) };
    const entry = old ?? newEntry(save, { phase: 'pending' });
    entry.save = save;
    entry.changed = true;
    if (entry.status.phase === 'stale') entry.status = { ...entry.status, mine: save.answers };
    this.entries.set(itemId, entry);
    // a browser that refuses to keep anything (private mode, full disk) must not stop the work
    this.store.put(save).catch(() => {});
    return entry;
  }

  private encode(answers: Answers): readonly WireAnswer[] {
    let wire = this.encoded.get(answers);
    if (!wire) {
      wire = answers.map(toWire);
      this.encoded.set(answers, wire);
    }
    return wire;
  }

  private async transmit(itemId: string, keepalive = false): Promise<void> {
    const entry = this.entries.get(itemId);
    if (!entry || entry.status.phase === 'saving' || entry.status.phase === 'stale') return;
    clearTimeout(entry.timer);
    const sent = entry.save;
    entry.changed = false;
    entry.status = { phase: 'saving' };
    this.changed();
    const result = await this.send(sent, keepalive);
    if (this.entries.get(itemId) === entry) this.settle(entry, sent, result);
    this.changed();
  }

  private settle(entry: Entry, sent: Save, result: SendResult): void {
    const { itemId } = sent;
    switch (result.kind) {
      case 'saved':
        this.acknowledge(entry, sent, result.annotation);
        return;
      case 'stale':
        // our own save, whose answer got lost on the way
        if (result.theirs.state === sent.state && sameAnswers(result.theirs.answers, sent.answers)) {
          this.acknowledge(entry, sent, result.theirs);
          return;
        }
        entry.status = { phase: 'stale', theirs: result.theirs, mine: entry.save.answers };
        return;
      case 'refused':
        entry.status = { phase: 'refused', sentence: result.sentence };
        return;
      default: {
        entry.status = { phase: 'waiting', reason: result.kind };
        const pause = RETRY[Math.min(entry.failures++, RETRY.length - 1)];
        // signed out: a person has to act, then wake() is called
        if (result.kind === 'unreachable') entry.timer = setTimeout(() => void this.transmit(itemId), pause);
      }
    }
  }

  private acknowledge(entry: Entry, sent: Save, annotation: Annotation): void {
    const { itemId } = sent;
    this.versions.set(itemId, annotation.version);
    entry.failures = 0;
    this.onSaved(sent, annotation);
    if (!entry.changed) {
      this.entries.delete(itemId);
      this.store.remove(itemId).catch(() => {});
      return;
    }
    entry.save = { ...entry.save, version: annotation.version };
    this.store.put(entry.save).catch(() => {});
    entry.status = { phase: 'pending' };
    clearTimeout(entry.timer);
    if (entry.save.state === 'draft') entry.timer = setTimeout(() => void this.transmit(itemId), PAUSE);
    else void this.transmit(itemId);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function newEntry(save: Save, status: Saved): Entry {
  return { save, status, timer: undefined, changed: true, failures: 0 };
}
