// Nothing stays open because something else did not close.

import { expect, test } from 'vitest';
import { inTurn } from '../../../electron/app/in-turn.ts';

test('every step is done, in turn, and the first failure is told', () => {
  const done: string[] = [];
  const fails = (name: string) => (): void => {
    done.push(name);
    throw new Error(name);
  };
  expect(() => inTurn(fails('device'), () => void done.push('store'), fails('lock'))).toThrow('device');
  expect(done).toEqual(['device', 'store', 'lock']);
});
