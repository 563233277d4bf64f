import { createBrowserRouter } from 'react-router';
import { ErrorPage } from './ErrorPage';
import { Shell } from './Shell';

/** Pages are loaded when they are opened: the first page stays small. */
const page = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const newRouter = () =>
  createBrowserRouter([
    {
      element: <Shell />,
      children: [
        {
          ErrorBoundary: ErrorPage,
          children: [
            { index: true, lazy: page(() => import('@/features/projects/ProjectsPage')) },
            { path: 'trash', lazy: page(() => import('@/features/projects/TrashPage')) },
            { path: 'projects/new', lazy: page(() => import('@/features/projects/NewProjectPage')) },
            { path: 'projects/:projectId', lazy: page(() => import('@/features/project/ItemsPage')) },
            {
              path: 'projects/:projectId/runs/:runId?',
              lazy: page(() => import('@/features/evaluation/EvaluationPage')),
            },
            { path: 'projects/:projectId/models', lazy: page(() => import('@/features/models/ModelsPage')) },
            {
              path: 'projects/:projectId/settings',
              lazy: page(() => import('@/features/project-settings/ProjectSettingsPage')),
            },
            { path: 'settings', lazy: page(() => import('@/features/settings/SettingsPage')) },
            {
              path: 'projects/:projectId/annotate/:itemId?',
              lazy: page(() => import('@/features/annotate/AnnotatePage')),
            },
            { path: '*', Component: ErrorPage },
          ],
        },
      ],
    },
  ]);
