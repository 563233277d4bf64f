import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { queries } from '@/shared/api/queries';
import type { Explanation, Item, Project } from '@/shared/api/schema';

interface Why {
  /** Undefined where nothing has predicted a label for the whole item. */
  toggle: (() => void) | undefined;
  /** Stays from item to item. */
  isShown: boolean;
  /** Once it is shown and there. */
  explanation: Explanation | undefined;
  fault: string | undefined;
}

/** Why the model answers for the item as it does, asked for only while somebody wants to see it. */
export function useWhy(project: Project, item: Item | undefined): Why {
  const [isShown, setShown] = useState(false);
  const toggle = useCallback(() => setShown((shown) => !shown), []);
  const choices = new Set(
    project.schema.controls
      .filter((control) => control.kind === 'choice' && !control.multiple)
      .map((control) => control.key),
  );
  const isPredicted = item?.prediction?.answers.some((answer) => choices.has(answer.control)) ?? false;
  const wanted = useQuery({
    ...queries.explanation(item?.id ?? '', item?.prediction?.modelId),
    enabled: isShown && isPredicted,
  });
  return {
    toggle: isPredicted ? toggle : undefined,
    isShown,
    explanation: isShown && isPredicted ? wanted.data : undefined,
    fault: wanted.error?.message,
  };
}
