import { List, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { Project, RunReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

/** What is odd about the project's items; each opens in annotate. */
export function Findings({ project, report }: { project: Project; report: RunReport }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const findings = report.findings ?? [];
  if (findings.length === 0) return null;
  const counts = Object.entries(report.finding_counts ?? {}).map(
    ([kind, count]) => `${number(count)} ${t.findingKinds[kind] ?? kind}`,
  );
  return (
    <section>
      <Title order={2}>{t.data}</Title>
      <Text size="xs" className="quiet" mb="xs">
        {counts.join(', ')}. {t.dataHint}
      </Text>
      <List size="sm" maw={820}>
        {findings.map((finding) => (
          <List.Item key={`${finding.kind} ${finding.item}`}>
            {finding.itemId ? (
              <Link to={`/projects/${project.id}/annotate/${finding.itemId}`}>{finding.item}</Link>
            ) : (
              finding.item
            )}
            : {finding.sentence}
            {(finding.others ?? []).length > 0 && (
              <Text span size="xs" className="quiet">
                {' '}
                {(finding.others ?? []).join(', ')}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </section>
  );
}
