/** Passwords as Argon2id in PHC string form. */

import { describe, expect, test } from 'vitest';
import {
  createPasswordHasher,
  measurePasswordCost,
  recommendedParameters,
} from '../../../electron/adapters/passwords/argon2id.ts';
import { written } from '../../support/hand.ts';
import { emptyOffice } from '../../integration/people-office.ts';

const cheap = createPasswordHasher({ passes: 1, memoryKib: 8, lanes: 1 });

test('a password matches its own hash only, and two hashes of it differ', async () => {
  const [first, second] = [await cheap.hash('正确的密码'), await cheap.hash('正确的密码')];

  expect(first).not.toBe(second);
  expect([await cheap.matches('正确的密码', first), await cheap.matches('另一个密码', first)]).toEqual([true, false]);
});

test('the hash names its parameters: RFC 9106 section 4, second recommended option', async () => {
  const hash = await createPasswordHasher().hash('a password');

  expect(recommendedParameters).toEqual({ passes: 3, memoryKib: 65_536, lanes: 4 });
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/);
});

test('a password typed with other forms of the same letters is the same password', async () => {
  const hash = await cheap.hash('Ｌａｔｅｒｎｅ ﬁlm');

  expect(await cheap.matches('Laterne film', hash)).toBe(true);
});

test('what is no Argon2 hash lets nobody in, and neither does an empty password', async () => {
  const answers = ['', 'plain', '$argon2id$v=19$m=8,t=1,p=1$x$y'].map((phc) => cheap.matches('plain', phc));

  expect(await Promise.all(answers)).toEqual([false, false, false]);
  expect(await cheap.matches('', await cheap.hash('x'))).toBe(false);
});

describe('the cost of a password', () => {
  /** A clock by which one run of the recommended parameters takes so long. */
  const taking = (ms: number) => {
    const times = [0, ms];
    return () => times.shift() ?? ms;
  };

  test.each([
    ['a slow machine', 2_000, 3],
    ['one that takes a quarter of a second', 250, 3],
    ['twice as fast a one', 125, 6],
    ['a very fast one', 10, 12],
  ])('on %s is no less than RFC 9106 recommends, and grows with it', async (_what, ms, passes) => {
    const { cost, measuredMs } = await measurePasswordCost(taking(ms));

    expect([cost, measuredMs]).toEqual([{ ...recommendedParameters, passes }, ms]);
  });

  test('is not made weaker in the database', () => {
    const office = emptyOffice();
    const weaker = `INSERT INTO passwordCost (passes, memoryKib, lanes, measuredMs, measuredAt) VALUES (1, 8, 1, 1, 'now')`;

    expect(written(office, weaker)).toContain('CHECK constraint failed');
  });
});
