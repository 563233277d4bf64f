import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Model } from '@/shared/api/schema';
import { ToastProvider } from '@/shared/ui/toasts';
import ModelsPage from './ModelsPage';

configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const model = (id: string, createdAt: string, accuracy: number, inService: boolean): Model => ({
  id,
  projectId: 'p',
  runId: id,
  task: 'classification',
  method: 'supervised',
  architecture: 'Residual net 32-64-128',
  classes: ['ham', 'spam'],
  createdAt,
  inService,
  seed: 3,
  labelsUsed: 60,
  snapshot: '0123456789abcdef',
  versions: { labelsmith: '0.1.0' },
  metrics: { f1_macro: accuracy },
  testItems: 100,
  hasOnnx: true,
});

let models: Model[];
let posted: string[];

beforeEach(() => {
  models = [
    model('new', '2026-11-24T10:00:00Z', 0.91, true),
    model('old', '2026-11-23T10:00:00Z', 0.85, false),
  ];
  posted = [];
  vi.stubGlobal(
    'fetch',
    vi.fn(async (path: string, init?: RequestInit) => {
      if (init?.method === 'POST') {
        posted.push(path);
        return Response.json({}, { status: 202 });
      }
      if (path.endsWith('/models')) return Response.json(models);
      return Response.json({
        first: 'old',
        second: 'new',
        itemCount: 100,
        leftOut: 2,
        metrics: [{ key: 'f1_macro', first: 0.85, second: 0.91, difference: 0.06, interval: [0.01, 0.11] }],
      });
    }),
  );
});
afterEach(() => void vi.unstubAllGlobals());

function open() {
  const routes = [{ path: 'projects/:projectId/models', element: <ModelsPage /> }];
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <ToastProvider>
          <RouterProvider router={createMemoryRouter(routes, { initialEntries: ['/projects/p/models'] })} />
        </ToastProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.setup();
}

it('lists the models with where they come from, and puts one in service', async () => {
  const user = open();
  expect(await screen.findByText('in service')).toBeTruthy();
  expect(screen.getAllByText('01234567')).toHaveLength(2);
  expect(screen.getByText('F1 (macro) 0.910')).toBeTruthy();
  const [serving, other] = screen.getAllByRole('button', { name: 'Put in service' });
  expect((serving as HTMLButtonElement).disabled).toBe(true);
  await user.click(other!);
  expect(posted).toEqual(['/api/models/old/promote']);
});

it('compares two, the older one first, and says whether the difference is more than chance', async () => {
  const user = open();
  for (const box of await screen.findAllByRole('checkbox')) await user.click(box);
  const comparison = await screen.findByRole('region', { name: 'Comparison' });
  expect(await within(comparison).findByText('more than chance')).toBeTruthy();
  expect(within(comparison).getByText(/On 100 test items/).textContent).toContain('2 were left out');
  expect(vi.mocked(fetch).mock.calls.map(([path]) => path)).toContain('/api/models/old/comparison?with=new');
});

it('says what to do where there is no model yet', async () => {
  models = [];
  open();
  expect(await screen.findByText('No models yet')).toBeTruthy();
});
