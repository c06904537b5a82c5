/** One-time codes: the vectors of RFC 6238, and a window of one step to either side in which each code is taken once. */

import { describe, expect, test } from 'vitest';
import { base32, matchingStep, stepAt, totpAddress, totpCode } from '../../../electron/core/access/totp.ts';

const secret = new TextEncoder().encode('12345678901234567890');

describe('a code', () => {
  // RFC 6238 appendix B, SHA-1: the last six of the eight digits that stand there.
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %d seconds is %s', (seconds, code) => {
    expect(totpCode(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
  });

  const now = new Date(1111111109_000);
  const step = stepAt(now);

  test('of this step, the one before and the one after is taken, with or without a space', () => {
    const codes = [-1, 0, 1].map((off) => totpCode(secret, step + off).replace(/^(...)/, '$1 '));

    expect(codes.map((code) => matchingStep(secret, code, now, 0))).toEqual([step - 1, step, step + 1]);
  });

  test.each([
    ['two steps old', totpCode(secret, step - 2), 0],
    ['two steps ahead', totpCode(secret, step + 2), 0],
    ['used', totpCode(secret, step), step],
    ['from before the one that was used', totpCode(secret, step - 1), step],
    ['empty', '', 0],
  ])('%s is not', (_what, code, last) => {
    expect(matchingStep(secret, code, now, last)).toBeNull();
  });
});

test('the address names office and person, and the secret as RFC 4648 writes it', () => {
  expect(base32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(totpAddress(secret, 'officer1', 'Starcard 110000-99')).toBe(
    'otpauth://totp/Starcard%20110000-99:officer1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Starcard%20110000-99',
  );
});
