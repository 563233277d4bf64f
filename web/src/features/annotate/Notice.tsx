import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

interface Props {
  title: string;
  hint?: string;
  /** Offers a link to the project. */
  projectId?: string;
  onAgain?(): void;
}

/** Stands in the middle where there is nothing to annotate, and says what to do. */
export function Notice({ title, hint, projectId, onAgain }: Props) {
  const t = useTexts(texts);
  return (
    <Stack align="center" justify="center" h="100%" gap="xs" role="status">
      <Text size="lg" fw={600}>
        {title}
      </Text>
      {hint && <Text className="quiet">{hint}</Text>}
      {onAgain && <Button onClick={onAgain}>{t.again}</Button>}
      {projectId && (
        <Anchor component={Link} to={`/projects/${projectId}`} size="sm">
          {t.toProject}
        </Anchor>
      )}
    </Stack>
  );
}
