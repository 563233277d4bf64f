import { Button, FileButton, Group, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { Medium } from '@/shared/api/schema';
import { useFormats } from '@/shared/i18n/format';
import { useTexts } from '@/shared/i18n/language';
import css from './DropArea.module.css';
import { chosenFiles, droppedFiles, type PathFile } from './droppedFiles';
import { texts } from './texts';

interface Props {
  medium: Medium;
  files: PathFile[];
  onFiles(files: PathFile[]): void;
  disabled?: boolean;
}

/** Takes files and folders, dropped or chosen. */
export function DropArea({ medium, files, onFiles, disabled = false }: Props) {
  const t = useTexts(texts);
  const format = useFormats();
  const [over, setOver] = useState(false);
  const folder = useRef<HTMLInputElement>(null);
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0);

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onFiles([...files, ...(await droppedFiles(event.dataTransfer))]);
  };

  return (
    <section
      className={css.area}
      data-over={over || undefined}
      aria-label={t.drop[medium]}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={20} stroke={1.5} aria-hidden />
      <Text size="sm">
        {files.length ? t.chosen(format.number(files.length), format.bytes(bytes)) : t.drop[medium]}
      </Text>
      <Group gap="xs" justify="center">
        <FileButton
          multiple
          onChange={(list) => onFiles([...files, ...list.map((file) => ({ path: file.name, file }))])}
          disabled={disabled}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t.chooseFiles}
            </Button>
          )}
        </FileButton>
        <Button variant="default" disabled={disabled} onClick={() => folder.current?.click()}>
          {t.chooseFolder}
        </Button>
        {files.length > 0 && !disabled && (
          <Button variant="subtle" onClick={() => onFiles([])}>
            {t.clear}
          </Button>
        )}
      </Group>
      <input
        ref={folder}
        type="file"
        hidden
        multiple
        aria-label={t.chooseFolder}
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          if (event.currentTarget.files) onFiles([...files, ...chosenFiles(event.currentTarget.files)]);
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}
