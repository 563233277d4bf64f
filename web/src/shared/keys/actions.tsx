import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { isTyping, ownsKey, shortcutOf } from './shortcut';

/** What a key does. Listed under `?` as long as the page that offers it is shown. */
export interface Action {
  /** As `shortcutOf` writes them; the first is shown. */
  keys: string[];
  title: string;
  perform(event: KeyboardEvent): void;
  enabled?: boolean;
  /** Whether it would do something at the moment, asked when the key is pressed. It is listed all the same. */
  isAvailable?(): boolean;
  /** Also while a text field has the focus. */
  inFields?: boolean;
}

export interface ActionGroup {
  title: string;
  actions: Action[];
}

interface Registry {
  groups: () => ActionGroup[];
  add(group: { current: ActionGroup }): () => void;
}

const ActionsContext = createContext<Registry | null>(null);

/** Listens to the keyboard once, for all pages. The page mounted last is asked first. */
export function ActionsProvider({ children }: { children: ReactNode }) {
  const [mounted] = useState(() => new Set<{ current: ActionGroup }>());

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutOf(event);
      const typing = isTyping(event.target) || ownsKey(event.target, shortcut);
      for (const group of [...mounted].reverse())
        for (const action of group.current.actions) {
          if (action.enabled === false || !action.keys.includes(shortcut)) continue;
          if (action.isAvailable?.() === false) continue;
          if (typing && !action.inFields) continue;
          event.preventDefault();
          action.perform(event);
          return;
        }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [mounted]);

  const registry = useMemo<Registry>(
    () => ({
      groups: () => [...mounted].map((group) => group.current),
      add(group) {
        mounted.add(group);
        return () => mounted.delete(group);
      },
    }),
    [mounted],
  );
  return <ActionsContext.Provider value={registry}>{children}</ActionsContext.Provider>;
}

/** Offers actions while the calling component is mounted. */
export function useActions(title: string, actions: Action[]): void {
  const registry = useContext(ActionsContext);
  const group = useRef<ActionGroup>({ title, actions });
  group.current = { title, actions };
  useEffect(() => registry?.add(group), [registry]);
}

/** Everything that a key does right now. */
export function useActionGroups(): () => ActionGroup[] {
  const registry = useContext(ActionsContext);
  return registry?.groups ?? (() => []);
}
