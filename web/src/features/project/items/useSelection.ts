import { useState } from 'react';

/** Which items are chosen, and which one the keys act on. */
export function useSelection(ids: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string>();
  const [anchor, setAnchor] = useState<string>();
  const active = activeId ? ids.indexOf(activeId) : -1;

  const toggle = (index: number) => {
    const id = ids[index];
    if (!id) return;
    setActiveId(id);
    setAnchor(id);
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  /** From where the selection began to here, both included. */
  const extend = (index: number) => {
    const from = anchor ? Math.max(0, ids.indexOf(anchor)) : Math.max(0, active);
    const [low, high] = from < index ? [from, index] : [index, from];
    setChosen(new Set(ids.slice(low, high + 1)));
    setActiveId(ids[index]);
    setAnchor(ids[from]);
  };
  const moveTo = (index: number, extending = false) => {
    const to = Math.min(ids.length - 1, Math.max(0, index));
    if (extending) extend(to);
    else {
      setActiveId(ids[to]);
      setAnchor(ids[to]);
    }
    return to;
  };
  return {
    active,
    chosen,
    toggle,
    extend,
    moveTo,
    selectAll: () => setChosen(new Set(ids)),
    clear: () => setChosen(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
