import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** Sentences to read before going on. The server says them. */
export function Warnings({ sentences }: { sentences: string[] }) {
  return sentences.map((sentence) => (
    <Alert
      key={sentence}
      role="alert"
      color="orange"
      variant="light"
      p="xs"
      maw={820}
      icon={<IconAlertTriangle size={16} />}
    >
      {sentence}
    </Alert>
  ));
}
