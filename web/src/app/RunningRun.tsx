import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { isActive, useLiveRun } from '@/shared/runs';
import css from './Shell.module.css';
import { texts } from './texts';

/** Says on every page of a project that its run is working. Follows the run, so that pages need not. */
export function RunningRun() {
  const t = useTexts(texts);
  const format = useFormats();
  const { projectId } = useParams();
  const runs = useQuery({ ...queries.runs(projectId ?? ''), enabled: Boolean(projectId) });
  const run = runs.data?.find(isActive);
  useLiveRun(run);
  if (!run) return null;
  return (
    <Tooltip label={t.runningHint}>
      <Link to={`/projects/${run.projectId}?panel=auto`} className={css.running}>
        <span className={css.pulse} aria-hidden />
        {run.state === 'queued' || !run.stage
          ? t.queued
          : t.running(t.stages[run.stage], format.percent(run.fraction))}
      </Link>
    </Tooltip>
  );
}
