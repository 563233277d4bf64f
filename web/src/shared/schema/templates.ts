import type { Control, LabelSchema, Medium, RegionKind } from '@/shared/api/schema';
import { addLabels, newControl } from './edit';

export type TemplateKey =
  | 'imageClasses'
  | 'boxes'
  | 'segmentation'
  | 'textClasses'
  | 'spans'
  | 'textAndSpans'
  | 'soundClasses'
  | 'segments'
  | 'imageNumber'
  | 'textNumber'
  | 'soundNumber';

/** What a template asks: titles and labels come from the texts, in the user's language. */
export interface TemplateTexts {
  classTitle: string;
  regionTitle: string;
  numberTitle: string;
  classLabels: string;
  objectLabels: string;
  spanLabels: string;
  segmentLabels: string;
}

export interface Template {
  key: TemplateKey;
  medium: Medium;
  build(texts: TemplateTexts): LabelSchema;
}

const choice = (medium: Medium, t: TemplateTexts): Control => ({
  ...newControl('choice', medium, t.classTitle, []),
  labels: addLabels([], t.classLabels),
});

const number = (medium: Medium, t: TemplateTexts): Control => newControl('number', medium, t.numberTitle, []);

const regions = (
  medium: Medium,
  t: TemplateTexts,
  labels: string,
  kinds: RegionKind[],
  beside: readonly Control[] = [],
): Control => ({
  ...newControl('regions', medium, t.regionTitle, []),
  regionKinds: kinds,
  labels: addLabels(
    [],
    labels,
    beside.flatMap((control) => control.labels),
  ),
});

/** What a new project begins with. A new template is one entry here and its texts. */
export const templates: Template[] = [
  { key: 'imageClasses', medium: 'image', build: (t) => ({ controls: [choice('image', t)] }) },
  {
    key: 'boxes',
    medium: 'image',
    build: (t) => ({ controls: [regions('image', t, t.objectLabels, ['box'])] }),
  },
  {
    key: 'segmentation',
    medium: 'image',
    build: (t) => ({ controls: [regions('image', t, t.objectLabels, ['mask', 'polygon'])] }),
  },
  { key: 'textClasses', medium: 'text', build: (t) => ({ controls: [choice('text', t)] }) },
  {
    key: 'spans',
    medium: 'text',
    build: (t) => ({ controls: [regions('text', t, t.spanLabels, ['span'])] }),
  },
  {
    key: 'textAndSpans',
    medium: 'text',
    build: (t) => {
      const classes = choice('text', t);
      return { controls: [classes, regions('text', t, t.spanLabels, ['span'], [classes])] };
    },
  },
  { key: 'soundClasses', medium: 'audio', build: (t) => ({ controls: [choice('audio', t)] }) },
  {
    key: 'segments',
    medium: 'audio',
    build: (t) => ({ controls: [regions('audio', t, t.segmentLabels, ['segment'])] }),
  },
  { key: 'imageNumber', medium: 'image', build: (t) => ({ controls: [number('image', t)] }) },
  { key: 'textNumber', medium: 'text', build: (t) => ({ controls: [number('text', t)] }) },
  { key: 'soundNumber', medium: 'audio', build: (t) => ({ controls: [number('audio', t)] }) },
];
