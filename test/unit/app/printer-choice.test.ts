/** Which printer a word means, and that a word without meaning is never another printer. */

import { expect, test } from 'vitest';
import { parsePrinterChoice, printerOfDesk } from '../../../electron/app/printer-choice.ts';

test('a printer is simulated, an address of IPP, or a queue by its name', () => {
  const choices = [
    'simulated',
    'ipps://card.example/ipp/print',
    'cups:Card',
    'cups:Card@print.example:631',
    'windows:Card 1',
  ];

  expect(choices.map((text) => printerOfDesk(text))).toEqual([
    { kind: 'simulated' },
    { kind: 'ipp', address: 'ipps://card.example/ipp/print' },
    { kind: 'cups', queue: 'Card', server: 'ipp://localhost:631' },
    { kind: 'cups', queue: 'Card', server: 'ipp://print.example:631' },
    { kind: 'windows', queue: 'Card 1' },
  ]);
});

test.each(['', 'ipp://', 'http://card.example/ipp', 'cups:', 'cups:a/b', 'windows:', 'Card'])(
  '"%s" is refused, and as a preference a printer that nobody finds',
  (text) => {
    expect(parsePrinterChoice(text)).toMatchObject({ ok: false, error: { kind: 'usage' } });
    expect(printerOfDesk(text)).toEqual({ kind: 'absent', name: text });
  },
);
