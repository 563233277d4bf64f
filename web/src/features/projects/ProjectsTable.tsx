import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconDots, IconFileText, IconPhoto, IconWaveSine } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { api } from '@/shared/api/api';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { isActive } from '@/shared/runs';
import { CountsBar } from '@/shared/ui/CountsBar';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import css from './ProjectsPage.module.css';
import { texts } from './texts';

const icons = { image: IconPhoto, text: IconFileText, audio: IconWaveSine };

export function ProjectsTable({ projects }: { projects: Project[] }) {
  const t = useTexts(texts);
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th style={{ width: 40 }} aria-label={t.medium} />
          <th>{t.name}</th>
          <th style={{ width: '26%' }}>{t.progress}</th>
          <th className={css.number}>{t.annotated}</th>
          <th className={css.number}>{t.predicted}</th>
          <th className={css.number}>{t.items}</th>
          <th>{t.lastRun}</th>
          <th style={{ width: 44 }} aria-label="⋯" />
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <Row key={project.id} project={project} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ project }: { project: Project }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const navigate = useNavigate();
  const { counts } = project;
  const Medium = icons[project.medium];
  const counted = t.counts(number(counts.annotated), number(counts.predicted), number(counts.items));
  return (
    // the whole row is a target for the mouse; keys and readers use the link in it
    <tr onClick={() => navigate(`/projects/${project.id}`)}>
      <td>
        <span className={css.medium} title={t.media[project.medium]}>
          <Medium size={18} stroke={1.5} aria-label={t.media[project.medium]} />
        </span>
      </td>
      <td>
        <Link className={css.name} to={`/projects/${project.id}`} data-project-link>
          {project.name}
        </Link>
      </td>
      <td>
        <CountsBar counts={counts} label={counted} />
      </td>
      <td className={css.number}>{number(counts.annotated)}</td>
      <td className={css.number}>{number(counts.predicted)}</td>
      <td className={css.number}>{number(counts.items)}</td>
      <td>
        <LastRun project={project} />
      </td>
      <td onClick={(event) => event.stopPropagation()} onKeyDown={() => {}}>
        <RowMenu project={project} />
      </td>
    </tr>
  );
}

function LastRun({ project: { latestRun } }: { project: Project }) {
  const t = useTexts(texts);
  const { ago, percent } = useFormats();
  if (!latestRun) return <span className="quiet">–</span>;
  const state = t.runStates[latestRun.state];
  return (
    <Text size="xs" span {...(latestRun.state === 'failed' && { c: 'red' })}>
      {state}{' '}
      <span className="quiet">
        {isActive(latestRun) ? percent(latestRun.fraction) : ago(latestRun.finishedAt ?? latestRun.createdAt)}
      </span>
    </Text>
  );
}

function RowMenu({ project }: { project: Project }) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const refresh = () => client.invalidateQueries({ queryKey: ['projects'] });
  const restore = useMutation({
    mutationFn: () => api.restoreProject(project.id),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => api.deleteProject(project.id),
    onError,
    onSuccess: () => {
      void refresh();
      toast({
        sentence: t.deleted(project.name),
        action: { title: t.undo, perform: () => restore.mutate() },
      });
    },
  });
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.more(project.name)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/projects/${project.id}`}>
          {t.open}
        </Menu.Item>
        <Menu.Item component={Link} to={`/projects/${project.id}/annotate`}>
          {t.annotate}
        </Menu.Item>
        <Menu.Item component={Link} to={`/projects/${project.id}/settings`}>
          {t.settings}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => remove.mutate()}>
          {t.delete}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
