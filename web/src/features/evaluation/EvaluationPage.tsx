import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import type { Run } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useActions } from '@/shared/keys/actions';
import { isActive } from '@/shared/runs';
import { Fault } from '@/shared/ui/Fault';
import { Empty, usePageTitle } from '@/shared/ui/PageFrame';
import css from './EvaluationPage.module.css';
import { ReportPage } from './ReportPage';
import { RunList } from './RunList';
import { texts } from './texts';

/** How good the models are: all runs left, one run's report right. */
export default function EvaluationPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { projectId, runId } = useParams();
  const project = useQuery(queries.project(projectId!));
  const runs = useQuery(queries.runs(projectId!));
  usePageTitle(project.data && `${project.data.name}: ${t.runs}`);
  const all = (runs.data ?? []).filter((one) => !one.promotes); // those only answer, and measure nothing
  const run = runId
    ? all.find((one) => one.id === runId)
    : (all.find((one) => one.state === 'succeeded') ?? all[0]);
  const at = run ? all.indexOf(run) : -1;
  const go = (index: number) => {
    const next = all[Math.min(all.length - 1, Math.max(0, index))];
    if (next) navigate(`/projects/${projectId}/runs/${next.id}`);
  };
  useActions(t.runs, [
    { keys: ['ArrowDown', 'j'], title: t.runs, enabled: all.length > 1, perform: () => go(at + 1) },
    { keys: ['ArrowUp', 'k'], title: t.runs, enabled: all.length > 1, perform: () => go(at - 1) },
  ]);

  if (runs.isPending) return null;
  if (!run)
    return (
      <>
        <Fault error={runs.error} retry={runs.refetch} />
        <Empty title={t.none} hint={t.noneHint}>
          <Button component={Link} to={`/projects/${projectId}?panel=auto`}>
            {t.auto}
          </Button>
        </Empty>
      </>
    );
  return (
    <div className={css.page}>
      <RunList runs={all} shown={run} />
      <div className={css.report}>
        {run.state === 'succeeded' && project.data ? (
          <ReportPage key={run.id} run={run} project={project.data} previous={previousOf(all, run)} />
        ) : (
          <Unfinished run={run} />
        )}
      </div>
    </div>
  );
}

function Unfinished({ run }: { run: Run }) {
  const t = useTexts(texts);
  if (isActive(run))
    return (
      <Empty title={t.notFinished}>
        <Button component={Link} to={`/projects/${run.projectId}?panel=auto`}>
          {t.auto}
        </Button>
      </Empty>
    );
  return (
    <Alert color={run.state === 'failed' ? 'red' : 'gray'} variant="light" title={t.states[run.state]}>
      {run.error ?? run.message ?? t.noReport}
    </Alert>
  );
}

/** The last run before this one that ended well. */
const previousOf = (runs: Run[], run: Run) =>
  runs.slice(runs.indexOf(run) + 1).find((one) => one.state === 'succeeded' && one.task === run.task);
