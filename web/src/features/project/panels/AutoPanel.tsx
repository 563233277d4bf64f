import { Divider, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { isActive } from '@/shared/runs';
import { Fault } from '@/shared/ui/Fault';
import { AcceptAbove } from './AcceptAbove';
import { AskNext } from './AskNext';
import { RunForm } from './RunForm';
import { RunHistory } from './RunHistory';
import { RunProgress } from './RunProgress';
import { RunResult } from './RunResult';

/** Starts a run, shows it live, then what to do with its predictions. The shell follows the events. */
export function AutoPanel({ project }: { project: Project }) {
  const runs = useQuery(queries.runs(project.id));
  const active = runs.data?.find(isActive);
  const last = runs.data?.find((run) => !isActive(run));
  return (
    <Stack gap="md">
      <Fault error={runs.error} retry={runs.refetch} />
      {active ? (
        <RunProgress run={active} />
      ) : (
        runs.data && (
          <RunForm project={project} learnsAgain={runs.data.some((run) => run.state === 'succeeded')} />
        )
      )}
      {last && !active && (
        <>
          <Divider />
          <RunResult run={last} />
        </>
      )}
      <Divider />
      <AskNext project={project} />
      {project.counts.predicted > 0 && (
        <>
          <Divider />
          <AcceptAbove project={project} />
        </>
      )}
      {runs.data && runs.data.length > 0 && (
        <>
          <Divider />
          <RunHistory runs={runs.data} />
        </>
      )}
    </Stack>
  );
}
