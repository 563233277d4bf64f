import { CloseButton, Group, Kbd, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { useTexts } from '@/shared/i18n/language';
import { type ActionGroup, useActionGroups } from '@/shared/keys/actions';
import { keycaps } from '@/shared/keys/shortcut';
import { texts } from './texts';

/** What `?` shows: every key that does something on this page. Not modal: the keys work meanwhile. */
export function ActionsPanel({ close }: { close(): void }) {
  const t = useTexts(texts);
  const groups = useActionGroups()();
  return (
    <Paper
      component="aside"
      aria-label={t.keys}
      withBorder
      shadow="md"
      pos="fixed"
      top="calc(var(--bar-height) + 8px)"
      right={8}
      w={340}
      mah="calc(100vh - var(--bar-height) - 16px)"
      style={{ zIndex: 300, display: 'flex', flexDirection: 'column' }}
    >
      <Group justify="space-between" p="xs" pb={0}>
        <Title order={2}>{t.keys}</Title>
        <CloseButton size="sm" onClick={close} aria-label={t.closeKeys} />
      </Group>
      <ScrollArea.Autosize mah="80vh" p="xs" viewportProps={{ tabIndex: 0, 'aria-label': t.keys }}>
        <Stack gap="md">
          {[...groups].reverse().map((group) => (
            <Stack key={group.title} gap={4}>
              <Text size="xs" fw={600} className="quiet">
                {group.title}
              </Text>
              {linesOf(group).map(([title, shortcuts]) => (
                <Group key={title} justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm">{title}</Text>
                  <Group gap="xs" wrap="nowrap">
                    {shortcuts.map((shortcut) => (
                      <Keycaps key={shortcut} shortcut={shortcut} />
                    ))}
                  </Group>
                </Group>
              ))}
            </Stack>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Paper>
  );
}

/** One line for all actions of one title, such as the four arrows. */
function linesOf(group: ActionGroup): [string, string[]][] {
  const lines = new Map<string, string[]>();
  for (const { title, keys, enabled } of group.actions)
    if (enabled !== false) lines.set(title, [...(lines.get(title) ?? []), keys[0]!]);
  return [...lines];
}

function Keycaps({ shortcut }: { shortcut: string }) {
  return (
    <Group gap={3} wrap="nowrap">
      {keycaps(shortcut).map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </Group>
  );
}
