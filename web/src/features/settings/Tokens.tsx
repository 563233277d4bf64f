import { Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { CopyField } from './CopyField';
import { texts } from './texts';

/** Tokens for programs: created, shown once, revoked. */
export function Tokens() {
  const t = useTexts(texts);
  const { ago } = useFormats();
  const client = useQueryClient();
  const tokens = useQuery(queries.tokens());
  const [name, setName] = useState('');
  const refresh = () => client.invalidateQueries({ queryKey: ['tokens'] });
  const create = useMutation({
    mutationFn: () => api.createToken(name.trim()),
    onSuccess: () => {
      setName('');
      void refresh();
    },
  });
  const revoke = useMutation({ mutationFn: api.deleteToken, onSuccess: refresh });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section>
      <Title order={2}>{t.tokens}</Title>
      <Text size="xs" className="quiet" mb="xs">
        {t.tokensHint}
      </Text>
      <Stack gap="sm">
        {tokens.data && tokens.data.length > 0 && (
          <Table fz="sm" verticalSpacing={4} layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t.name}</Table.Th>
                <Table.Th>{t.created}</Table.Th>
                <Table.Th>{t.used}</Table.Th>
                <Table.Th w={90} aria-label={t.revoke} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>{token.name}</Table.Td>
                  <Table.Td>{ago(token.createdAt)}</Table.Td>
                  <Table.Td>{token.lastUsedAt ? ago(token.lastUsedAt) : t.never}</Table.Td>
                  <Table.Td>
                    <Button
                      variant="subtle"
                      color="red"
                      size="compact-xs"
                      aria-label={t.revokeOf(token.name)}
                      onClick={() => revoke.mutate(token.id)}
                    >
                      {t.revoke}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <form onSubmit={submit}>
          <Group gap="xs" align="flex-end">
            <TextInput
              flex={1}
              label={t.tokenName}
              placeholder={t.tokenPlaceholder}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={!name.trim()} loading={create.isPending}>
              {t.create}
            </Button>
          </Group>
        </form>
        {create.data && (
          <Stack gap={4} role="status">
            <CopyField label={create.data.name} value={create.data.token} />
            <Text size="xs">{t.tokenOnce}</Text>
          </Stack>
        )}
        <Fault error={tokens.error ?? create.error ?? revoke.error} />
      </Stack>
    </section>
  );
}
