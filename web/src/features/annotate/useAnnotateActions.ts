import { useMemo } from 'react';
import { offeredTools } from '@/annotating/image/tools';
import { type LabelKey, labelKeys } from '@/annotating/shared/labelKeys';
import type { Control } from '@/annotating/shared/model';
import { useEditor } from '@/annotating/shared/useEditor';
import { texts as annotatingTexts } from '@/annotating/texts';
import { useTexts } from '@/shared/i18n/language';
import { type Action, useActions } from '@/shared/keys/actions';
import { ACTIONS } from './actions';
import type { AnnotateContext } from './actions/action';
import { type GroupName, texts } from './texts';

/** Puts all actions, tools and labels on the keyboard. Returns which key picks which label now. */
export function useAnnotateActions(
  context: AnnotateContext,
  onPick: (control: Control, labelId: string) => void,
): readonly LabelKey[] {
  const t = useTexts(texts);
  const { tools: toolNames } = useTexts(annotatingTexts);
  const { editor, medium } = context;
  const actions = ACTIONS.filter((action) => !action.media || action.media.includes(medium));
  const tools = medium === 'image' ? offeredTools(editor.schema) : [];
  const taken = new Set([...actions.flatMap((action) => action.keys), ...tools.map((tool) => tool.key)]);
  taken.delete('0'); // a tenth label may have it: F does the same
  const active = useEditor(editor, ({ activeControl }) => activeControl?.key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is taken follows from the medium and the schema
  const keys = useMemo(() => labelKeys(editor.schema, active, taken), [editor, active, medium]);

  const group = (name: GroupName): Action[] =>
    actions
      .filter((action) => action.group === name)
      .map((action) => ({
        keys: [...action.keys],
        title: t.actions[action.name],
        isAvailable: () => action.isAvailable?.(context) ?? true,
        perform: (event) => action.perform(context, event),
      }));

  useActions(t.groups.view, group('view'));
  useActions(t.groups.tools, [
    ...tools.map((tool) => ({
      keys: [tool.key],
      title: toolNames[tool.name],
      perform: () => editor.take(tool.name, tool.draws),
    })),
    ...group('tools'),
  ]);
  useActions(t.groups.text, group('text'));
  useActions(t.groups.sound, group('sound'));
  useActions(t.groups.edit, group('edit'));
  useActions(
    t.groups.labels,
    keys.map(({ control, label, key }) => ({
      keys: [key.toLowerCase()],
      title: label.name,
      perform: () => onPick(control, label.id),
    })),
  );
  useActions(t.groups.item, group('item'));
  return keys;
}
