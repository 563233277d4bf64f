import { Anchor, Button, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { PageFrame } from '@/shared/ui/PageFrame';
import { CopyField } from './CopyField';
import { Tokens } from './Tokens';
import { texts } from './texts';

/** Where the data lies, who may come in, and with what. */
export default function SettingsPage() {
  const t = useTexts(texts);
  const session = useQuery(queries.session());
  return (
    <PageFrame title={t.title}>
      <Stack gap="lg" maw={640}>
        <section>
          <Title order={2}>{t.dataFolder}</Title>
          <Text size="xs" className="quiet" mb="xs">
            {t.dataFolderHint}
          </Text>
          <CopyField label={t.dataFolder} value={session.data?.dataFolder ?? ''} />
        </section>
        <Divider />
        <SignIn />
        <Divider />
        <Tokens />
        <Divider />
        <section>
          <Title order={2}>{t.api}</Title>
          <Text size="xs" className="quiet">
            {t.apiHint}
          </Text>
          <Anchor href="/docs" size="sm">
            {t.apiDocs}
          </Anchor>
        </section>
        <Text size="xs" className="quiet">
          Labelsmith, {t.version} {session.data?.version}
        </Text>
      </Stack>
    </PageFrame>
  );
}

function SignIn() {
  const t = useTexts(texts);
  const client = useQueryClient();
  const link = useMutation({ mutationFn: api.newSignInLink });
  const leave = useMutation({
    mutationFn: api.signOut,
    onSuccess: () => {
      client.clear();
      window.location.assign('/');
    },
  });
  return (
    <section>
      <Title order={2}>{t.signIn}</Title>
      <Text size="xs" className="quiet" mb="xs">
        {t.signInHint}
      </Text>
      <Stack gap="xs">
        <Group gap="xs">
          <Button variant="default" loading={link.isPending} onClick={() => link.mutate()}>
            {t.newLink}
          </Button>
          <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t.signOut}
          </Button>
        </Group>
        {link.data && <CopyField label={t.linkLabel} value={link.data.url} />}
        <Fault error={link.error ?? leave.error} />
      </Stack>
    </section>
  );
}
