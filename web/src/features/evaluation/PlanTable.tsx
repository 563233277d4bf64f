import { Stack, Table, Text, Title } from '@mantine/core';
import type { Run, RunReport } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { RunVariants } from '@/shared/ui/RunVariants';
import { texts } from './texts';

/** What was decided before training, and what the network therefore saw. */
export function PlanTable({ run, rows }: { run: Run; rows: RunReport['plan'] }) {
  const t = useTexts(texts);
  if (!rows?.length) return null;
  return (
    <section>
      <Title order={2}>{t.plan}</Title>
      <Text size="xs" className="quiet" mb="xs">
        {t.planHint}
      </Text>
      <Stack gap="sm" maw={980}>
        <RunVariants run={run} />
        <Table verticalSpacing={2}>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key}>
                <Table.Th>{row.key}</Table.Th>
                <Table.Td ta="right">{row.value}</Table.Td>
                <Table.Td className="quiet">
                  {row.given && `${t.given} · `}
                  {row.why}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </section>
  );
}
