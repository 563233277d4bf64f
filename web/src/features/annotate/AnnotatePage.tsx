import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { offeredTools } from '@/annotating/image/tools';
import { Editor } from '@/annotating/shared/editor';
import type { LabelSchema } from '@/annotating/shared/model';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { useTexts } from '@/shared/i18n/language';
import { FirstItem } from './FirstItem';
import { Notice } from './Notice';
import { texts } from './texts';
import { Workbench } from './Workbench';

/** Annotates the items of a project one after the other. Without an item, the first of the queue. */
export function AnnotatePage() {
  const { projectId = '', itemId } = useParams();
  const t = useTexts(texts);
  const project = useQuery(queries.project(projectId));
  if (project.data) return <Loaded project={project.data} itemId={itemId} />;
  if (project.error) return <Notice title={project.error.message} onAgain={() => void project.refetch()} />;
  return <Notice title={t.loading} />;
}

function Loaded({ project, itemId }: { project: Project; itemId: string | undefined }) {
  const schema = JSON.stringify(project.schema);
  const editor = useMemo(() => newEditor(JSON.parse(schema) as LabelSchema), [schema]);
  if (!itemId) return <FirstItem project={project} />;
  return <Workbench project={project} itemId={itemId} editor={editor} />;
}

/** Where nothing but regions is asked for, with the tool for the first kind of them in hand. */
function newEditor(schema: LabelSchema): Editor {
  const choices = schema.controls.some((control) => control.kind !== 'regions');
  const kind = choices ? undefined : schema.controls[0]?.regionKinds[0];
  const tool = kind && offeredTools(schema).find((candidate) => candidate.draws === kind);
  return new Editor(schema, tool?.name, tool?.draws);
}

export default AnnotatePage;
