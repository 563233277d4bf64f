import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { LanguageProvider } from '@/shared/i18n/language';
import { ActionsProvider } from '@/shared/keys/actions';
import { ToastProvider } from '@/shared/ui/toasts';
import { newQueryClient } from './queryClient';
import { newRouter } from './router';
import { theme } from './theme';

export function App() {
  const [client] = useState(newQueryClient);
  const [router] = useState(newRouter);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <ActionsProvider>
            <ToastProvider>
              <RouterProvider router={router} />
            </ToastProvider>
          </ActionsProvider>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  );
}
