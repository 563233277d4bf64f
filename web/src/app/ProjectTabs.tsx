import { Progress, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { NavLink, useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import { useFormats } from '@/shared/i18n/format';
import { type Texts, useTexts } from '@/shared/i18n/language';
import css from './Shell.module.css';
import { texts as shellTexts } from './texts';

const texts: Texts<{ items: string }> = { en: { items: 'Items' }, 'zh-CN': { items: '条目' } };

/** The pages of the project that is open, and how far it is. */
export function ProjectTabs() {
  const t = useTexts(shellTexts);
  const { items } = useTexts(texts);
  const format = useFormats();
  const { projectId } = useParams();
  const project = useQuery({ ...queries.project(projectId ?? ''), enabled: Boolean(projectId) });
  if (!projectId) return null;
  const counts = project.data?.counts;
  const base = `/projects/${projectId}`;
  return (
    <>
      <nav className={css.tabs} aria-label={project.data?.name ?? items}>
        <NavLink to={base} end>
          {items}
        </NavLink>
        <NavLink to={`${base}/annotate`}>{t.annotate}</NavLink>
        <NavLink to={`${base}/runs`}>{t.evaluation}</NavLink>
        <NavLink to={`${base}/models`}>{t.models}</NavLink>
        <NavLink to={`${base}/settings`}>{t.projectSettings}</NavLink>
      </nav>
      {counts && (
        <Tooltip label={t.progress(format.number(counts.annotated), format.number(counts.items))}>
          <div style={{ display: 'flex', alignItems: 'center', gap: 8, marginLeft: 12 }}>
            <Progress
              value={counts.items ? (100 * counts.annotated) / counts.items : 0}
              w={90}
              size="sm"
              aria-label={t.progress(format.number(counts.annotated), format.number(counts.items))}
            />
            <Text size="xs" className="quiet" style={{ whiteSpace: 'nowrap' }}>
              {format.number(counts.annotated)} / {format.number(counts.items)}
            </Text>
          </div>
        </Tooltip>
      )}
    </>
  );
}
