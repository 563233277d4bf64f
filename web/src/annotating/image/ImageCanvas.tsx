import { useEffect, useRef } from 'react';
import type { HeatMap } from '@/shared/api/schema';
import type { Editor } from '../shared/editor';
import { listen } from './input';
import type { Picture } from './picture';
import { Stage } from './stage';
import { toolNamed } from './tools';

export interface ImageView {
  /** 1 is as it is. */
  readonly brightness: number;
  /** 1 is as it is. */
  readonly contrast: number;
  /** 0 to 1. */
  readonly maskOpacity: number;
  /** Diameter in image pixels. */
  readonly brushSize: number;
}

interface Props {
  editor: Editor;
  picture: Picture | undefined;
  view: ImageView;
  /** Where the evidence for a class lies, over the image; undefined: not asked for. */
  heat?: HeatMap | undefined;
  label: string;
  /** Gives the stage to whoever offers its actions; undefined when it is gone. */
  onStage(stage: Stage | undefined): void;
}

/** The image with its regions, and the tool in hand on it. */
export function ImageCanvas({ editor, picture, view, heat, label, onStage }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<Stage>(undefined);

  useEffect(() => {
    const element = root.current as HTMLDivElement;
    const made = new Stage(editor, element);
    stage.current = made;
    const stopListening = listen(made);
    let shown = editor.getState();
    made.hold(toolNamed(shown.tool));
    const stopWatching = editor.subscribe(() => {
      const state = editor.getState();
      if (state.tool !== shown.tool) made.hold(toolNamed(state.tool));
      if (state.history !== shown.history || state.hidden !== shown.hidden)
        made.paintSoon('masks', 'shapes', 'overlay');
      else if (state.selected !== shown.selected) made.paintSoon('shapes', 'overlay');
      else made.paintSoon('overlay');
      shown = state;
    });
    const resizing = new ResizeObserver(() => {
      made.resize({ width: element.clientWidth, height: element.clientHeight }, window.devicePixelRatio);
    });
    resizing.observe(element);
    onStage(made);
    return () => {
      onStage(undefined);
      resizing.disconnect();
      stopWatching();
      stopListening();
      made.dispose();
    };
  }, [editor, onStage]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stage has to be given the picture again
  useEffect(() => stage.current?.show(picture), [picture, editor]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stage has to be given the map again
  useEffect(() => stage.current?.showHeat(heat), [heat, picture, editor]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new stage has to be given the settings again
  useEffect(() => {
    const made = stage.current;
    if (!made) return;
    made.settings = { brushSize: view.brushSize };
    made.setFilter(
      view.brightness === 1 && view.contrast === 1
        ? ''
        : `brightness(${view.brightness}) contrast(${view.contrast})`,
    );
    made.setMaskOpacity(view.maskOpacity);
    made.paintSoon('overlay');
  }, [view, editor]);

  return (
    <div
      ref={root}
      role="application"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is worked on by keyboard, too
      tabIndex={0}
      data-autofocus
      style={{ position: 'relative', overflow: 'hidden', width: '100%', height: '100%', touchAction: 'none' }}
    />
  );
}
