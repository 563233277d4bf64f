/** The server's words, by hand until docs/openapi.json is there (`npm run api`). */

export interface Point {
  x: number;
  y: number;
}

/** Pixels of the upright image, (0, 0) the outer corner of the top-left pixel; spans are UTF-16 offsets, end exclusive. */
export type Region =
  | { kind: 'box'; x: number; y: number; width: number; height: number }
  | { kind: 'polygon'; points: Point[] }
  /** Whole image size; row-major runs, the first run is outside. */
  | { kind: 'mask'; width: number; height: number; counts: number[] }
  | { kind: 'span'; start: number; end: number };

export type RegionKind = Region['kind'];

/** `labels` holds label ids of the control named by its key. */
export interface Answer {
  id: string;
  control: string;
  labels: string[];
  region?: Region;
  /** 0..1, only on a model's answers. */
  score?: number;
}

export interface Label {
  id: string;
  name: string;
  /** `#rrggbb` */
  color: string;
  hotkey?: string;
  retired: boolean;
}

export interface Control {
  key: string;
  title: string;
  kind: 'choice' | 'regions';
  multiple: boolean;
  regionKinds: RegionKind[];
  labels: Label[];
}

export interface LabelSchema {
  controls: Control[];
}

export type Medium = 'image' | 'text';

export interface Session {
  user: string;
  csrf: string;
  version: string;
  dataFolder: string;
}

export interface Token {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt?: string;
}

export interface NewToken {
  id: string;
  name: string;
  /** Shown once. */
  token: string;
}

export interface Counts {
  items: number;
  annotated: number;
  predicted: number;
  skipped: number;
  drafts: number;
  deleted: number;
}

export interface Project {
  id: string;
  name: string;
  medium: Medium;
  schema: LabelSchema;
  guidelines: string;
  createdAt: string;
  deletedAt?: string;
  counts: Counts;
  latestRun?: Run;
}

export interface ImportReport {
  added: number;
  updated: number;
  /** Already there under the same name. */
  skipped: number;
  faults: { where: string; sentence: string }[];
}

export type ItemState = 'new' | 'draft' | 'annotated' | 'skipped' | 'predicted';

export interface ItemSummary {
  id: string;
  name: string;
  state: ItemState;
  width?: number;
  height?: number;
  /** First 200 characters of a text. */
  excerpt?: string;
  /** Label ids, of the annotation, else of the prediction. */
  labels: string[];
  score?: number;
  annotationVersion: number;
  updatedAt: string;
  deletedAt?: string;
}

export interface ItemPage {
  items: ItemSummary[];
  total: number;
  next?: string;
}

export type AnnotationState = 'draft' | 'submitted' | 'skipped';

export interface Annotation {
  answers: Answer[];
  state: AnnotationState;
  version: number;
  author: string;
  updatedAt: string;
}

export interface Prediction {
  modelId: string;
  answers: Answer[];
  score: number;
  createdAt: string;
}

export interface Item extends ItemSummary {
  projectId: string;
  text?: string;
  annotation?: Annotation;
  draft?: Annotation;
  prediction?: Prediction;
}

/** `version` is the one this edit is based on, 0 when there is none yet. */
export interface SaveAnnotation {
  version: number;
  state: AnnotationState;
  answers: Answer[];
}

export type RunState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
export type RunStage = 'preprocess' | 'features' | 'train' | 'evaluate' | 'predict';

export interface Epoch {
  epoch: number;
  of: number;
  trainLoss: number;
  validationLoss: number;
  validationScore: number;
  scoreName: string;
}

export interface Run {
  id: string;
  projectId: string;
  task?: string;
  method?: string;
  minutes?: number;
  seed?: number;
  state: RunState;
  stage?: RunStage;
  /** 0..1 of the whole run. */
  fraction: number;
  secondsLeft?: number;
  message?: string;
  error?: string;
  epochs: Epoch[];
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  modelId?: string;
  /** Items that received a prediction. */
  predicted?: number;
}

export interface StartRun {
  task?: string;
  method?: string;
  minutes?: number;
  seed?: number;
}

export interface TaskMethods {
  task: string;
  title: string;
  methods: { key: string; title: string; description: string }[];
}

export interface Format {
  key: string;
  title: string;
  reads: boolean;
  writes: boolean;
  media: Medium[];
}

/** report.json: its keys are a contract of their own, in snake case. */
export interface RunReport {
  task: string;
  method: string;
  seed: number;
  counts: { labelled: number; unlabelled: number; validation: number; test: number };
  metrics: Record<string, number>;
  /** 95 % intervals, low and high. */
  metrics_ci: Record<string, [number, number]>;
  per_class: Record<string, Record<string, number>>;
  /** Rows truth, columns prediction, in the order of `classes`. */
  confusion_matrix?: number[][];
  classes: string[];
  seconds: Record<string, number>;
  labels_used: number;
  versions: Record<string, string>;
  epochs: {
    epoch: number;
    train_loss: number;
    validation_loss: number;
    validation_score: number;
    score_name: string;
  }[];
  worst_items: { id: string; truth: string; predicted: string; score: number; itemId?: string }[];
  notes: string[];
}
