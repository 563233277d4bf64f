import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSelection } from './useSelection';

const ids = ['a', 'b', 'c', 'd'];

it('extends from where it began, in both directions', () => {
  const { result } = renderHook(() => useSelection(ids));
  act(() => result.current.toggle(1));
  act(() => result.current.extend(3));
  expect([...result.current.chosen]).toEqual(['b', 'c', 'd']);
  act(() => result.current.extend(0));
  expect([...result.current.chosen]).toEqual(['a', 'b']);
});

it('stops at the ends', () => {
  const { result } = renderHook(() => useSelection(ids));
  act(() => void result.current.moveTo(9));
  expect(result.current.active).toBe(3);
  act(() => void result.current.moveTo(-2));
  expect(result.current.active).toBe(0);
});

it('toggles', () => {
  const { result } = renderHook(() => useSelection(ids));
  act(() => result.current.toggle(2));
  expect(result.current.chosen.has('c')).toBe(true);
  act(() => result.current.toggle(2));
  expect(result.current.chosen.size).toBe(0);
});
