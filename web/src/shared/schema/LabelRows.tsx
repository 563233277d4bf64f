import { ActionIcon, Badge, Group, TextInput, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Label } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { ColorPick } from './ColorPick';
import { addLabels, moved } from './edit';
import css from './SchemaEditor.module.css';
import { texts } from './texts';

interface Props {
  labels: Label[];
  /** Ids of labels that the server knows: they are retired, not removed. */
  saved: ReadonlySet<string>;
  /** Labels of the other controls. */
  elsewhere: readonly Label[];
  onChange(labels: Label[]): void;
}

/** The labels of one control: colour, name, key, order. */
export function LabelRows({ labels, saved, elsewhere, onChange }: Props) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const change = (index: number, part: Partial<Label>) =>
    onChange(labels.map((label, at) => (at === index ? { ...label, ...part } : label)));
  const add = (text: string) => {
    if (!text.trim()) return;
    onChange(addLabels(labels, text, elsewhere));
    setTyped('');
  };
  return (
    <>
      <table className={css.labels}>
        <thead>
          <tr>
            <th style={{ width: 30 }} aria-label={t.color('')} />
            <th>{t.label}</th>
            <th style={{ width: 60 }} title={t.hotkeyHint}>
              {t.hotkey}
            </th>
            <th style={{ width: 130 }} aria-label="⋯" />
          </tr>
        </thead>
        <tbody>
          {labels.map((label, index) => (
            <tr key={label.id} data-retired={label.retired || undefined}>
              <td>
                <ColorPick
                  name={label.name}
                  color={label.color}
                  onChange={(color) => change(index, { color })}
                />
              </td>
              <td>
                <TextInput
                  aria-label={`${t.label} ${index + 1}`}
                  value={label.name}
                  onChange={(event) => change(index, { name: event.currentTarget.value })}
                  rightSectionWidth={64}
                  rightSection={
                    label.retired && (
                      <Badge size="xs" color="gray" variant="light">
                        {t.retired}
                      </Badge>
                    )
                  }
                />
              </td>
              <td>
                <HotkeyField label={label} position={index} onChange={(part) => change(index, part)} />
              </td>
              <td>
                <RowActions {...{ labels, index, saved, change, onChange }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TextInput
        mt={4}
        ml={34}
        mr={4}
        aria-label={t.addLabel}
        placeholder={`${t.addLabel} · ${t.addLabelHint}`}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => add(typed)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (!pasted.includes('\n')) return;
          event.preventDefault();
          add(typed + pasted);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add(typed);
        }}
      />
    </>
  );
}

function HotkeyField(props: { label: Label; position: number; onChange(part: Partial<Label>): void }) {
  const t = useTexts(texts);
  const { label, position, onChange } = props;
  return (
    <TextInput
      aria-label={`${t.hotkey}: ${label.name}`}
      maxLength={1}
      value={label.hotkey ?? ''}
      placeholder={position < 9 ? String(position + 1) : ''}
      onChange={(event) => {
        const key = event.currentTarget.value.trim();
        onChange({ hotkey: key || undefined } as Partial<Label>);
      }}
    />
  );
}

interface RowProps extends Omit<Props, 'elsewhere'> {
  index: number;
  change(index: number, part: Partial<Label>): void;
}

function RowActions({ labels, index, saved, change, onChange }: RowProps) {
  const t = useTexts(texts);
  const label = labels[index]!;
  return (
    <Group gap={0} wrap="nowrap" justify="flex-end">
      <ActionIcon
        aria-label={t.moveUp(label.name)}
        disabled={index === 0}
        onClick={() => onChange(moved(labels, index, -1))}
      >
        <IconArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label={t.moveDown(label.name)}
        disabled={index === labels.length - 1}
        onClick={() => onChange(moved(labels, index, 1))}
      >
        <IconArrowDown size={14} />
      </ActionIcon>
      {saved.has(label.id) && (
        <Tooltip label={label.retired ? t.restore(label.name) : t.retire(label.name)}>
          <ActionIcon
            aria-label={label.retired ? t.restore(label.name) : t.retire(label.name)}
            onClick={() => change(index, { retired: !label.retired })}
          >
            {label.retired ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
      <ActionIcon
        aria-label={t.remove(label.name)}
        onClick={() => onChange(labels.filter((_, at) => at !== index))}
      >
        <IconX size={14} />
      </ActionIcon>
    </Group>
  );
}
