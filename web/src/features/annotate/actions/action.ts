import type { Deck } from '@/annotating/audio/deck';
import type { ImageView } from '@/annotating/image/ImageCanvas';
import type { Stage } from '@/annotating/image/stage';
import type { Editor } from '@/annotating/shared/editor';
import type { Desk } from '@/annotating/text/desk';
import type { Medium } from '@/shared/api/schema';
import type { ActionName, GroupName } from '../texts';

/** What actions act on. */
export interface AnnotateContext {
  readonly medium: Medium;
  readonly editor: Editor;
  readonly commands: ItemCommands;
  /** The canvas of an image. */
  readonly stage: Stage | undefined;
  /** Caret and mark of a text. */
  readonly desk: Desk | undefined;
  /** Where a recording plays. */
  readonly deck: Deck | undefined;
  readonly view: ImageView;
  setView(view: ImageView): void;
  /** Shows or hides why the model answers so; undefined where nothing is to be explained. */
  readonly toggleWhy: (() => void) | undefined;
}

/** What concerns the item as a whole. */
export interface ItemCommands {
  submit(): void;
  skip(): void;
  accept(): void;
  next(): void;
  previous(): void;
  saveNow(): void;
  /** An item is shown and can be answered. */
  readonly canAnswer: boolean;
}

/** One thing that a person can do by a key. Listed in `actions.ts`, it stands under `?` and works. */
export interface AnnotateAction {
  readonly name: ActionName;
  readonly group: GroupName;
  /** As `shortcutOf` writes them; the first is shown. */
  readonly keys: readonly string[];
  readonly media?: readonly Medium[];
  /** Whether it would do something now; absent: always. */
  isAvailable?(context: AnnotateContext): boolean;
  perform(context: AnnotateContext, event?: KeyboardEvent): void;
}
