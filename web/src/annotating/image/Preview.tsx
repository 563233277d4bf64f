import { useEffect, useRef } from 'react';
import type { Answers } from '../shared/answers';
import { type Answer, findLabel, isPlaced, type LabelSchema } from '../shared/model';
import { MaskTiles } from './mask/tiles';
import { paintShapes } from './paintShapes';
import { drawPicture, type Picture } from './picture';

interface Props {
  picture: Picture;
  answers: Answers;
  schema: LabelSchema;
  /** What it shows, for who cannot see it. */
  label: string;
}

/** In CSS pixels. */
const WIDTH = 260;
const TALLEST = 200;

/** The image with its regions, small: to compare two versions of them. */
export function Preview({ picture, answers, schema, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(WIDTH / picture.width, TALLEST / picture.height);
  const size = { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) };

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const ratio = window.devicePixelRatio;
    const view = { scale, x: 0, y: 0 };
    const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
    const style = {
      colorOf: (answer: Answer) => findLabel(schema, answer.labels[0])?.color ?? '#868e96',
      nameOf: () => '',
    };
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawPicture(context, picture, view, whole);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.5;
    for (const answer of answers) {
      if (!isPlaced(answer, 'mask')) continue;
      const { rows } = answer.region;
      const tiles = new MaskTiles(rows.width, rows.height, style.colorOf(answer));
      tiles.show(rows);
      tiles.draw(context, view, ratio, whole);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintShapes(context, answers, view, whole, style);
  }, [picture, answers, schema, scale]);

  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      width={Math.round(size.width * window.devicePixelRatio)}
      height={Math.round(size.height * window.devicePixelRatio)}
      style={size}
    />
  );
}
