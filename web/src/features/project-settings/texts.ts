import type { Texts } from '@/shared/i18n/language';

const en = {
  title: 'Project settings',
  name: 'Name',
  guidelines: 'Guidelines',
  guidelinesHint: 'What annotators read beside every item: what counts as what, and what to do in doubt.',
  schema: 'Questions and labels',
  schemaHint:
    'Renaming or recolouring a label changes it wherever it is used. A label in use cannot be removed: retire it, then it stays where it is and is no longer offered.',
  save: 'Save',
  saved: 'Saved.',
  revert: 'Discard the changes',
  unsaved: 'There are changes that are not saved.',
  danger: 'Delete this project',
  deleteHint: 'It moves to the trash with all items and labels, and can be restored from there.',
  delete: 'Move to trash',
  deleted: (name: string) => `“${name}” is in the trash.`,
  undo: 'Undo',
};

const zh: typeof en = {
  title: '项目设置',
  name: '名称',
  guidelines: '标注说明',
  guidelinesHint: '标注者在每个条目旁看到的内容：如何判断，有疑问时怎么办。',
  schema: '问题与标签',
  schemaHint:
    '重命名或更换颜色会在所有使用处生效。正在使用的标签不能移除：请停用它，已用之处保留，但不再提供。',
  save: '保存',
  saved: '已保存。',
  revert: '放弃修改',
  unsaved: '有尚未保存的修改。',
  danger: '删除此项目',
  deleteHint: '项目连同所有条目和标签移到回收站，可从那里恢复。',
  delete: '移到回收站',
  deleted: (name) => `“${name}”已移到回收站。`,
  undo: '撤销',
};

export const texts: Texts<typeof en> = { en, 'zh-CN': zh };
