import { useLayoutEffect, useState } from 'react';
import type { Answers } from '@/annotating/shared/answers';
import type { Editor } from '@/annotating/shared/editor';
import type { Outbox } from '@/annotating/shared/outbox';
import { fromWire, type WireAnswer } from '@/annotating/shared/wire';
import type { Item } from '@/shared/api/schema';

/**
 * Puts the item's answers into the editor when the item is opened: what is not saved yet, else the draft, else
 * the annotation, else the prediction. Later news of the server are taken over as long as nothing was edited.
 * Returns the id of the item that the editor holds, or a sentence about broken answers.
 */
export function useOpenItem(item: Item | undefined, editor: Editor, outbox: Outbox) {
  const [opened, setOpened] = useState<{ editor: Editor; itemId: string; seen: string; fault?: string }>();

  // before the next picture is painted, so that no item is seen with the answers of another
  useLayoutEffect(() => {
    if (!item) return;
    const seen = signature(item);
    const isOpen = opened?.itemId === item.id && opened.editor === editor;
    if (isOpen && (opened.seen === seen || editor.canUndo || outbox.unsavedOf(item.id))) return;
    outbox.opened(item.id, versionOf(item));
    const read = readAnswers(outbox.unsavedOf(item.id)?.answers ?? answersOf(item));
    editor.open(read.answers);
    setOpened({ editor, itemId: item.id, seen, ...(read.fault ? { fault: read.fault } : {}) });
  }, [item, editor, outbox, opened]);

  return { itemId: opened?.editor === editor ? opened.itemId : undefined, fault: opened?.fault };
}

/** The version that the next save is based on. */
export function versionOf(item: Item): number {
  return Math.max(item.annotationVersion, item.annotation?.version ?? 0, item.draft?.version ?? 0);
}

function answersOf(item: Item): readonly WireAnswer[] {
  return (item.draft ?? item.annotation)?.answers ?? item.prediction?.answers ?? [];
}

function signature(item: Item): string {
  return [versionOf(item), item.prediction?.modelId, item.prediction?.createdAt].join();
}

export function readAnswers(wire: readonly WireAnswer[]): { answers: Answers; fault?: string } {
  try {
    return { answers: wire.map(fromWire) };
  } catch (error) {
    return { answers: [], fault: error instanceof Error ? error.message : String(error) };
  }
}
