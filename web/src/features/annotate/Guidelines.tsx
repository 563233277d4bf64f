import { Checkbox } from '@mantine/core';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import css from './Guidelines.module.css';
import { texts } from './texts';
import type { Settings } from './useSettings';

interface Props {
  project: Project;
  settings: Settings;
  onChange(part: Partial<Settings>): void;
}

/** What the team agreed on, and how one wants to work. */
export function Guidelines({ project, settings, onChange }: Props) {
  const t = useTexts(texts);
  const hasSingleChoice = project.schema.controls.some(
    (control) => control.kind === 'choice' && !control.multiple,
  );
  return (
    <footer className={css.footer}>
      {hasSingleChoice && (
        <Checkbox
          label={t.autoAdvance}
          checked={settings.autoAdvance}
          onChange={(event) => onChange({ autoAdvance: event.currentTarget.checked })}
        />
      )}
      {project.guidelines && (
        <details open>
          <summary>{t.guidelines}</summary>
          <p>{project.guidelines}</p>
        </details>
      )}
    </footer>
  );
}
