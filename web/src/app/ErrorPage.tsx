import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';

/** Instead of a page that is not there, or that stopped working. */
export function ErrorPage() {
  const t = useTexts(texts);
  const error = useRouteError();
  const missing = error === undefined || (isRouteErrorResponse(error) && error.status === 404);
  return (
    <Stack maw={520} mx="auto" pt={80} gap="sm" align="flex-start">
      <Title order={1}>{missing ? t.notFound : t.crashed}</Title>
      <Text size="sm">{missing ? t.notFoundHint : t.crashedHint}</Text>
      {!missing && <Code block>{error instanceof Error ? error.message : String(error)}</Code>}
      {missing ? (
        <Button component={Link} to="/">
          {t.toProjects}
        </Button>
      ) : (
        <Button onClick={() => window.location.reload()}>{t.reload}</Button>
      )}
    </Stack>
  );
}
