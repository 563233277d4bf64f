import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** Switches between light and dark, away from what is shown now. */
export function useColorSchemeCycle(): () => void {
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  return () => setColorScheme(shown === 'light' ? 'dark' : 'light');
}
