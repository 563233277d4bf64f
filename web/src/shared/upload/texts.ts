import type { Medium } from '@/shared/api/schema';
import type { Texts } from '@/shared/i18n/language';

const en = {
  drop: {
    image: 'Drop images, folders or .zip files here',
    text: 'Drop .txt, .csv, .tsv, .jsonl or .zip files here',
    audio: 'Drop recordings (WAV, FLAC, Ogg, MP3, M4A), folders or .zip files here',
  } satisfies Record<Medium, string>,
  chooseFiles: 'Choose files',
  chooseFolder: 'Choose a folder',
  chosen: (count: string, size: string) => `${count} files, ${size}`,
  clear: 'Clear',
  uploading: (percent: string) => `Uploading, ${percent}`,
  cancel: 'Cancel',
  added: (count: string) => `${count} added`,
  updated: (count: string) => `${count} updated`,
  skipped: (count: string) => `${count} already there`,
  faults: (count: string) => `${count} refused`,
  nothing: 'Nothing was added.',
  more: (count: string) => `and ${count} more`,
};

const zh: typeof en = {
  drop: {
    image: '将图像、文件夹或 .zip 拖到这里',
    text: '将 .txt、.csv、.tsv、.jsonl 或 .zip 拖到这里',
    audio: '将录音（WAV、FLAC、Ogg、MP3、M4A）、文件夹或 .zip 拖到这里',
  },
  chooseFiles: '选择文件',
  chooseFolder: '选择文件夹',
  chosen: (count, size) => `${count} 个文件，${size}`,
  clear: '清除',
  uploading: (percent) => `正在上传，${percent}`,
  cancel: '取消',
  added: (count) => `新增 ${count}`,
  updated: (count) => `更新 ${count}`,
  skipped: (count) => `已存在 ${count}`,
  faults: (count) => `拒绝 ${count}`,
  nothing: '没有新增内容。',
  more: (count) => `另有 ${count} 条`,
};

export const texts: Texts<typeof en> = { en, 'zh-CN': zh };
