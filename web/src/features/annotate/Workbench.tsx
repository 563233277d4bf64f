import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Deck } from '@/annotating/audio/deck';
import { SoundBar } from '@/annotating/audio/SoundBar';
import { SoundCanvas } from '@/annotating/audio/SoundCanvas';
import { ImageCanvas } from '@/annotating/image/ImageCanvas';
import type { Stage } from '@/annotating/image/stage';
import { ToolBar } from '@/annotating/image/ToolBar';
import { ViewBar } from '@/annotating/image/ViewBar';
import { accepted } from '@/annotating/shared/answers';
import type { Editor } from '@/annotating/shared/editor';
import type { Control } from '@/annotating/shared/model';
import { NumberPanel } from '@/annotating/shared/NumberPanel';
import { QuestionPanel } from '@/annotating/shared/QuestionPanel';
import { RegionList } from '@/annotating/shared/RegionList';
import type { Desk } from '@/annotating/text/desk';
import { TextCanvas } from '@/annotating/text/TextCanvas';
import { texts as annotatingTexts } from '@/annotating/texts';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useSelection } from '@/shared/selection';
import { AskNote } from './AskNote';
import type { ItemCommands } from './actions/action';
import { ConflictPanel } from './ConflictPanel';
import { ExplanationPanel } from './ExplanationPanel';
import { Guidelines } from './Guidelines';
import { ItemBar } from './ItemBar';
import { Notice } from './Notice';
import { outboxFor } from './outbox';
import { PredictionPanel } from './PredictionPanel';
import { pictureOf, readyPictureOf } from './pictures';
import { readySoundOf, soundOf } from './sounds';
import { texts } from './texts';
import { useAnnotateActions } from './useAnnotateActions';
import { useOpenItem } from './useOpenItem';
import { useSaved } from './useSaved';
import { useSettings } from './useSettings';
import { useWay } from './useWay';
import { useWhy } from './useWhy';
import css from './Workbench.module.css';

interface Props {
  project: Project;
  itemId: string;
  editor: Editor;
}

/** Tools left, the item in the middle, questions and regions right, progress and saving above. */
export function Workbench({ project, itemId, editor }: Props) {
  const t = useTexts(texts);
  const names = useTexts(annotatingTexts);
  const outbox = outboxFor(useQueryClient());
  const [settings, change] = useSettings();
  const [stage, setStage] = useState<Stage>();
  const [desk, setDesk] = useState<Desk>();

  const item = useQuery(queries.item(itemId));
  const isImage = project.medium === 'image';
  const isSound = project.medium === 'audio';
  const deck = useDeck(isSound);
  const picture = useQuery({
    queryKey: ['picture', itemId],
    queryFn: () => pictureOf(itemId),
    initialData: () => readyPictureOf(itemId),
    enabled: isImage,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: 1,
  });
  const sound = useQuery({
    queryKey: ['sound', itemId],
    queryFn: () => soundOf(itemId),
    initialData: () => readySoundOf(itemId),
    enabled: isSound,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: 1,
  });
  useSelection(project.id);
  const why = useWhy(project, item.data);
  const way = useWay(project.id, itemId, project.medium);
  const open = useOpenItem(item.data, editor, outbox);
  const saved = useSaved(outbox, itemId);
  const isOpen = open.itemId === itemId && !open.fault;

  useEffect(() => {
    editor.onEdit = (answers) => {
      if (isOpen) outbox.draft(project.id, itemId, answers);
    };
    return () => {
      editor.onEdit = () => {};
    };
  }, [editor, outbox, project.id, itemId, isOpen]);

  const commands = useMemo<ItemCommands>(() => {
    const finish = (state: 'submitted' | 'skipped') => {
      outbox.submit(project.id, itemId, state, state === 'skipped' ? [] : editor.answers);
      if (outbox.status(itemId).phase !== 'stale') void way.next();
    };
    return {
      canAnswer: isOpen,
      submit: () => finish('submitted'),
      skip: () => finish('skipped'),
      accept: () => {
        editor.change(accepted(editor.answers));
        finish('submitted');
      },
      next: () => void way.next(),
      previous: () => void way.previous(),
      saveNow: () => outbox.flush(),
    };
  }, [outbox, project.id, itemId, editor, way, isOpen]);

  const pick = useRef((_control: Control, _labelId: string) => {});
  pick.current = (control, labelId) => {
    if (!isOpen) return;
    editor.pick(control, labelId);
    if (settings.autoAdvance && control.kind === 'choice' && !control.multiple) commands.submit();
  };
  const onPick = useCallback((control: Control, labelId: string) => pick.current(control, labelId), []);

  const setView = useCallback((view: typeof settings.view) => change({ view }), [change]);
  const keys = useAnnotateActions(
    {
      medium: project.medium,
      editor,
      commands,
      stage,
      desk,
      deck,
      view: settings.view,
      setView,
      toggleWhy: why.toggle,
    },
    onPick,
  );

  const again = () => {
    void item.refetch();
    void (isSound ? sound : picture).refetch();
  };
  const contentFault = (isImage ? picture.error : isSound ? sound.error : undefined)?.message;
  const fault = item.error?.message ?? open.fault ?? contentFault;
  return (
    <div className={css.bench}>
      <ItemBar project={project} item={item.data} commands={commands} editor={editor} saved={saved} />
      <div className={css.tools}>{isImage && <ToolBar editor={editor} />}</div>
      <div className={css.centre}>
        {saved.status.phase === 'stale' && (
          <ConflictPanel
            status={saved.status}
            editor={editor}
            outbox={outbox}
            itemId={itemId}
            picture={picture.data}
          />
        )}
        <div className={css.canvas}>
          {isImage && (
            <ImageCanvas
              editor={editor}
              picture={isOpen ? picture.data : undefined}
              view={settings.view}
              heat={isOpen ? why.explanation?.heatMap : undefined}
              label={names.image(item.data?.name ?? '')}
              onStage={setStage}
            />
          )}
          {deck && (
            <SoundCanvas
              deck={deck}
              editor={editor}
              sound={isOpen ? sound.data : undefined}
              heat={isOpen ? why.explanation?.heatMap : undefined}
              label={names.sound(item.data?.name ?? '')}
            />
          )}
          {!isImage && !isSound && isOpen && item.data && (
            <TextCanvas
              editor={editor}
              text={item.data.text ?? ''}
              words={why.explanation?.words}
              label={names.text(item.data.name)}
              onDesk={setDesk}
            />
          )}
          {fault && (
            <div className={css.fault}>
              <Notice title={t.noItem} hint={fault} onAgain={again} />
            </div>
          )}
        </div>
        {isImage && <ViewBar editor={editor} view={settings.view} onView={setView} stage={stage} />}
        {deck && <SoundBar deck={deck} />}
      </div>
      <aside className={css.side} aria-label={t.questions} onMouseDown={keepFocus}>
        {item.data && !item.data.annotation && <AskNote ask={item.data.ask} />}
        <PredictionPanel editor={editor} score={item.data?.prediction?.score} />
        {why.toggle && (
          <ExplanationPanel
            project={project}
            editor={editor}
            isShown={why.isShown}
            onToggle={why.toggle}
            explanation={why.explanation}
            fault={why.fault}
          />
        )}
        {editor.schema.controls.map((control) =>
          control.kind === 'number' ? (
            <NumberPanel
              key={control.key}
              editor={editor}
              control={control}
              itemId={isOpen ? itemId : ''}
              onSubmit={commands.submit}
            />
          ) : (
            <QuestionPanel key={control.key} editor={editor} control={control} keys={keys} onPick={onPick} />
          ),
        )}
        {editor.schema.controls.some((control) => control.kind === 'regions') && (
          <RegionList editor={editor} text={item.data?.text} />
        )}
        <Guidelines project={project} settings={settings} onChange={change} />
      </aside>
    </div>
  );
}

/** What plays recordings; it goes on from item to item, with its speed and volume. */
function useDeck(isSound: boolean): Deck | undefined {
  const [deck, setDeck] = useState<Deck>();
  useEffect(() => {
    if (!isSound) return;
    const made = new Deck();
    setDeck(made);
    return () => {
      made.dispose();
      setDeck(undefined);
    };
  }, [isSound]);
  return deck;
}

/** A click on a label must not take the keys away from the canvas. */
function keepFocus(event: React.MouseEvent) {
  const { target } = event;
  if (target instanceof Element && target.closest('button')) event.preventDefault();
}
