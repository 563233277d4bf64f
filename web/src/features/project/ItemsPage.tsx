import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { queries } from '@/shared/api/queries';
import type { Label, Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useActions } from '@/shared/keys/actions';
import { Fault } from '@/shared/ui/Fault';
import { Empty, usePageTitle } from '@/shared/ui/PageFrame';
import { FilterPanel } from './FilterPanel';
import css from './ItemsPage.module.css';
import { ItemGrid } from './items/ItemGrid';
import { ItemTable } from './items/ItemTable';
import { useDeleteItems } from './items/useDeleteItems';
import { useItemFilter } from './items/useItemFilter';
import { useItems } from './items/useItems';
import { useSelection } from './items/useSelection';
import { SidePanel, usePanel } from './SidePanel';
import { Toolbar } from './Toolbar';
import { texts } from './texts';

/** A project's items: filters left, items in the middle, what can be done with them right. */
export default function ItemsPage() {
  const { projectId } = useParams();
  const project = useQuery(queries.project(projectId!));
  usePageTitle(project.data?.name);
  if (project.error) return <Fault error={project.error} retry={project.refetch} />;
  return project.data ? <Items project={project.data} /> : null;
}

function Items({ project }: { project: Project }) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const control = useItemFilter();
  const list = useItems(project.id, control.filter);
  const ids = useMemo(() => list.items.map((item) => item.id), [list.items]);
  const selection = useSelection(ids);
  const [view, setView] = useLocalStorage<'grid' | 'table'>({ key: 'labelsmith.view', defaultValue: 'grid' });
  const [columns, setColumns] = useState(1);
  const [panel, setPanel] = usePanel();
  const search = useRef<HTMLInputElement>(null);
  const labels = useMemo(() => labelsOf(project), [project]);
  const deleting = useDeleteItems(project.id, selection.clear);

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  const open = (id: string) => navigate(`/projects/${project.id}/annotate/${id}`);
  const targets = selection.chosen.size
    ? [...selection.chosen]
    : ids.slice(selection.active, selection.active + 1);
  const removeOrRestore = () => {
    if (!targets.length || selection.active + selection.chosen.size < 0) return;
    if (control.filter.deleted) deleting.restore.mutate(targets);
    else deleting.remove.mutate(targets);
  };
  const step = (by: number) => (event: KeyboardEvent) => {
    selection.moveTo(selection.active < 0 ? 0 : selection.active + by, event.shiftKey);
  };
  const arrows = (key: string, by: number) => ({
    keys: [key, `Shift+${key}`],
    title: t.move,
    perform: step(by),
  });

  useActions(t.title, [
    arrows('ArrowRight', 1),
    arrows('ArrowLeft', -1),
    arrows('ArrowDown', columns),
    arrows('ArrowUp', -columns),
    {
      keys: ['Enter'],
      title: t.open,
      enabled: selection.active >= 0,
      perform: () => open(ids[selection.active]!),
    },
    {
      keys: ['Space', 'x'],
      title: t.select,
      enabled: selection.active >= 0,
      perform: () => selection.toggle(selection.active),
    },
    { keys: ['Ctrl+a'], title: t.selectAll, perform: selection.selectAll },
    {
      keys: ['Delete', 'Backspace'],
      title: control.filter.deleted ? t.restore : t.delete,
      perform: removeOrRestore,
    },
    {
      keys: ['Escape'],
      title: t.clearSelection,
      enabled: selection.chosen.size > 0,
      perform: selection.clear,
    },
    { keys: ['/'], title: t.search, perform: () => search.current?.focus() },
    { keys: ['g'], title: t.switchView, perform: () => setView(view === 'grid' ? 'table' : 'grid') },
    { keys: ['n'], title: t.annotateNext, perform: () => navigate(`/projects/${project.id}/annotate`) },
    { keys: ['a'], title: t.auto, perform: () => setPanel(panel === 'auto' ? undefined : 'auto') },
    { keys: ['d'], title: t.data, perform: () => setPanel(panel === 'data' ? undefined : 'data') },
    { keys: ['e'], title: t.export, perform: () => setPanel(panel === 'export' ? undefined : 'export') },
  ]);

  const View = view === 'grid' ? ItemGrid : ItemTable;
  return (
    <div className={css.page}>
      <FilterPanel project={project} control={control} />
      <section className={css.middle} aria-label={t.title}>
        <Toolbar
          {...{ control, selection, search, view, setView, panel, setPanel }}
          total={list.total}
          open={() => targets[0] && open(targets[0])}
          remove={removeOrRestore}
        />
        <Fault error={list.error} retry={list.refetch} />
        {list.items.length > 0 && (
          <View
            items={list.items}
            medium={project.medium}
            {...{ labels, selection, open, onEnd }}
            onColumns={setColumns}
          />
        )}
        {list.isSuccess &&
          !list.items.length &&
          (control.isFiltered ? (
            <Empty title={t.noMatch}>
              <Button variant="default" onClick={control.clear}>
                {t.clearFilters}
              </Button>
            </Empty>
          ) : (
            <Empty title={t.noItems} hint={t.noItemsHint}>
              <Button onClick={() => setPanel('data')}>{t.addData}</Button>
            </Empty>
          ))}
      </section>
      {panel && <SidePanel project={project} panel={panel} close={() => setPanel(undefined)} />}
    </div>
  );
}

const labelsOf = (project: Project): ReadonlyMap<string, Label> =>
  new Map(
    project.schema.controls.flatMap((control) => control.labels.map((label) => [label.id, label] as const)),
  );
