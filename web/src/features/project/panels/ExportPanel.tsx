import { Button, Radio, Select, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { texts } from './texts';

/** Downloads labels; says beforehand what and how many. */
export function ExportPanel({ project }: { project: Project }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const formats = useQuery(queries.formats());
  const [format, setFormat] = useState('native');
  const [include, setInclude] = useState<'annotations' | 'predictions' | 'both'>('annotations');
  const { annotated, predicted } = project.counts;
  const count = { annotations: annotated, predictions: predicted, both: annotated + predicted };
  const offered = (formats.data ?? []).filter((one) => one.writes && one.media.includes(project.medium));
  const empty = count[include] === 0;
  return (
    <Stack gap="md">
      <Fault error={formats.error} retry={formats.refetch} />
      <Select
        label={t.format}
        value={format}
        allowDeselect={false}
        onChange={(value) => setFormat(value ?? 'native')}
        data={offered.map((one) => ({ value: one.key, label: one.title }))}
      />
      <Radio.Group
        size="xs"
        label={t.include}
        value={include}
        onChange={(value) => setInclude(value as typeof include)}
      >
        <Stack gap={6} mt={4}>
          {(['annotations', 'predictions', 'both'] as const).map((what) => (
            <Radio key={what} size="xs" value={what} label={t[what](number(count[what]))} />
          ))}
        </Stack>
      </Radio.Group>
      <Button
        component="a"
        href={api.exportUrl(project.id, format, include)}
        download
        leftSection={<IconDownload size={14} />}
        {...(empty && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={(event) => empty && event.preventDefault()}
      >
        {t.download}
      </Button>
      {empty && (
        <Text size="xs" className="quiet">
          {t.nothingToExport}
        </Text>
      )}
    </Stack>
  );
}
