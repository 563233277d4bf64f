import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './EvaluationPage.module.css';
import { texts } from './texts';

/** A cell of the matrix, by class names. */
export interface Cell {
  truth: string;
  predicted: string;
}

interface Props {
  classes: string[];
  /** Rows truth, columns prediction. */
  matrix: number[][];
  cell: Cell | undefined;
  onCell(cell: Cell | undefined): void;
}

/** Shaded by the share of its row, so that rare classes show too. */
export function ConfusionMatrix({ classes, matrix, cell, onCell }: Props) {
  const t = useTexts(texts);
  const { number } = useFormats();
  return (
    <div style={{ overflow: 'auto' }}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col" className="quiet">
              {t.truth} ↓ {t.predicted} →
            </th>
            {classes.map((name) => (
              <th key={name} scope="col" title={name}>
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.map((row, r) => {
            const truth = classes[r] ?? String(r);
            const sum = row.reduce((a, b) => a + b, 0) || 1;
            return (
              <tr key={truth}>
                <th scope="row" title={truth}>
                  {truth}
                </th>
                {row.map((count, c) => {
                  const predicted = classes[c] ?? String(c);
                  const chosen = cell?.truth === truth && cell.predicted === predicted;
                  return (
                    <td key={predicted}>
                      <button
                        type="button"
                        style={shade(count / sum, r === c)}
                        aria-pressed={chosen}
                        aria-label={
                          r === c ? t.right(truth, number(count)) : t.cell(truth, predicted, number(count))
                        }
                        onClick={() => onCell(chosen ? undefined : { truth, predicted })}
                      >
                        {count ? number(count) : ''}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Right answers in the accent colour, wrong ones in orange; never so strong that the number is hard to read. */
function shade(share: number, right: boolean) {
  const strength = share === 0 ? 0 : Math.round(10 + 60 * Math.min(1, right ? share : share * 1.6));
  return {
    background: `color-mix(in srgb, var(${right ? '--cell-right' : '--cell-wrong'}) ${strength}%, var(--surface-sunken))`,
    color: 'var(--mantine-color-text)',
  };
}
