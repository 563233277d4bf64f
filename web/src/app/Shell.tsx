import { useIsFetching } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { useTexts } from '@/shared/i18n/language';
import { useActions } from '@/shared/keys/actions';
import { ActionsPanel } from './ActionsPanel';
import { Crumbs } from './Crumbs';
import { Menus } from './Menus';
import { ProjectTabs } from './ProjectTabs';
import { RunningRun } from './RunningRun';
import { SessionGate } from './SessionGate';
import css from './Shell.module.css';
import { texts } from './texts';
import { useColorSchemeCycle } from './useColorSchemeCycle';

/** The frame of every page: a narrow bar, below it the page. */
export function Shell() {
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}

function Frame() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [showsKeys, setShowsKeys] = useState(false);
  const cycleTheme = useColorSchemeCycle();
  const busy = useIsFetching() > 0;

  useActions(t.everywhere, [
    { keys: ['?'], title: t.showKeys, perform: () => setShowsKeys((shown) => !shown) },
    { keys: ['Escape'], title: t.closeKeys, enabled: showsKeys, perform: () => setShowsKeys(false) },
    { keys: ['Alt+p'], title: t.goToProjects, perform: () => navigate('/') },
    { keys: ['Alt+,'], title: t.goToSettings, perform: () => navigate('/settings') },
    { keys: ['Alt+t'], title: t.switchTheme, perform: cycleTheme },
  ]);

  return (
    <div className={css.frame}>
      <header className={css.bar} aria-busy={busy}>
        <Crumbs />
        <ProjectTabs />
        <div className={css.space} />
        <RunningRun />
        <Menus showKeys={() => setShowsKeys((shown) => !shown)} />
      </header>
      <main className={css.page} key={pathname.split('/')[2] ?? 'home'}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      {showsKeys && <ActionsPanel close={() => setShowsKeys(false)} />}
    </div>
  );
}
