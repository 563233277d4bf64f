import { ActionIcon, Slider } from '@mantine/core';
import {
  IconBrightness,
  IconBrush,
  IconContrast2,
  IconDropletHalf2,
  IconMaximize,
  IconRotate,
} from '@tabler/icons-react';
import { type ComponentType, useSyncExternalStore } from 'react';
import { useTexts } from '@/shared/i18n/language';
import type { Editor } from '../shared/editor';
import { controlFor } from '../shared/model';
import { useEditor } from '../shared/useEditor';
import { texts } from '../texts';
import type { ImageView } from './ImageCanvas';
import type { Stage } from './stage';
import css from './ViewBar.module.css';

interface Props {
  editor: Editor;
  view: ImageView;
  onView(view: ImageView): void;
  stage: Stage | undefined;
}

export const LARGEST_BRUSH = 400;

/** How the image is shown, at the lower edge. */
export function ViewBar({ editor, view, onView, stage }: Props) {
  const t = useTexts(texts);
  const drawing = useEditor(editor, ({ getState }) => getState().drawing);
  const set = (part: Partial<ImageView>) => onView({ ...view, ...part });
  const hasMasks = controlFor(editor.schema, 'mask') !== undefined;
  const isPlain = view.brightness === 1 && view.contrast === 1;
  return (
    <section className={css.bar} aria-label={t.view}>
      <ActionIcon size={22} aria-label={t.fitHint} title={`${t.fitHint} (F)`} onClick={() => stage?.fit()}>
        <IconMaximize size={14} />
      </ActionIcon>
      {stage && <Zoom stage={stage} />}
      {drawing === 'mask' && (
        <Setting
          icon={IconBrush}
          label={t.brushSize}
          value={Math.sqrt(view.brushSize)}
          min={1}
          max={Math.sqrt(LARGEST_BRUSH)}
          onChange={(root) => set({ brushSize: Math.max(1, Math.round(root * root)) })}
          shown={`${view.brushSize} px`}
        />
      )}
      {hasMasks && (
        <Setting
          icon={IconDropletHalf2}
          label={t.maskOpacity}
          value={view.maskOpacity}
          min={0}
          max={1}
          onChange={(maskOpacity) => set({ maskOpacity })}
          shown={`${Math.round(view.maskOpacity * 100)} %`}
        />
      )}
      <Setting
        icon={IconBrightness}
        label={t.brightness}
        value={view.brightness}
        min={0.2}
        max={3}
        onChange={(brightness) => set({ brightness })}
      />
      <Setting
        icon={IconContrast2}
        label={t.contrast}
        value={view.contrast}
        min={0.2}
        max={3}
        onChange={(contrast) => set({ contrast })}
      />
      {!isPlain && (
        <ActionIcon
          size={22}
          aria-label={t.resetView}
          title={t.resetView}
          onClick={() => set({ brightness: 1, contrast: 1 })}
        >
          <IconRotate size={14} />
        </ActionIcon>
      )}
    </section>
  );
}

function Zoom({ stage }: { stage: Stage }) {
  const t = useTexts(texts);
  const scale = useSyncExternalStore(stage.subscribeView, () => stage.view.scale);
  return (
    <button type="button" className={css.zoom} title={t.actualSize} onClick={() => stage.zoomTo(1)}>
      {scale >= 0.1 ? Math.round(scale * 100) : (scale * 100).toFixed(1)} %
    </button>
  );
}

interface SettingProps {
  icon: ComponentType<{ size?: number }>;
  label: string;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
  shown?: string;
}

function Setting({ icon: Icon, label, value, min, max, onChange, shown }: SettingProps) {
  return (
    <div className={css.setting} title={label}>
      <Icon size={14} />
      <Slider
        size={3}
        thumbSize={11}
        w={72}
        label={null}
        thumbLabel={label}
        value={value}
        min={min}
        max={max}
        step={(max - min) / 100}
        onChange={onChange}
      />
      {shown && <span>{shown}</span>}
    </div>
  );
}
