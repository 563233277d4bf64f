import { describe, expect, it } from 'vitest';
import { keycaps, shortcutOf } from './shortcut';

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}) =>
  shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

describe('shortcutOf', () => {
  it('names modifiers in one order', () => {
    expect(press('Enter', { ctrlKey: true })).toBe('Ctrl+Enter');
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+z');
    expect(press('ArrowLeft', { altKey: true, shiftKey: true })).toBe('Alt+Shift+ArrowLeft');
  });

  it('takes the shift of a symbol as part of the symbol', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
  });

  it('reads the command key of a Mac as Ctrl', () => {
    expect(press('z', { metaKey: true })).toBe('Ctrl+z');
  });
});

describe('keycaps', () => {
  it('splits into keys with their symbols, also for the plus itself', () => {
    expect(keycaps('Ctrl+ArrowRight')).toEqual(['Ctrl', '→']);
    expect(keycaps('Ctrl++')).toEqual(['Ctrl', '+']);
    expect(keycaps('+')).toEqual(['+']);
  });
});
