import {
  Button,
  Group,
  Progress,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '@/shared/api/api';
import type { ImportReport, LabelSchema, Medium, Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { findFault } from '@/shared/schema/edit';
import { SchemaEditor } from '@/shared/schema/SchemaEditor';
import { TemplatePicker } from '@/shared/schema/TemplatePicker';
import { templates } from '@/shared/schema/templates';
import { texts as schemaTexts } from '@/shared/schema/texts';
import { Fault } from '@/shared/ui/Fault';
import { PageFrame } from '@/shared/ui/PageFrame';
import { DropArea } from '@/shared/upload/DropArea';
import { mediumOf, type PathFile } from '@/shared/upload/droppedFiles';
import { ReportView } from '@/shared/upload/ReportView';
import { texts as uploadTexts } from '@/shared/upload/texts';
import { useUpload } from '@/shared/upload/useUpload';
import { texts } from './texts';

const nothing: LabelSchema = { controls: [] };

/** Name, medium, data and questions on one page; creates the project, then brings the data. */
export default function NewProjectPage() {
  const t = useTexts(texts);
  const ts = useTexts(schemaTexts);
  const tu = useTexts(uploadTexts);
  const format = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const upload = useUpload();
  const [name, setName] = useState('');
  const [medium, setMedium] = useState<Medium>('image');
  const [schema, setSchema] = useState(() => templates[0]!.build(ts.templateTexts));
  const [source, setSource] = useState<'files' | 'folder'>('files');
  const [files, setFiles] = useState<PathFile[]>([]);
  const [folder, setFolder] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [created, setCreated] = useState<Project>();
  const [report, setReport] = useState<ImportReport>();

  const fault = name.trim() ? findFault(schema) : null;
  const changeMedium = (next: Medium) => {
    if (next === medium) return;
    setMedium(next);
    setSchema(templates.find((template) => template.medium === next)!.build(ts.templateTexts));
  };
  const takeFiles = (next: PathFile[]) => {
    setFiles(next);
    const looksLike = mediumOf(next);
    if (looksLike) changeMedium(looksLike);
  };

  const bring = async (project: Project): Promise<ImportReport | undefined> => {
    if (source === 'folder' && folder.trim()) return api.importPath(project.id, folder.trim());
    return files.length ? upload.upload(project.id, files) : undefined;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      // after a failed import the same project is used again, not a second one
      const project = created ?? (await api.createProject({ name: name.trim(), medium, schema }));
      setCreated(project);
      const brought = await bring(project);
      setReport(brought);
      await client.invalidateQueries({ queryKey: ['projects'] });
      if (!brought?.faults.length) navigate(`/projects/${project.id}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <PageFrame title={t.newProject}>
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={32}>
          <Stack gap="md">
            <TextInput
              label={t.name}
              placeholder={t.namePlaceholder}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              required
              autoFocus
              disabled={Boolean(created)}
            />
            <Stack gap={4}>
              <Text size="xs" fw={500} id="medium">
                {t.medium}
              </Text>
              <SegmentedControl
                aria-labelledby="medium"
                value={medium}
                disabled={Boolean(created)}
                onChange={(value) => changeMedium(value as Medium)}
                data={[
                  { value: 'image', label: t.media.image },
                  { value: 'text', label: t.media.text },
                  { value: 'audio', label: t.media.audio },
                ]}
              />
            </Stack>
            <Stack gap={4}>
              <Text size="xs" fw={500} id="source">
                {t.data}
              </Text>
              <SegmentedControl
                aria-labelledby="source"
                value={source}
                onChange={(value) => setSource(value as 'files' | 'folder')}
                data={[
                  { value: 'files', label: t.fromFiles },
                  { value: 'folder', label: t.fromFolder },
                ]}
              />
            </Stack>
            {source === 'files' ? (
              <DropArea medium={medium} files={files} onFiles={takeFiles} disabled={busy} />
            ) : (
              <TextInput
                label={t.folder}
                description={t.folderHint}
                placeholder={t.folderPlaceholder}
                value={folder}
                onChange={(event) => setFolder(event.currentTarget.value)}
                spellCheck={false}
              />
            )}
            {upload.running && (
              <Stack gap={4}>
                <Group justify="space-between">
                  <Text size="xs">{tu.uploading(format.percent(upload.fraction))}</Text>
                  <Button variant="subtle" color="gray" onClick={upload.cancel}>
                    {tu.cancel}
                  </Button>
                </Group>
                <Progress value={100 * upload.fraction} aria-label={tu.uploading('')} />
              </Stack>
            )}
            {report && <ReportView report={report} />}
            <Fault error={error} />
            {fault && (
              <Text size="xs" c="orange.9" darkHidden>
                {ts.fault(fault)}
              </Text>
            )}
            {fault && (
              <Text size="xs" c="orange.4" lightHidden>
                {ts.fault(fault)}
              </Text>
            )}
            <Group gap="sm">
              {created && report ? (
                <Button component={Link} to={`/projects/${created.id}`}>
                  {t.openProject}
                </Button>
              ) : (
                <Button type="submit" loading={busy} disabled={!name.trim() || Boolean(fault)}>
                  {t.create}
                </Button>
              )}
              <Text size="xs" className="quiet">
                {name.trim() ? t.withoutData : t.needName}
              </Text>
            </Group>
          </Stack>
          <Stack gap="sm">
            <Title order={2}>{ts.questions}</Title>
            <TemplatePicker medium={medium} onPick={setSchema} />
            <SchemaEditor schema={schema} medium={medium} saved={nothing} onChange={setSchema} />
          </Stack>
        </SimpleGrid>
      </form>
    </PageFrame>
  );
}
