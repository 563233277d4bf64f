import { expect, it } from 'vitest';
import { tokenOf } from './tokenOf';

it('takes the token out of a pasted link', () => {
  expect(tokenOf(' http://127.0.0.1:5080/sign-in?token=aB-3%2B_9\n')).toBe('aB-3+_9');
});

it('takes a pasted token as it is', () => {
  expect(tokenOf('  aB-3_9 ')).toBe('aB-3_9');
});
