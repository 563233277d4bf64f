import type { components } from './openapi';

/** The server's words. openapi.ts is generated from docs/openapi.json by `npm run api`; here they get their short names. */
type Schemas = components['schemas'];

export type Region = Schemas['Region'];
export type RegionKind = Schemas['RegionKind'];
export type Point = Schemas['Point'];
export type Answer = Schemas['Answer'];
export type Label = Schemas['Label'];
export type Control = Schemas['Control'];
export type LabelSchema = Schemas['LabelSchema'];

/** The media of projects; nodes of graphs are for the command line alone. */
export type Medium = Exclude<Schemas['Medium'], 'node'>;

export type Session = Schemas['Session'];
export type Token = Schemas['Token'];
export type NewToken = Schemas['CreatedToken'];

export type Counts = Schemas['ProjectCounts'];
export type Project = Omit<Schemas['Project'], 'medium' | 'latestRun'> & { medium: Medium; latestRun?: Run };
export type ImportReport = Schemas['ImportReport'];

export type ItemState = Schemas['ItemState'];
export type ItemSummary = Schemas['ItemSummary'];
export type ItemPage = Schemas['ItemPage'];
export type Item = Omit<Schemas['Item'], 'ask'> & { ask?: Ask };
export type Explanation = Schemas['Explanation'];
export type HeatMap = Schemas['HeatMap'];
export type WordWeight = Schemas['WordWeight'];
export type AnnotationState = Schemas['AnnotationState'];
export type Annotation = Schemas['Annotation'];
export type Prediction = Schemas['Prediction'];
/** `version` is the one this edit is based on, 0 when there is none yet. */
export type SaveAnnotation = Schemas['AnnotationSave'];

export type Ask = NonNullable<Schemas['Ask']>;
export type Selection = Schemas['Selection'];

export type Acceptance = Schemas['Acceptance'];
export type RunState = Schemas['RunState'];
// the generator takes the null of an optional enum along
export type RunStage = NonNullable<Schemas['RunStage']>;
export type TaskKind = NonNullable<Schemas['TaskKind']>;
export type Epoch = Schemas['RunEpoch'];
export type Run = Omit<Schemas['Run'], 'stage' | 'task'> & { stage?: RunStage; task?: TaskKind };
export type StartRun = Omit<Schemas['NewRun'], 'task'> & { task?: TaskKind };
export type TaskMethods = Omit<Schemas['Task'], 'task'> & { task: TaskKind };
export type Format = Schemas['Format'];
export type Model = Omit<Schemas['Model'], 'task'> & { task: TaskKind };
export type ModelComparison = Schemas['ModelComparison'];

/** report.json: its keys are a contract of their own, in snake case. An undefined value is null. */
export type RunReport = Omit<
  Schemas['RunReport'],
  | 'task'
  | 'metrics'
  | 'metrics_ci'
  | 'per_class'
  | 'confusion_matrix'
  | 'epochs'
  | 'worst_items'
  | 'unlike_items'
  | 'class_curves'
  | 'findings'
> & {
  task: TaskKind;
  metrics: Record<string, number | null>;
  /** 95 % intervals, low and high. */
  metrics_ci: Record<string, [number, number]>;
  per_class: Record<string, Record<string, number | null>>;
  /** Rows truth, columns prediction, in the order of `classes`. */
  confusion_matrix?: number[][] | null;
  epochs: {
    epoch: number;
    train_loss: number | null;
    validation_loss: number | null;
    validation_score: number | null;
    score_name: string;
  }[];
  /** By class name; pairs of x and y. */
  class_curves: Record<string, { roc: [number, number][]; precision_recall: [number, number][] }>;
  /** `itemId` where the item is still in the project. */
  findings?: (Schemas['Finding'] & { itemId?: string })[];
  unlike_items: (Schemas['UnlikeItem'] & { itemId?: string })[];
  worst_items: (Schemas['WorstItem'] & { itemId?: string })[];
};
