import { Button, Group, Skeleton, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import { useActions } from '@/shared/keys/actions';
import { isActive } from '@/shared/runs';
import { Fault } from '@/shared/ui/Fault';
import { Empty, PageFrame } from '@/shared/ui/PageFrame';
import { ProjectsTable } from './ProjectsTable';
import { texts } from './texts';

/** All projects with how far each is. */
export default function ProjectsPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const projects = useQuery({
    ...queries.projects(),
    // no events here: the list asks again while something runs
    refetchInterval: (query) => (query.state.data?.some((p) => isActive(p.latestRun)) ? 4_000 : false),
  });
  const wanted = search.trim().toLowerCase();
  const shown = projects.data?.filter((project) => project.name.toLowerCase().includes(wanted));

  const focusRow = (by: 1 | -1) => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-project-link]')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };
  useActions(t.title, [
    { keys: ['n'], title: t.newProject, perform: () => navigate('/projects/new') },
    { keys: ['/'], title: t.search, perform: () => field.current?.focus() },
    { keys: ['ArrowDown', 'j'], title: t.move, perform: () => focusRow(1) },
    { keys: ['ArrowUp', 'k'], title: t.move, perform: () => focusRow(-1) },
  ]);

  return (
    <PageFrame
      title={t.title}
      aside={
        <Group gap="xs">
          <TextInput
            ref={field}
            w={220}
            aria-label={t.searchHint}
            placeholder={`${t.search}  /`}
            leftSection={<IconSearch size={14} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
          <Button component={Link} to="/projects/new" leftSection={<IconPlus size={14} />}>
            {t.newProject}
          </Button>
        </Group>
      }
    >
      {projects.isPending && <Waiting />}
      <Fault error={projects.error} retry={projects.refetch} />
      {shown && shown.length > 0 && <ProjectsTable projects={shown} />}
      {shown?.length === 0 &&
        (wanted ? (
          <Empty title={t.noMatch} />
        ) : (
          <Empty title={t.none} hint={t.noneHint}>
            <Button component={Link} to="/projects/new" leftSection={<IconPlus size={14} />}>
              {t.newProject}
            </Button>
          </Empty>
        ))}
      <Group justify="flex-end" mt="md">
        <Button component={Link} to="/trash" variant="subtle" color="gray">
          {t.trash}
        </Button>
      </Group>
    </PageFrame>
  );
}

function Waiting() {
  return (
    <Stack gap={8}>
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} h={36} radius={2} />
      ))}
    </Stack>
  );
}
