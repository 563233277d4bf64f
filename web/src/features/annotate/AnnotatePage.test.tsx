import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Control, Item, Project, SaveAnnotation } from '@/shared/api/schema';
import { ActionsProvider } from '@/shared/keys/actions';
import { AnnotatePage } from './AnnotatePage';

// a test machine may be busy
configure({ asyncUtilTimeout: 10_000 });

const label = (id: string) => ({ id, name: id, color: '#0072b2', retired: false });
const kind: Control = {
  key: 'kind',
  title: 'Kind of mail',
  kind: 'choice',
  multiple: false,
  regionKinds: [],
  unmarked: 'background',
  labels: [label('ham'), label('spam')],
};
const project: Project = {
  id: 'p',
  name: 'Mails',
  medium: 'text',
  schema: { controls: [kind] },
  guidelines: 'Is it wanted?',
  createdAt: '2026-11-24T00:00:00Z',
  counts: { items: 3, annotated: 0, predicted: 1, skipped: 0, drafts: 0, deleted: 0 },
};

let items: Item[];
/** What the server says of the project. */
let asked: Project;
let saves: { itemId: string; body: SaveAnnotation }[];
/** What the server answers to the next save; undefined: it takes it. */
let refusal: { status: number; problem: object } | undefined;

/** Every test has items of its own, as the outbox lives as long as the tab does. */
let round = 0;

beforeEach(() => {
  round++;
  saves = [];
  refusal = undefined;
  asked = project;
  items = ['one', 'two', 'three'].map((name) => ({
    id: `${name}-${round}`,
    projectId: 'p',
    name: `${name}.txt`,
    text: `This is ${name}.`,
    state: 'new',
    labels: [],
    annotationVersion: 0,
    updatedAt: '2026-11-24T00:00:00Z',
  }));
  vi.stubGlobal('fetch', vi.fn(answer));
});
afterEach(() => void vi.unstubAllGlobals());
vi.setConfig({ testTimeout: 30_000 });

async function answer(path: string, init?: RequestInit): Promise<Response> {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [, , collection, id, part] = pathname.split('/');
  if (collection === 'projects' && part === 'queue') {
    const after = items.findIndex((item) => item.id === searchParams.get('after'));
    return Response.json(items.slice(after + 1));
  }
  if (collection === 'projects' && part === 'selection')
    return Response.json({ strategy: 'auto', state: 'ready', chosen: 1, strategies: [] });
  if (collection === 'projects') return Response.json(asked);
  const item = items.find((candidate) => candidate.id === id);
  if (part !== 'annotation') return Response.json(item);
  const body = JSON.parse(String(init?.body)) as SaveAnnotation;
  saves.push({ itemId: String(id), body });
  if (refusal) return Response.json(refusal.problem, { status: refusal.status });
  const { state, answers, version } = body;
  return Response.json({
    state,
    answers,
    version: version + 1,
    author: 'ann',
    updatedAt: '2026-11-24T01:00:00Z',
  });
}

function open(path: string) {
  const router = createMemoryRouter(
    [
      { path: 'projects/:projectId/annotate/:itemId?', element: <AnnotatePage /> },
      { path: 'projects/:projectId', element: null },
    ],
    { initialEntries: [path] },
  );
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <ActionsProvider>
          <RouterProvider router={router} />
        </ActionsProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup();
}

const heading = (name: string) => screen.findByRole('heading', { name });

it('begins with the first item of the queue; a number answers, Ctrl+Enter submits and goes on', async () => {
  const user = open('/projects/p/annotate');
  await heading('one.txt');
  await user.keyboard('2');
  expect(screen.getByRole('radio', { name: 'spam' }).getAttribute('aria-checked')).toBe('true');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await heading('two.txt');
  expect(screen.getByRole('radio', { name: 'spam' }).getAttribute('aria-checked')).toBe('false');
  await waitFor(() => expect(saves).toHaveLength(1));
  expect(saves[0]).toMatchObject({
    itemId: items[0]!.id,
    body: { version: 0, state: 'submitted', answers: [{ control: 'kind', labels: ['spam'] }] },
  });
});

it('accepts a prediction by one key, without its score', async () => {
  items[0]!.prediction = {
    modelId: 'm',
    score: 0.62,
    createdAt: '2026-11-24T00:00:00Z',
    answers: [{ id: 'a', control: 'kind', labels: ['ham'], score: 0.62 }],
  };
  const user = open(`/projects/p/annotate/${items[0]!.id}`);
  await screen.findByText('Prediction, score 0.62');
  await user.keyboard('a');
  await heading('two.txt');
  expect(saves.at(-1)?.body).toEqual({
    version: 0,
    state: 'submitted',
    answers: [{ id: 'a', control: 'kind', labels: ['ham'] }],
  });
});

it('saves a draft by itself, and skips without answers', async () => {
  const user = open(`/projects/p/annotate/${items[1]!.id}`);
  await heading('two.txt');
  await user.click(screen.getByRole('radio', { name: 'ham' }));
  await screen.findByText('Not saved yet');
  await waitFor(() => expect(saves).toHaveLength(1));
  expect(saves[0]!.body.state).toBe('draft');
  await screen.findByText('Saved');
  await user.click(screen.getByRole('button', { name: 'Skip' }));
  await heading('three.txt');
  expect(saves[1]!.body).toEqual({ version: 1, state: 'skipped', answers: [] });
});

it('shows both versions when somebody else has saved, and takes theirs when told to', async () => {
  const user = open(`/projects/p/annotate/${items[0]!.id}`);
  await heading('one.txt');
  const theirs = {
    state: 'submitted',
    answers: [{ id: 'x', control: 'kind', labels: ['spam'] }],
    version: 5,
    author: 'ben',
    updatedAt: '2026-11-24T01:00:00Z',
  };
  refusal = { status: 409, problem: { type: 'stale-version', theirs } };
  await user.keyboard('1');
  const panel = await screen.findByRole('alert', {});
  expect(within(panel).getByText('ham')).toBeTruthy();
  expect(within(panel).getByText('spam')).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Take theirs' }));
  expect(screen.getByRole('radio', { name: 'spam' }).getAttribute('aria-checked')).toBe('true');
  refusal = undefined;
  await user.keyboard('{Control>}{Enter}{/Control}');
  await heading('two.txt');
  expect(saves.at(-1)!.body.version).toBe(5);
});

it('keeps what cannot be saved, says so, and goes on all the same', async () => {
  refusal = { status: 503, problem: {} };
  const user = open(`/projects/p/annotate/${items[0]!.id}`);
  await heading('one.txt');
  await user.keyboard('1{Control>}{Enter}{/Control}');
  await heading('two.txt');
  await user.keyboard('{Control>}{ArrowLeft}{/Control}');
  await heading('one.txt');
  expect(screen.getByText('Server not reachable: kept in this browser')).toBeTruthy();
  expect(screen.getByRole('radio', { name: 'ham' }).getAttribute('aria-checked')).toBe('true');
});

it('takes a number that is typed, says what is none, and submits by Enter', async () => {
  const age: Control = { ...kind, key: 'age', title: 'Age', kind: 'number', labels: [], minimum: 0 };
  asked = { ...project, schema: { controls: [age] } };
  items[0]!.prediction = {
    modelId: 'm',
    score: 0.5,
    answers: [
      { id: '1', control: 'age', labels: [], number: 40.5, interval: { low: 30, high: 51 }, score: 0.5 },
    ],
    createdAt: '2026-11-24T00:00:00Z',
  };
  const user = open('/projects/p/annotate');
  await heading('one.txt');
  const field = await screen.findByRole('textbox', { name: 'Age' });
  await waitFor(() => expect((field as HTMLInputElement).value).toBe('40.5'));
  expect(screen.getByText(/expects 30 to 51/)).toBeTruthy();
  await user.clear(field);
  await user.type(field, '-1');
  expect(screen.getByRole('alert').textContent).toContain('smallest number is 0');
  await user.keyboard('{Enter}');
  expect(saves.filter(({ body }) => body.state === 'submitted')).toHaveLength(0);
  await user.clear(field);
  await user.type(field, '41,5');
  await user.keyboard('{Enter}');
  await heading('two.txt');
  await waitFor(() => expect(saves.some(({ body }) => body.state === 'submitted')).toBe(true));
  expect(saves.at(-1)!.body.answers).toMatchObject([{ control: 'age', labels: [], number: 41.5 }]);
  expect(saves.at(-1)!.body.answers[0]!.interval).toBeUndefined();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Age' }));
});

it('says why an item is asked about before others, until it is answered', async () => {
  items = items.map(
    (item, index) => ({ ...item, ask: index ? undefined : { strategy: 'typiclust', value: 1200 } }) as Item,
  );
  const user = open('/projects/p/annotate');
  await heading('one.txt');
  expect(await screen.findByText(/stands for about 1,200 like items/)).toBeTruthy();
  await user.keyboard('{Control>}{ArrowRight}{/Control}');
  await heading('two.txt');
  expect(screen.queryByText(/Asked first/)).toBeNull();
});
