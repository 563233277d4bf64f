import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { Empty, PageFrame } from '@/shared/ui/PageFrame';
import { useErrorToast, useToast } from '@/shared/ui/toasts';
import { Comparison } from './Comparison';
import { ModelTable } from './ModelTable';
import { texts } from './texts';

/** The models of a project: where they come from, how they compare, which one is in service. */
export default function ModelsPage() {
  const t = useTexts(texts);
  const { projectId } = useParams();
  const client = useQueryClient();
  const toast = useToast();
  const onError = useErrorToast();
  const models = useQuery(queries.models(projectId!));
  const [picked, setPicked] = useState<readonly string[]>([]);
  const promote = useMutation({
    mutationFn: api.promoteModel,
    onSuccess: () => {
      toast({ sentence: t.promoted });
      void client.invalidateQueries({ queryKey: ['models', projectId] });
      void client.invalidateQueries({ queryKey: ['runs', projectId] });
      void client.invalidateQueries({ queryKey: ['project', projectId] });
    },
    onError,
  });
  const toggle = (id: string) =>
    setPicked((old) => (old.includes(id) ? old.filter((other) => other !== id) : [...old, id].slice(-2)));

  const all = models.data ?? [];
  const [first, second] = [...picked].sort((a, b) => indexOf(all, b) - indexOf(all, a)); // the older one first
  return (
    <PageFrame title={t.models}>
      <Fault error={models.error} retry={models.refetch} />
      {models.data?.length === 0 && (
        <Empty title={t.none} hint={t.noneHint}>
          <Button component={Link} to={`/projects/${projectId}?panel=auto`}>
            {t.auto}
          </Button>
        </Empty>
      )}
      {all.length > 0 && (
        <ModelTable
          models={all}
          picked={picked}
          onPick={toggle}
          onPromote={(id) => promote.mutate(id)}
          isPromoting={promote.isPending}
        />
      )}
      {first && second ? (
        <Comparison
          first={all.find(({ id }) => id === first)!}
          second={all.find(({ id }) => id === second)!}
        />
      ) : (
        all.length > 1 && (
          <Text size="sm" className="quiet" mt="md">
            {t.pickHint}
          </Text>
        )
      )}
    </PageFrame>
  );
}

const indexOf = (all: readonly { id: string }[], id: string) => all.findIndex((one) => one.id === id);
