import { Button, RangeSlider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { api } from '@/shared/api/api';
import type { ItemState, Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { LabelChip } from '@/shared/ui/LabelChip';
import css from './FilterPanel.module.css';
import type { useItemFilter } from './items/useItemFilter';
import { texts } from './texts';

/** What to look at: by state, label and score. */
export function FilterPanel({
  project,
  control,
}: {
  project: Project;
  control: ReturnType<typeof useItemFilter>;
}) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const { filter, change, clear, isFiltered } = control;
  const { counts } = project;
  // a score of exactly 0 marks what is unlike every labelled item
  const unlike = useQuery({
    queryKey: ['items', project.id, 'unlike'],
    queryFn: ({ signal }) => api.items(project.id, { state: 'predicted', maxScore: 0 }, undefined, 1, signal),
    enabled: counts.predicted > 0,
  });
  const isUnlike = filter.maxScore === 0;
  const untouched = counts.items - counts.annotated - counts.predicted - counts.skipped - counts.drafts;
  const states: [ItemState, number][] = [
    ['new', Math.max(0, untouched)],
    ['predicted', counts.predicted],
    ['draft', counts.drafts],
    ['annotated', counts.annotated],
    ['skipped', counts.skipped],
  ];
  return (
    <aside className={css.panel} aria-label={t.filters}>
      <div className={css.group}>
        <h2>{t.state}</h2>
        <Choice
          pressed={!filter.state && !filter.deleted}
          onClick={() => change({ state: undefined, deleted: undefined })}
          count={number(counts.items)}
        >
          {t.all}
        </Choice>
        {states.map(([state, count]) => (
          <Choice
            key={state}
            pressed={filter.state === state && !filter.deleted && !isUnlike}
            onClick={() => change({ state: filter.state === state ? undefined : state, deleted: undefined })}
            count={number(count)}
          >
            {t.states[state]}
          </Choice>
        ))}
        {((unlike.data?.total ?? 0) > 0 || isUnlike) && (
          <Choice
            pressed={isUnlike}
            title={t.unlikeHint}
            onClick={() =>
              change({
                state: isUnlike ? undefined : 'predicted',
                maxScore: isUnlike ? undefined : 0,
                minScore: undefined,
                deleted: undefined,
              })
            }
            count={number(unlike.data?.total ?? 0)}
          >
            {t.unlike}
          </Choice>
        )}
        {(counts.deleted > 0 || filter.deleted) && (
          <Choice
            pressed={Boolean(filter.deleted)}
            onClick={() => change({ deleted: filter.deleted ? undefined : true, state: undefined })}
            count={number(counts.deleted)}
          >
            {t.deleted}
          </Choice>
        )}
      </div>
      {project.schema.controls.map((question) => (
        <div key={question.key} className={css.group}>
          <h2>{question.title}</h2>
          {question.labels.map((label) => (
            <Choice
              key={label.id}
              pressed={filter.label === label.id}
              onClick={() => change({ label: filter.label === label.id ? undefined : label.id })}
            >
              <LabelChip label={label} />
            </Choice>
          ))}
        </div>
      ))}
      <div className={css.group}>
        <h2>{t.score}</h2>
        <div className={css.scores}>
          <Scores
            low={filter.minScore ?? 0}
            high={filter.maxScore ?? 1}
            onChange={(low, high) =>
              change({ minScore: low > 0 ? low : undefined, maxScore: high < 1 ? high : undefined })
            }
          />
        </div>
      </div>
      {isFiltered && (
        <Button variant="subtle" onClick={clear}>
          {t.clearFilters}
        </Button>
      )}
    </aside>
  );
}

interface ChoiceProps {
  pressed: boolean;
  count?: string;
  title?: string;
  onClick(): void;
  children: ReactNode;
}

function Choice(props: ChoiceProps) {
  return (
    <button
      type="button"
      className={css.choice}
      aria-pressed={props.pressed}
      title={props.title}
      onClick={props.onClick}
    >
      {props.children}
      {props.count !== undefined && <span className="quiet">{props.count}</span>}
    </button>
  );
}

function Scores({
  low,
  high,
  onChange,
}: {
  low: number;
  high: number;
  onChange(low: number, high: number): void;
}) {
  const t = useTexts(texts);
  const [value, setValue] = useState<[number, number]>([low, high]);
  useEffect(() => setValue([low, high]), [low, high]);
  return (
    <>
      <RangeSlider
        size="sm"
        min={0}
        max={1}
        step={0.01}
        minRange={0}
        label={null}
        thumbFromLabel={t.scoreFrom}
        thumbToLabel={t.scoreTo}
        value={value}
        onChange={setValue}
        onChangeEnd={([from, to]) => onChange(from, to)}
      />
      <div
        style={{ display: 'flex', justifyContent: 'space-between', fontSize: '0.75rem' }}
        className="quiet"
      >
        <span>{value[0].toFixed(2)}</span>
        <span>{value[1].toFixed(2)}</span>
      </div>
    </>
  );
}
