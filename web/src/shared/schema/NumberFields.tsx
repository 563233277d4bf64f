import { Group, NumberInput, TextInput } from '@mantine/core';
import type { Control } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

interface Props {
  control: Control;
  onChange(control: Control): void;
}

/** Which numbers a question takes, and what they measure; all of it may be left open. */
export function NumberFields({ control, onChange }: Props) {
  const t = useTexts(texts);
  const { minimum, maximum, unit, ...rest } = control;
  const change = (part: { minimum?: number | null; maximum?: number | null; unit?: string | null }) => {
    const all = { minimum, maximum, unit, ...part };
    // what is left open is left out
    onChange({
      ...rest,
      ...(typeof all.minimum === 'number' && { minimum: all.minimum }),
      ...(typeof all.maximum === 'number' && { maximum: all.maximum }),
      ...(all.unit && { unit: all.unit }),
    });
  };
  const numberOrNone = (value: number | string) => (typeof value === 'number' ? value : null);
  return (
    <Group gap="xs" px={4} pb={4}>
      <NumberInput
        w={120}
        label={t.minimum}
        placeholder={t.any}
        value={minimum ?? ''}
        onChange={(value) => change({ minimum: numberOrNone(value) })}
      />
      <NumberInput
        w={120}
        label={t.maximum}
        placeholder={t.any}
        value={maximum ?? ''}
        onChange={(value) => change({ maximum: numberOrNone(value) })}
      />
      <TextInput
        w={120}
        label={t.unit}
        value={unit ?? ''}
        onChange={(event) => change({ unit: event.currentTarget.value || null })}
      />
    </Group>
  );
}
