import { Button, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

/** A text to take along. Where the browser has no clipboard (plain http), it is selected instead. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTexts(texts);
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      field.current?.focus();
    }
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        ref={field}
        flex={1}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={copy}
      >
        {copied ? t.copied : t.copy}
      </Button>
    </Group>
  );
}
