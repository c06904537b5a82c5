/** What may be chosen as a password: long enough, and not what is guessed first. */

import { describe, expect, test } from 'vitest';
import { checkNewPassword } from '../../../electron/core/access/password-rules.ts';

const owner = { name: 'wang.min', displayName: '王敏 Wangmin' };

function verdict(password: string): string {
  const checked = checkNewPassword(password, owner);
  if (checked.ok) return 'ok';
  return checked.error.kind === 'access.passwordGuessable' ? checked.error.data.guess : checked.error.kind;
}

describe('a password', () => {
  test.each([
    ['violet kettle orbit 9', 'ok'],
    ['Ziegel-Lampe-Wolke', 'ok'],
    ['cg4v-9xkd-w2pq-tt7m', 'ok'],
    ['雨后茶馆的蓝色竹椅与旧收音机', 'access.passwordShort'],
    ['雨后茶馆的蓝色竹椅与旧收音机响', 'ok'],
    ['fourteen chars', 'access.passwordShort'],
    ['aaaaaaaaaaaaaaaa', 'repeated'],
    ['abababababababab', 'repeated'],
    ['k7kek7kek7kek7kek7', 'repeated'],
    ['password password', 'repeated'],
    ['passwordpassword1', 'common'],
    ['P@$$w0rd-Welcome-2026', 'common'],
    ['qwertyuiopasdfgh', 'common'],
    ['1qaz2wsx3edc4rfv', 'common'],
    ['123456789012345', 'common'],
    ['Starcard2026Officer!', 'common'],
    ['woaini5201314zhongguo', 'common'],
    ['wang.min.violet.kettle', 'name'],
    ['violet-WANGMIN-kettle', 'name'],
  ])('%s: %s', (password, expected) => {
    expect(verdict(password)).toBe(expected);
  });
});
