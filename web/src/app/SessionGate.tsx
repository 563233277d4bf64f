import { Center, Loader, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { SignInPage } from '@/features/sign-in/SignInPage';
import { ApiError, onSignedOut, setCsrf } from '@/shared/api/fetch';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import css from './SessionGate.module.css';
import { texts } from './texts';

/** Shows the sign-in page to who is not signed in. A session that ends later is asked for above the page,
 * which stays as it is, so that no work is lost. */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const session = useQuery({ ...queries.session(), refetchInterval: (q) => (q.state.error ? 4_000 : false) });
  const [wasIn, setWasIn] = useState(false);
  const signedIn = Boolean(session.data) && !session.isError;

  useEffect(() => onSignedOut(() => void client.refetchQueries({ queryKey: ['session'] })), [client]);
  useEffect(() => {
    if (!session.data || session.isError) return;
    setCsrf(session.data.csrf);
    setWasIn(true);
  }, [session.data, session.isError]);

  const enter = async () => {
    await client.refetchQueries({ queryKey: ['session'] });
    await client.invalidateQueries();
  };

  // set before the children's first request, not after
  if (signedIn && session.data) setCsrf(session.data.csrf);
  if (!signedIn && !wasIn) {
    if (session.isPending) return <Waiting />;
    if (!(session.error instanceof ApiError)) return <Waiting sentence={t.offline} />;
    return <SignInPage onSignedIn={enter} />;
  }
  return (
    <>
      {children}
      {!signedIn && session.error instanceof ApiError && session.error.status === 401 && (
        <div className={css.over} role="dialog" aria-modal="true">
          <SignInPage onSignedIn={enter} again />
        </div>
      )}
    </>
  );
}

function Waiting({ sentence }: { sentence?: string }) {
  const t = useTexts(texts);
  return (
    <Center component="main" h="100%" style={{ gap: 12 }}>
      <Loader size="sm" aria-label={t.loading} />
      {sentence && <Text size="sm">{sentence}</Text>}
    </Center>
  );
}
