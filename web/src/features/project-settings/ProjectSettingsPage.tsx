import { Divider, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { PageFrame } from '@/shared/ui/PageFrame';
import { DeleteProject } from './DeleteProject';
import { ProjectForm } from './ProjectForm';
import { SchemaForm } from './SchemaForm';
import { texts } from './texts';

/** Name, guidelines, questions; and the way to the trash. */
export default function ProjectSettingsPage() {
  const t = useTexts(texts);
  const { projectId } = useParams();
  const project = useQuery(queries.project(projectId!));
  return (
    <PageFrame title={t.title}>
      <Fault error={project.error} retry={project.refetch} />
      {project.data && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={40}>
          <Stack gap="lg">
            <ProjectForm project={project.data} />
            <Divider />
            <DeleteProject project={project.data} />
          </Stack>
          <Stack gap="sm">
            <Title order={2}>{t.schema}</Title>
            <Text size="xs" className="quiet">
              {t.schemaHint}
            </Text>
            <SchemaForm project={project.data} />
          </Stack>
        </SimpleGrid>
      )}
    </PageFrame>
  );
}
