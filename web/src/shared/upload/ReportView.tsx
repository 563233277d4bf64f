import { Alert, List, Stack, Text } from '@mantine/core';
import type { ImportReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

const shownFaults = 200;

/** What an import did, and every file or line that it refused. */
export function ReportView({ report }: { report: ImportReport }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const { added, updated, skipped, faults } = report;
  const parts = [
    added && t.added(number(added)),
    updated && t.updated(number(updated)),
    skipped && t.skipped(number(skipped)),
    faults.length && t.faults(number(faults.length)),
  ].filter(Boolean);
  return (
    <Alert color={faults.length ? 'orange' : 'accent'} variant="light" p="xs" role="status">
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {parts.join(' · ') || t.nothing}
        </Text>
        {faults.length > 0 && (
          <List size="xs" spacing={2} mah={200} style={{ overflow: 'auto' }}>
            {faults.slice(0, shownFaults).map((fault) => (
              <List.Item key={fault.where + fault.sentence}>
                <b>{fault.where}</b>: {fault.sentence}
              </List.Item>
            ))}
            {faults.length > shownFaults && (
              <List.Item>{t.more(number(faults.length - shownFaults))}</List.Item>
            )}
          </List>
        )}
      </Stack>
    </Alert>
  );
}
