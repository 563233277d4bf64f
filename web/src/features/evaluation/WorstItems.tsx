import { Button, Group, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { api } from '@/shared/api/api';
import type { Project, RunReport } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import type { Cell } from './ConfusionMatrix';
import css from './EvaluationPage.module.css';
import { texts } from './texts';

interface Props {
  project: Project;
  items: RunReport['worst_items'];
  /** Only those of this cell of the confusion matrix. */
  cell: Cell | undefined;
  onAll(): void;
}

/** What the model got most wrong; each opens in annotate. */
export function WorstItems({ project, items, cell, onAll }: Props) {
  const t = useTexts(texts);
  const shown = cell
    ? items.filter((one) => one.truth === cell.truth && one.predicted === cell.predicted)
    : items;
  return (
    <>
      <Group gap="sm">
        <Title order={2}>
          {t.worst}
          {cell && `: ${t.worstOf(cell.truth, cell.predicted)}`}
        </Title>
        {cell && (
          <Button variant="subtle" onClick={onAll}>
            {t.showAll}
          </Button>
        )}
      </Group>
      <Text size="xs" className="quiet" mb="xs">
        {shown.length ? t.worstHint : t.noWorst}
      </Text>
      <div className={css.worst}>
        {shown.map((item) => (
          <WorstItem key={item.id} item={item} project={project} />
        ))}
      </div>
    </>
  );
}

function WorstItem({ item, project }: { item: Props['items'][number]; project: Project }) {
  const t = useTexts(texts);
  const { score } = useFormats();
  const body = (
    <>
      {item.itemId && project.medium !== 'text' && (
        <img src={api.thumbnailUrl(item.itemId)} alt="" loading="lazy" />
      )}
      <p title={item.id}>{item.id}</p>
      <p title={`${item.truth} → ${item.predicted}`}>
        {item.truth} <span className="quiet">→</span> {item.predicted}
      </p>
      <p className="quiet">{item.itemId ? score(item.score) : t.itemGone}</p>
    </>
  );
  return item.itemId ? (
    <Link
      className={css.worstItem}
      to={`/projects/${project.id}/annotate/${item.itemId}`}
      aria-label={t.openItem(item.id)}
    >
      {body}
    </Link>
  ) : (
    <div className={css.worstItem}>{body}</div>
  );
}
