import { describe, expect, it } from 'vitest';
import { keycaps, shortcutOf } from './shortcut';

const press = (
  key: string,
  modifiers: Partial<Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'code'>> = {},
) => shortcutOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

describe('shortcutOf', () => {
  it('names modifiers in one order', () => {
    expect(press('Enter', { ctrlKey: true })).toBe('Ctrl+Enter');
    expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+z');
    expect(press('ArrowLeft', { altKey: true, shiftKey: true })).toBe('Alt+Shift+ArrowLeft');
  });

  it('takes the shift of a symbol as part of the symbol', () => {
    expect(press('?', { shiftKey: true })).toBe('?');
  });

  it('goes by the place of the key where the character does not tell', () => {
    expect(press('Process', { code: 'KeyB' })).toBe('b'); // a Chinese input method
    expect(press('и', { code: 'KeyB' })).toBe('b'); // a Cyrillic layout
    expect(press('˙', { code: 'KeyH', altKey: true })).toBe('Alt+h'); // a Mac
    expect(press('&', { code: 'Digit1' })).toBe('1'); // a French layout
    expect(press('a', { code: 'KeyQ' })).toBe('a'); // a French layout
    expect(press('ö', { code: 'Semicolon' })).toBe('ö');
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
