import { isPredicted, withoutPredicted } from '@/annotating/shared/answers';
import type { AnnotateAction } from './action';

export const submit: AnnotateAction = {
  name: 'submit',
  group: 'item',
  keys: ['Ctrl+Enter'],
  isAvailable: ({ commands }) => commands.canAnswer,
  perform: ({ commands }) => commands.submit(),
};

export const accept: AnnotateAction = {
  name: 'accept',
  group: 'item',
  keys: ['a'],
  isAvailable: ({ commands, editor }) => commands.canAnswer && editor.answers.some(isPredicted),
  perform: ({ commands }) => commands.accept(),
};

export const discard: AnnotateAction = {
  name: 'discard',
  group: 'item',
  keys: ['Shift+Delete', 'Shift+Backspace'],
  isAvailable: ({ editor }) => editor.answers.some(isPredicted),
  perform: ({ editor }) => editor.change(withoutPredicted(editor.answers)),
};

export const why: AnnotateAction = {
  name: 'why',
  group: 'view',
  keys: ['w'],
  isAvailable: ({ toggleWhy }) => toggleWhy !== undefined,
  perform: ({ toggleWhy }) => toggleWhy?.(),
};

export const skip: AnnotateAction = {
  name: 'skip',
  group: 'item',
  keys: ['Ctrl+Space'],
  isAvailable: ({ commands }) => commands.canAnswer,
  perform: ({ commands }) => commands.skip(),
};

export const next: AnnotateAction = {
  name: 'next',
  group: 'item',
  keys: ['Ctrl+ArrowRight'],
  perform: ({ commands }) => commands.next(),
};

export const previous: AnnotateAction = {
  name: 'previous',
  group: 'item',
  keys: ['Ctrl+ArrowLeft'],
  perform: ({ commands }) => commands.previous(),
};

export const save: AnnotateAction = {
  name: 'save',
  group: 'item',
  keys: ['Ctrl+s'],
  perform: ({ commands }) => commands.saveNow(),
};
