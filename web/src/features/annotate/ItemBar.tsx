import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconChevronLeft,
  IconChevronRight,
  IconCloudOff,
  IconCloudUpload,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { isPredicted } from '@/annotating/shared/answers';
import type { Editor } from '@/annotating/shared/editor';
import { KeyCap } from '@/annotating/shared/KeyCap';
import type { Saved } from '@/annotating/shared/outbox';
import { useEditor } from '@/annotating/shared/useEditor';
import type { Item, Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import type { ItemCommands } from './actions/action';
import css from './ItemBar.module.css';
import { texts } from './texts';
import type { SavedState } from './useSaved';

interface Props {
  project: Project;
  item: Item | undefined;
  commands: ItemCommands;
  editor: Editor;
  saved: SavedState;
}

/** Which item this is and whether all is saved; on to the next. How far the project is stands in the bar above. */
export function ItemBar({ project, item, commands, editor, saved }: Props) {
  const t = useTexts(texts);
  const canUndo = useEditor(editor, (it) => it.canUndo);
  const canRedo = useEditor(editor, (it) => it.canRedo);
  const isSuggested = useEditor(editor, ({ answers }) => answers.some(isPredicted));
  return (
    <div className={css.bar}>
      <Step label={t.previous} shortcut="Ctrl+ArrowLeft" onClick={commands.previous}>
        <IconChevronLeft size={16} />
      </Step>
      <Step label={t.next} shortcut="Ctrl+ArrowRight" onClick={commands.next}>
        <IconChevronRight size={16} />
      </Step>
      <h1 className={css.name} title={item?.name}>
        {item?.name ?? ' '}
      </h1>
      {item && <span className={css.state}>{t.states[item.state]}</span>}
      <SavedNote project={project} saved={saved} />
      <span className={css.space} />
      <Step label={t.undo} shortcut="Ctrl+z" onClick={() => editor.undo()} disabled={!canUndo}>
        <IconArrowBackUp size={16} />
      </Step>
      <Step label={t.redo} shortcut="Ctrl+Shift+z" onClick={() => editor.redo()} disabled={!canRedo}>
        <IconArrowForwardUp size={16} />
      </Step>
      <Do label={t.skip} shortcut="Ctrl+Space" onClick={commands.skip} disabled={!commands.canAnswer} />
      {isSuggested && (
        <Do
          label={t.accept}
          shortcut="a"
          onClick={commands.accept}
          disabled={!commands.canAnswer}
          variant="light"
        />
      )}
      <Do
        label={t.submit}
        shortcut="Ctrl+Enter"
        onClick={commands.submit}
        disabled={!commands.canAnswer}
        variant="filled"
      />
    </div>
  );
}

function SavedNote({ project, saved }: { project: Project; saved: SavedState }) {
  const t = useTexts(texts);
  const { status, others, undecided } = saved;
  const Icon = ICONS[status.phase];
  const calm = status.phase === 'saved' || status.phase === 'pending' || status.phase === 'saving';
  return (
    <span className={calm ? css.saved : `${css.saved} ${css.warning}`} role="status">
      <Icon size={14} />
      <span className={css.sentence} title={sentence(status, t)}>
        {sentence(status, t)}
      </span>
      {others.length > 0 && (undecided || !calm) && <span>{t.others(others.length)}</span>}
      {undecided && <Link to={`/projects/${project.id}/annotate/${undecided}`}>{t.decide}</Link>}
    </span>
  );
}

const ICONS = {
  saved: IconCheck,
  pending: IconCloudUpload,
  saving: IconCloudUpload,
  waiting: IconCloudOff,
  stale: IconAlertTriangle,
  refused: IconAlertTriangle,
};

function sentence(status: Saved, t: (typeof texts)['en']): string {
  switch (status.phase) {
    case 'waiting':
      return status.reason === 'signed-out' ? t.saved.signedOut : t.saved.unreachable;
    case 'refused':
      return t.saved.refused(status.sentence);
    default:
      return t.saved[status.phase];
  }
}

interface StepProps {
  label: string;
  shortcut: string;
  onClick(): void;
  disabled?: boolean;
  children: React.ReactNode;
}

function Step({ label, shortcut, onClick, disabled = false, children }: StepProps) {
  return (
    <Tooltip
      label={
        <>
          {label} <KeyCap shortcut={shortcut} />
        </>
      }
    >
      <ActionIcon
        size={26}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface DoProps {
  label: string;
  shortcut: string;
  onClick(): void;
  disabled: boolean;
  variant?: 'default' | 'light' | 'filled';
}

function Do({ label, shortcut, onClick, disabled, variant = 'default' }: DoProps) {
  return (
    <Button
      size="compact-xs"
      h={26}
      flex="none"
      px={8}
      variant={variant}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      rightSection={<KeyCap shortcut={shortcut} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
      disabled={disabled}
    >
      {label}
    </Button>
  );
}
