import { Button, CloseButton, Group, Paper, Portal, Stack, Text } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

export interface Toast {
  sentence: string;
  tone?: 'done' | 'error';
  /** Offered for as long as the toast is shown, such as an undo. */
  action?: { title: string; perform(): void };
}

type Shown = Toast & { id: number };

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Says what was done, in the corner; errors stay until they are closed. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const close = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast) => {
      const id = Date.now() + Math.random();
      setShown((all) => [...all.slice(-3), { ...toast, id }]);
      if (toast.tone !== 'error') setTimeout(() => close(id), toast.action ? 12_000 : 5_000);
    },
    [close],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      <Portal>
        <Stack gap="xs" pos="fixed" bottom={16} right={16} w={360} style={{ zIndex: 400 }} aria-live="polite">
          {shown.map((toast) => (
            <ToastCard key={toast.id} toast={toast} close={() => close(toast.id)} />
          ))}
        </Stack>
      </Portal>
    </ToastContext.Provider>
  );
}

function ToastCard({ toast, close }: { toast: Toast; close(): void }) {
  const role = toast.tone === 'error' ? 'alert' : 'status';
  const edge = toast.tone === 'error' ? 'var(--mantine-color-red-6)' : 'var(--mantine-primary-color-filled)';
  return (
    <Paper withBorder shadow="md" p="xs" role={role} style={{ borderLeft: `3px solid ${edge}` }}>
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" flex={1}>
          {toast.sentence}
        </Text>
        {toast.action && (
          <Button
            variant="subtle"
            onClick={() => {
              toast.action?.perform();
              close();
            }}
          >
            {toast.action.title}
          </Button>
        )}
        <CloseButton size="sm" onClick={close} aria-label="×" />
      </Group>
    </Paper>
  );
}

export const useToast = () => useContext(ToastContext);

/** Shows a failed call's sentence. */
export function useErrorToast(): (error: unknown) => void {
  const show = useToast();
  return useMemo(
    () => (error: unknown) =>
      show({ sentence: error instanceof Error ? error.message : String(error), tone: 'error' }),
    [show],
  );
}
