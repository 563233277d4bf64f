import type { Project, RunReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { LabelChip } from '@/shared/ui/LabelChip';
import css from './EvaluationPage.module.css';
import { texts } from './texts';

const order = ['ap_50', 'ap_50_95', 'iou', 'precision', 'recall', 'f1', 'dice', 'support'];
const counted = new Set(['support', 'predicted', 'count']);

/** Average precision, precision, recall, F1 and IoU of each class, as far as the task has them. */
export function PerClassTable({ report, project }: { report: RunReport; project: Project }) {
  const t = useTexts(texts);
  const { number, score } = useFormats();
  const found = new Set(Object.values(report.per_class).flatMap((row) => Object.keys(row)));
  const columns = [
    ...order.filter((key) => found.has(key)),
    ...[...found].filter((key) => !order.includes(key)),
  ];
  const labels = project.schema.controls.flatMap((control) => control.labels);
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th>{t.class}</th>
          {columns.map((key) => (
            <th key={key} className={css.number}>
              {t.columns[key] ?? key}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Object.entries(report.per_class).map(([name, row]) => {
          const label = labels.find((one) => one.name === name);
          return (
            <tr key={name}>
              <th scope="row">{label ? <LabelChip label={label} /> : name}</th>
              {columns.map((key) => (
                <td key={key} className={css.number}>
                  {counted.has(key) ? number(row[key] ?? 0) : score(row[key])}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
