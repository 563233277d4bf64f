import { Anchor, Badge, Button, Checkbox, Group, Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '@/shared/api/api';
import type { Model } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { headline, metricName } from '@/shared/metrics';
import css from './ModelsPage.module.css';
import { texts } from './texts';

interface Props {
  models: readonly Model[];
  picked: readonly string[];
  onPick(id: string): void;
  onPromote(id: string): void;
  isPromoting: boolean;
}

/** The newest first, each with where it comes from. */
export function ModelTable({ models, picked, onPick, onPromote, isPromoting }: Props) {
  const t = useTexts(texts);
  const { moment, number } = useFormats();
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th aria-label={t.pick} />
          <th>{t.created}</th>
          <th>{t.method}</th>
          <th />
          <th className={css.number}>{t.labels}</th>
          <th className={css.number}>{t.seed}</th>
          <th>{t.version}</th>
          <th>{t.snapshot}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <tr key={model.id}>
            <td>
              <Checkbox
                aria-label={t.compareWith(moment(model.createdAt))}
                checked={picked.includes(model.id)}
                onChange={() => onPick(model.id)}
              />
            </td>
            <th scope="row">
              {moment(model.createdAt)}{' '}
              {model.inService && (
                <Badge size="xs" variant="light">
                  {t.inService}
                </Badge>
              )}
            </th>
            <td title={model.architecture}>{model.method}</td>
            <td className="quiet">
              <Headline model={model} />
            </td>
            <td className={css.number}>{number(model.labelsUsed)}</td>
            <td className={css.number}>{model.seed}</td>
            <td>{model.versions.labelsmith}</td>
            <td title={model.snapshot}>{model.snapshot?.slice(0, 8)}</td>
            <td>
              <Group gap="sm" wrap="nowrap" justify="flex-end">
                {model.runId && (
                  <Anchor component={Link} size="sm" to={`/projects/${model.projectId}/runs/${model.runId}`}>
                    {t.report}
                  </Anchor>
                )}
                {model.hasOnnx && (
                  <Anchor size="sm" href={api.onnxUrl(model.id)} download>
                    {t.download}
                  </Anchor>
                )}
                <Tooltip label={t.promoteHint}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={model.inService || isPromoting}
                    onClick={() => onPromote(model.id)}
                  >
                    {t.promote}
                  </Button>
                </Tooltip>
              </Group>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Headline({ model }: { model: Model }) {
  const { score } = useFormats();
  const top = headline(model.task, model.metrics);
  return top ? `${metricName(top[0])} ${score(top[1])}` : '–';
}
