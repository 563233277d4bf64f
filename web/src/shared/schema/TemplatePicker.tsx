import { Button, Group, Text } from '@mantine/core';
import type { LabelSchema, Medium } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { templates } from './templates';
import { texts } from './texts';

/** Replaces the schema by a template's. */
export function TemplatePicker({ medium, onPick }: { medium: Medium; onPick(schema: LabelSchema): void }) {
  const t = useTexts(texts);
  return (
    <Group gap={6} role="group" aria-label={t.template}>
      <Text size="xs" className="quiet">
        {t.template}
      </Text>
      {templates
        .filter((template) => template.medium === medium)
        .map((template) => (
          <Button
            key={template.key}
            variant="light"
            size="compact-xs"
            onClick={() => onPick(template.build(t.templateTexts))}
          >
            {t.templates[template.key]}
          </Button>
        ))}
    </Group>
  );
}
