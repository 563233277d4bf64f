import { Alert, Box, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTexts } from '@/shared/i18n/language';
import { texts } from './texts';
import { tokenOf } from './tokenOf';

interface Props {
  onSignedIn(): Promise<void>;
  /** The session ended while somebody was working. */
  again?: boolean;
}

/** Explains the link in the terminal, and takes it. */
export function SignInPage({ onSignedIn, again = false }: Props) {
  const t = useTexts(texts);
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState(() =>
    new URLSearchParams(window.location.search).get('sign-in') === 'expired' ? t.expired : '',
  );
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      // the same request that the link makes, without leaving the page
      const answer = await fetch(`/sign-in?token=${encodeURIComponent(tokenOf(pasted))}`);
      const refused = !answer.ok || new URL(answer.url).searchParams.get('sign-in') === 'expired';
      setFault(refused ? t.expired : '');
      if (refused) return;
      if (window.location.search.includes('sign-in=')) window.history.replaceState(null, '', '/');
      await onSignedIn();
    } catch {
      setFault(t.offline);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box component={again ? 'section' : 'main'} maw={460} mx="auto" pt="18vh" px="md">
      <Stack gap="md">
        <Group gap="sm">
          <img src="/favicon.svg" alt="" width={32} height={32} />
          <Title order={1}>{again ? t.againTitle : t.title}</Title>
        </Group>
        <Text size="md">{again ? t.againExplain : t.explain}</Text>
        {fault && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {fault}
          </Alert>
        )}
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              size="sm"
              flex={1}
              label={t.field}
              placeholder={t.placeholder}
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
              autoFocus
              autoComplete="off"
              spellCheck={false}
            />
            <Button size="sm" type="submit" loading={busy} disabled={!pasted.trim()}>
              {t.submit}
            </Button>
          </Group>
        </form>
        <Text size="sm" className="quiet">
          <b>{t.newLink}.</b> {t.newLinkHint}
        </Text>
        <Text size="sm" className="quiet">
          {t.why}
        </Text>
      </Stack>
    </Box>
  );
}
