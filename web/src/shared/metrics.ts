/** Names of metrics as the field writes them, in every language. */
const names: Record<string, string> = {
  accuracy: 'Accuracy',
  balanced_accuracy: 'Balanced accuracy',
  precision_macro: 'Precision (macro)',
  recall_macro: 'Recall (macro)',
  f1_macro: 'F1 (macro)',
  f1_micro: 'F1 (micro)',
  f1_weighted: 'F1 (weighted)',
  roc_auc: 'ROC AUC',
  pr_auc: 'PR AUC',
  expected_calibration_error: 'Calibration error',
  mean_iou: 'Mean IoU',
  dice: 'Dice',
  boundary_f1: 'Boundary F1 (2 px)',
  hausdorff_95: 'Hausdorff 95 (px)',
  map_50: 'mAP 50',
  map_50_95: 'mAP 50–95',
  span_f1: 'Span F1',
  word_f1: 'Word F1',
  word_oov_recall: 'Unseen-word recall',
  segment_f1: 'Segment F1',
  time_f1: 'F1 of time',
  pk: 'Pk',
  window_diff: 'WindowDiff',
  mae: 'MAE',
  rmse: 'RMSE',
  r2: 'R²',
  mae_constant: 'MAE of always the mean',
  rmse_constant: 'RMSE of always the mean',
  interval_coverage: 'Within 90 % intervals',
  interval_width: 'Width of intervals',
  mean_average_precision: 'Mean average precision',
  subset_accuracy: 'All labels right',
  precision_micro: 'Precision (micro)',
  recall_micro: 'Recall (micro)',
};

export const metricName = (key: string): string => names[key] ?? key.replaceAll('_', ' ');

/** Where less is better. */
const errors = new Set([
  'expected_calibration_error',
  'hausdorff_95',
  'pk',
  'window_diff',
  'mae',
  'rmse',
  'mae_constant',
  'rmse_constant',
  'interval_width',
]);
export const isError = (key: string): boolean => errors.has(key);

const headlines: Record<string, string[]> = {
  classification: ['f1_macro', 'accuracy'],
  segmentation: ['mean_iou', 'dice'],
  detection: ['map_50'],
  tagging: ['span_f1'],
  segments: ['segment_f1', 'time_f1'],
  regression: ['r2', 'mae'],
  multilabel: ['f1_micro', 'mean_average_precision'],
};

/** The metric that speaks for a run, and its value. */
export function headline(task: string, metrics: Record<string, number | null>): [string, number] | undefined {
  const key = [...(headlines[task] ?? []), ...Object.keys(metrics)].find(
    (name) => typeof metrics[name] === 'number',
  );
  return key === undefined ? undefined : [key, metrics[key]!];
}
