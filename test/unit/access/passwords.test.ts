/** Passwords as Argon2id in PHC string form. */

import { expect, test } from 'vitest';
import { createPasswordHasher, recommendedParameters } from '../../../electron/adapters/passwords/argon2id.ts';

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

test('what is no Argon2 hash lets nobody in, and neither does an empty password', async () => {
  const answers = ['', 'plain', '$argon2id$v=19$m=8,t=1,p=1$x$y'].map((phc) => cheap.matches('plain', phc));

  expect(await Promise.all(answers)).toEqual([false, false, false]);
  expect(await cheap.matches('', await cheap.hash('x'))).toBe(false);
});
