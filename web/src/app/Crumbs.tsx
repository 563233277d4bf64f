import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import css from './Shell.module.css';
import { texts } from './texts';

/** Where one is: projects / this project. */
export function Crumbs() {
  const t = useTexts(texts);
  const { pathname } = useLocation();
  const { projectId } = useParams();
  const project = useQuery({ ...queries.project(projectId ?? ''), enabled: Boolean(projectId) });
  const here = nameOf(pathname, t) ?? project.data?.name;
  return (
    <nav className={css.crumbs} aria-label={t.projects}>
      <Link to="/" className={css.logo} aria-label="Labelsmith">
        <img src="/favicon.svg" alt="" width={20} height={20} />
      </Link>
      <ol>
        <li>
          {pathname === '/' ? (
            <span aria-current="page">{t.projects}</span>
          ) : (
            <Link to="/">{t.projects}</Link>
          )}
        </li>
        {here && (
          <li>
            {projectId ? (
              <Link to={`/projects/${projectId}`} aria-current="true" title={here}>
                {here}
              </Link>
            ) : (
              <span aria-current="page">{here}</span>
            )}
          </li>
        )}
      </ol>
    </nav>
  );
}

function nameOf(pathname: string, t: { newProject: string; trash: string; settings: string }) {
  if (pathname === '/projects/new') return t.newProject;
  if (pathname === '/trash') return t.trash;
  if (pathname === '/settings') return t.settings;
  return undefined;
}
