import { ActionIcon, Button, Group, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import {
  IconDatabasePlus,
  IconDownload,
  IconLayoutGrid,
  IconList,
  IconSearch,
  IconWand,
  IconX,
} from '@tabler/icons-react';
import { type RefObject, useEffect, useState } from 'react';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './ItemsPage.module.css';
import type { useItemFilter } from './items/useItemFilter';
import type { Selection } from './items/useSelection';
import type { Panel } from './SidePanel';
import { texts } from './texts';

interface Props {
  control: ReturnType<typeof useItemFilter>;
  selection: Selection;
  /** Undefined until the list is there. */
  total: number | undefined;
  search: RefObject<HTMLInputElement | null>;
  view: 'grid' | 'table';
  setView(view: 'grid' | 'table'): void;
  panel: Panel | undefined;
  setPanel(panel: Panel | undefined): void;
  open(): void;
  remove(): void;
}

export function Toolbar(props: Props) {
  const { selection, panel, setPanel } = props;
  const t = useTexts(texts);
  const toggle = (which: Panel) => setPanel(panel === which ? undefined : which);
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t.title}>
      {selection.chosen.size ? <SelectionTools {...props} /> : <ListTools {...props} />}
      <Group gap={6} wrap="nowrap" ml="auto">
        <Button
          variant={panel === 'auto' ? 'light' : 'filled'}
          leftSection={<IconWand size={14} />}
          aria-expanded={panel === 'auto'}
          onClick={() => toggle('auto')}
        >
          {t.auto}
        </Button>
        <Button
          variant={panel === 'data' ? 'light' : 'default'}
          leftSection={<IconDatabasePlus size={14} />}
          aria-expanded={panel === 'data'}
          onClick={() => toggle('data')}
        >
          {t.data}
        </Button>
        <Button
          variant={panel === 'export' ? 'light' : 'default'}
          leftSection={<IconDownload size={14} />}
          aria-expanded={panel === 'export'}
          onClick={() => toggle('export')}
        >
          {t.export}
        </Button>
      </Group>
    </div>
  );
}

function SelectionTools({ selection, control, open, remove }: Props) {
  const t = useTexts(texts);
  const { number } = useFormats();
  return (
    <Group gap={8}>
      <ActionIcon aria-label={t.clearSelection} onClick={selection.clear}>
        <IconX size={16} />
      </ActionIcon>
      <Text size="sm" fw={600}>
        {t.selected(number(selection.chosen.size))}
      </Text>
      <Button variant="default" onClick={open}>
        {t.open}
      </Button>
      <Button variant="default" onClick={remove}>
        {control.filter.deleted ? t.restore : t.delete}
      </Button>
    </Group>
  );
}

function ListTools({ control: { filter, change }, total, search, view, setView }: Props) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const [typed, setTyped] = useState(filter.text ?? '');
  const apply = useDebouncedCallback((text: string) => change({ text: text || undefined }), 250);
  // the filter can be cleared from elsewhere
  useEffect(() => setTyped(filter.text ?? ''), [filter.text]);
  return (
    <Group gap={8} wrap="nowrap" flex="0 1 auto" miw={0}>
      <TextInput
        ref={search}
        flex="0 1 180px"
        miw={90}
        aria-label={t.search}
        placeholder={t.search}
        leftSection={<IconSearch size={14} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          apply(event.currentTarget.value);
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Select
        flex="0 1 168px"
        miw={120}
        aria-label={t.sort}
        value={filter.sort ?? 'id'}
        allowDeselect={false}
        data={Object.entries(t.sorts).map(([value, label]) => ({ value, label }))}
        onChange={(value) => change({ sort: value && value !== 'id' ? value : undefined })}
      />
      <SegmentedControl
        aria-label={t.switchView}
        value={view}
        onChange={(value) => setView(value as 'grid' | 'table')}
        data={[
          { value: 'grid', label: <ViewIcon Icon={IconLayoutGrid} title={t.grid} /> },
          { value: 'table', label: <ViewIcon Icon={IconList} title={t.table} /> },
        ]}
      />
      <Text size="xs" className="quiet" aria-live="polite" style={{ whiteSpace: 'nowrap' }}>
        {total !== undefined && t.found(number(total))}
      </Text>
    </Group>
  );
}

function ViewIcon({ Icon, title }: { Icon: typeof IconList; title: string }) {
  return (
    <span title={title} style={{ display: 'flex' }}>
      <Icon size={14} aria-label={title} />
    </span>
  );
}
