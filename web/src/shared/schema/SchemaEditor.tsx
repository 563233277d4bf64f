import { ActionIcon, Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { Control, Label, LabelSchema, Medium, RegionKind } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { marksPixels, moved, newControl, regionKindsOf } from './edit';
import { LabelRows } from './LabelRows';
import { NumberFields } from './NumberFields';
import css from './SchemaEditor.module.css';
import { texts } from './texts';

interface Props {
  schema: LabelSchema;
  medium: Medium;
  /** What the server knows; empty for a new project. */
  saved: LabelSchema;
  onChange(schema: LabelSchema): void;
}

/** The questions of a project and their labels. */
export function SchemaEditor({ schema, medium, saved, onChange }: Props) {
  const t = useTexts(texts);
  const { controls } = schema;
  const set = (next: Control[]) => onChange({ controls: next });
  const savedIds = new Set(saved.controls.flatMap((control) => control.labels.map((label) => label.id)));
  const add = (kind: Control['kind'], title: string) =>
    set([...controls, newControl(kind, medium, title, controls)]);
  return (
    <Stack gap="sm">
      {controls.map((control, index) => (
        <ControlCard
          key={control.key}
          control={control}
          medium={medium}
          savedLabels={savedIds}
          elsewhere={controls.filter((_, at) => at !== index).flatMap((other) => other.labels)}
          onChange={(next) => set(controls.map((old, at) => (at === index ? next : old)))}
          {...(index > 0 && { onUp: () => set(moved(controls, index, -1)) })}
          {...(index < controls.length - 1 && { onDown: () => set(moved(controls, index, 1)) })}
          onRemove={() => set(controls.filter((_, at) => at !== index))}
        />
      ))}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => add('choice', t.templateTexts.classTitle)}
        >
          {t.addChoice}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => add('number', t.templateTexts.numberTitle)}
        >
          {t.addNumber}
        </Button>
        {regionKindsOf[medium].length > 0 && (
          <Button
            variant="default"
            leftSection={<IconPlus size={14} />}
            onClick={() => add('regions', t.templateTexts.regionTitle)}
          >
            {t.addRegions}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface CardProps {
  control: Control;
  medium: Medium;
  savedLabels: ReadonlySet<string>;
  elsewhere: readonly Label[];
  onChange(control: Control): void;
  onUp?(): void;
  onDown?(): void;
  onRemove(): void;
}

function ControlCard(props: CardProps) {
  const { control, medium, savedLabels, elsewhere, onChange, onUp, onDown, onRemove } = props;
  const t = useTexts(texts);
  const toggle = (kind: RegionKind, on: boolean) =>
    onChange({
      ...control,
      regionKinds: regionKindsOf[medium].filter((k) => (k === kind ? on : control.regionKinds.includes(k))),
    });
  return (
    <section className={css.control} aria-label={control.title}>
      <Group gap={4} wrap="nowrap" align="flex-end" mb={6}>
        <TextInput
          flex={1}
          label={t.question}
          value={control.title}
          onChange={(event) => onChange({ ...control, title: event.currentTarget.value })}
        />
        <ActionIcon aria-label={t.moveUp(control.title)} disabled={!onUp} onClick={onUp}>
          <IconArrowUp size={14} />
        </ActionIcon>
        <ActionIcon aria-label={t.moveDown(control.title)} disabled={!onDown} onClick={onDown}>
          <IconArrowDown size={14} />
        </ActionIcon>
        <ActionIcon aria-label={t.remove(control.title)} onClick={onRemove}>
          <IconX size={14} />
        </ActionIcon>
      </Group>
      <Group gap="md" mb={8} mih={22}>
        <Text size="xs" className="quiet">
          {{ choice: t.kindChoice, regions: t.kindRegions, number: t.kindNumber }[control.kind]}
        </Text>
        {control.kind === 'choice' ? (
          <Checkbox
            label={t.multiple}
            checked={control.multiple}
            onChange={(event) => onChange({ ...control, multiple: event.currentTarget.checked })}
          />
        ) : (
          control.kind === 'regions' &&
          regionKindsOf[medium].length > 1 && (
            <Group gap="sm" role="group" aria-label={t.regionKindsTitle}>
              {regionKindsOf[medium].map((kind) => (
                <Checkbox
                  key={kind}
                  label={t.regionKinds[kind]}
                  checked={control.regionKinds.includes(kind)}
                  onChange={(event) => toggle(kind, event.currentTarget.checked)}
                />
              ))}
            </Group>
          )
        )}
      </Group>
      {marksPixels(control) && (
        <Radio.Group
          label={t.unmarkedTitle}
          description={t.unmarkedHint[control.unmarked]}
          value={control.unmarked}
          onChange={(value) => onChange({ ...control, unmarked: value as Control['unmarked'] })}
          mb={8}
        >
          <Group gap="sm" mt={4}>
            <Radio value="background" label={t.unmarked.background} />
            <Radio value="unknown" label={t.unmarked.unknown} />
          </Group>
        </Radio.Group>
      )}
      {control.kind === 'number' ? (
        <NumberFields control={control} onChange={onChange} />
      ) : (
        <LabelRows
          labels={control.labels}
          saved={savedLabels}
          elsewhere={elsewhere}
          onChange={(labels) => onChange({ ...control, labels })}
        />
      )}
    </section>
  );
}
