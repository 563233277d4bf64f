import { Alert, Button, Group, Text } from '@mantine/core';
import { OfflineError } from '@/shared/api/fetch';
import { type Texts, useTexts } from '@/shared/i18n/language';

const texts: Texts<{ retry: string; offline: string }> = {
  en: { retry: 'Try again', offline: 'The server cannot be reached: check that it is still running.' },
  'zh-CN': { retry: '重试', offline: '无法连接服务器：请确认它仍在运行。' },
};

/** A failed call's sentence where its result would stand; nothing without an error. */
export function Fault({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const t = useTexts(texts);
  const sentence = useErrorSentence();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" p="xs" role="alert">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{sentence(error)}</Text>
        {retry && (
          <Button variant="subtle" color="red" onClick={() => retry()}>
            {t.retry}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** What went wrong, in the user's language where it did not come from the server. */
export function useErrorSentence(): (error: unknown) => string {
  const t = useTexts(texts);
  return (error) => {
    if (error instanceof OfflineError) return t.offline;
    return error instanceof Error ? error.message : String(error);
  };
}
