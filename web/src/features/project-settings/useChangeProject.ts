import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api/api';
import type { LabelSchema, Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { useToast } from '@/shared/ui/toasts';
import { texts } from './texts';

/** Saves a part of a project; what shows it is read anew. */
export function useChangeProject(project: Project) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (part: { name?: string; schema?: LabelSchema; guidelines?: string }) =>
      api.changeProject(project.id, part),
    onSuccess: (changed) => {
      client.setQueryData(['project', project.id], changed);
      for (const queryKey of [['projects'], ['items', project.id], ['methods', project.id]])
        void client.invalidateQueries({ queryKey });
      toast({ sentence: t.saved });
    },
  });
}
