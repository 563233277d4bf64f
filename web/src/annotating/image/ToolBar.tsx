import { ActionIcon, Tooltip } from '@mantine/core';
import { useTexts } from '@/shared/i18n/language';
import type { Editor } from '../shared/editor';
import { KeyCap } from '../shared/KeyCap';
import { useEditor } from '../shared/useEditor';
import { texts } from '../texts';
import { offeredTools } from './tools';

/** The tools, at the left edge. */
export function ToolBar({ editor }: { editor: Editor }) {
  const t = useTexts(texts);
  const inHand = useEditor(editor, ({ getState }) => getState().tool);
  return (
    <div
      role="toolbar"
      aria-label={t.toolbar}
      aria-orientation="vertical"
      style={{ display: 'flex', flexDirection: 'column', gap: 2, padding: 4 }}
    >
      {offeredTools(editor.schema).map((tool) => (
        <Tooltip
          key={tool.name}
          position="right"
          label={
            <>
              {t.tools[tool.name]} <KeyCap shortcut={tool.key} />
            </>
          }
        >
          <ActionIcon
            size={34}
            variant={inHand === tool.name ? 'filled' : 'subtle'}
            color={inHand === tool.name ? 'accent' : 'gray'}
            aria-label={t.tools[tool.name]}
            aria-pressed={inHand === tool.name}
            aria-keyshortcuts={tool.key}
            onClick={() => editor.take(tool.name, tool.draws)}
          >
            <tool.icon size={19} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      ))}
    </div>
  );
}
