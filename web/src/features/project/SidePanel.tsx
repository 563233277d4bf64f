import { CloseButton, Title } from '@mantine/core';
import type { ComponentType } from 'react';
import { useSearchParams } from 'react-router';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import css from './ItemsPage.module.css';
import { AutoPanel } from './panels/AutoPanel';
import { DataPanel } from './panels/DataPanel';
import { ExportPanel } from './panels/ExportPanel';
import { texts } from './texts';

/** What stands on the right, by its name in the address. */
const panels = { auto: AutoPanel, data: DataPanel, export: ExportPanel } satisfies Record<
  string,
  ComponentType<{ project: Project }>
>;
export type Panel = keyof typeof panels;

export function usePanel(): [Panel | undefined, (panel: Panel | undefined) => void] {
  const [search, setSearch] = useSearchParams();
  const named = search.get('panel');
  const panel = named && named in panels ? (named as Panel) : undefined;
  const setPanel = (next: Panel | undefined) =>
    setSearch(
      (now) => {
        const changed = new URLSearchParams(now);
        if (next) changed.set('panel', next);
        else changed.delete('panel');
        return changed;
      },
      { replace: true },
    );
  return [panel, setPanel];
}

export function SidePanel({ project, panel, close }: { project: Project; panel: Panel; close(): void }) {
  const t = useTexts(texts);
  const Body = panels[panel];
  return (
    <aside className={css.side} aria-label={t[panel]}>
      <div className={css.sideHead}>
        <Title order={2}>{t[panel]}</Title>
        <CloseButton size="sm" onClick={close} aria-label={t.closePanel} />
      </div>
      <div className={css.sideBody}>
        <Body project={project} />
      </div>
    </aside>
  );
}
