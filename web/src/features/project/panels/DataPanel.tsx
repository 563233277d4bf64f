import {
  Button,
  Divider,
  FileInput,
  Group,
  Progress,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api/api';
import { queries } from '@/shared/api/queries';
import type { Project } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import { Fault } from '@/shared/ui/Fault';
import { DropArea } from '@/shared/upload/DropArea';
import type { PathFile } from '@/shared/upload/droppedFiles';
import { ReportView } from '@/shared/upload/ReportView';
import { texts as uploadTexts } from '@/shared/upload/texts';
import { useUpload } from '@/shared/upload/useUpload';
import { texts } from './texts';

/** Brings more items, or labels for those that are there. */
export function DataPanel({ project }: { project: Project }) {
  const t = useTexts(texts);
  return (
    <Stack gap="md">
      <Title order={3}>{t.addItems}</Title>
      <Files project={project} />
      <Divider />
      <ServerFolder project={project} />
      <Divider />
      <Labels project={project} />
    </Stack>
  );
}

function useRefresh(projectId: string) {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [
      ['items', projectId],
      ['project', projectId],
      ['projects'],
      ['item'],
      ['queue'],
      ['selection', projectId],
    ])
      void client.invalidateQueries({ queryKey });
  };
}

function Files({ project }: { project: Project }) {
  const t = useTexts(texts);
  const tu = useTexts(uploadTexts);
  const { percent } = useFormats();
  const [files, setFiles] = useState<PathFile[]>([]);
  const upload = useUpload();
  const refresh = useRefresh(project.id);
  const send = async () => {
    await upload.upload(project.id, files);
    setFiles([]);
    refresh();
  };
  return (
    <Stack gap="xs">
      <DropArea medium={project.medium} files={files} onFiles={setFiles} disabled={upload.running} />
      {files.length > 0 && !upload.running && <Button onClick={send}>{t.upload}</Button>}
      {upload.running && (
        <>
          <Group justify="space-between">
            <Text size="xs">{tu.uploading(percent(upload.fraction))}</Text>
            <Button variant="subtle" color="gray" onClick={upload.cancel}>
              {tu.cancel}
            </Button>
          </Group>
          <Progress value={100 * upload.fraction} aria-label={tu.uploading('')} />
        </>
      )}
      {upload.report && !upload.running && <ReportView report={upload.report} />}
    </Stack>
  );
}

function ServerFolder({ project }: { project: Project }) {
  const t = useTexts(texts);
  const [path, setPath] = useState('');
  const refresh = useRefresh(project.id);
  const bring = useMutation({
    mutationFn: () => api.importPath(project.id, path.trim()),
    onSuccess: refresh,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        bring.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t.serverPath}
          description={t.serverPathHint}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={!path.trim()} loading={bring.isPending}>
          {t.import}
        </Button>
        <Fault error={bring.error} />
        {bring.data && <ReportView report={bring.data} />}
      </Stack>
    </form>
  );
}

function Labels({ project }: { project: Project }) {
  const t = useTexts(texts);
  const formats = useQuery(queries.formats());
  const [file, setFile] = useState<File | null>(null);
  const [format, setFormat] = useState('auto');
  const refresh = useRefresh(project.id);
  const bring = useMutation({
    mutationFn: () => api.importLabels(project.id, file!, format),
    onSuccess: () => {
      setFile(null);
      refresh();
    },
  });
  const offered = (formats.data ?? []).filter((one) => one.reads && one.media.includes(project.medium));
  return (
    <Stack gap="xs">
      <Title order={3}>{t.labels}</Title>
      <Text size="xs" className="quiet">
        {t.labelsHint}
      </Text>
      <FileInput
        size="xs"
        label={t.labelFile}
        placeholder="labels.jsonl"
        value={file}
        onChange={setFile}
        clearable
        accept=".jsonl,.json,.csv,.ndjson,.xml,.zip"
      />
      <Select
        label={t.format}
        value={format}
        allowDeselect={false}
        onChange={(value) => setFormat(value ?? 'auto')}
        data={[
          { value: 'auto', label: t.recognise },
          ...offered.map((one) => ({ value: one.key, label: one.title })),
        ]}
      />
      <Button variant="default" disabled={!file} loading={bring.isPending} onClick={() => bring.mutate()}>
        {t.importLabels}
      </Button>
      <Fault error={bring.error} />
      {bring.data && <ReportView report={bring.data} />}
    </Stack>
  );
}
