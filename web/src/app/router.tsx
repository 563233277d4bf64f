import { createBrowserRouter } from 'react-router';
import { Shell } from './Shell';

export const newRouter = () =>
  createBrowserRouter([
    {
      element: <Shell />,
      children: [
        { index: true, element: null },
        {
          path: 'projects/:projectId/annotate/:itemId?',
          lazy: async () => ({ Component: (await import('@/features/annotate/AnnotatePage')).default }),
        },
      ],
    },
  ]);
