/** Check digits of sealed codes: ISO 7064 MOD 97-10 over the places of the signs. */

import { expect, test } from 'vitest';
import { checkDigits, holdsCheck } from '../../../electron/core/access/check-digits.ts';
import { printedCode, readCode } from '../../../electron/core/access/sealed-code.ts';

const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = 'AFXEZ5CW6ACDRMAGWD8JQHVEC';

function isRead(typed: string): boolean {
  return readCode(typed).ok;
}

test('are those of numbers that are published with them', () => {
  // The example of ISO 7064, and that of ISO 13616 for an account number, turned and written in digits.
  expect([checkDigits('794'), holdsCheck('3214282912345698765432161182')]).toEqual(['44', true]);
  expect([holdsCheck('3214282912345698765432161183'), holdsCheck('44'), holdsCheck('')]).toEqual([false, false, false]);
});

test('find every sign that is wrong, and every two neighbours that changed places', () => {
  const whole = printedCode(code).replaceAll('-', '');
  const wrong = [...code].flatMap((sign, index) =>
    [...signs]
      .filter((other) => other !== sign)
      .map((other) => whole.slice(0, index) + other + whole.slice(index + 1)),
  );
  const swapped = [...code.slice(1)].flatMap((sign, index) =>
    sign === code[index] ? [] : [whole.slice(0, index) + sign + code[index] + whole.slice(index + 2)],
  );

  expect([isRead(whole), wrong.length, wrong.filter(isRead), swapped.filter(isRead)]).toEqual([true, 775, [], []]);
});

test('are read with the code in any case, with any dashes, O for 0 and I or L for 1', () => {
  const zeroes = printedCode('01'.repeat(12) + '0');

  expect(readCode(` ${zeroes.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ')}`)).toEqual({
    ok: true,
    value: '01'.repeat(12) + '0',
  });
});
