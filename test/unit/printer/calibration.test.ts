/** The error of a device, from what is measured on its calibration card; and the profiles that are shipped. */

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPrinterProfile } from '../../../electron/adapters/printer/profile-file.ts';
import { calibrationSheet, frameMm, offsetsFrom } from '../../../electron/core/printing/calibration.ts';

const none = { portrait: { xMm: 0, yMm: 0 }, emblem: { xMm: 0, yMm: 0 } };
const metrics = { facesFor: () => ['Sans'], widthMm: () => 1 };

describe('offsets', () => {
  test('move the print by half of what opposite edges differ in, and add to what is in force', () => {
    const measured = {
      // Printed 0.3 mm too far to the left and 0.2 mm too low.
      portrait: { leftMm: frameMm - 0.3, rightMm: frameMm + 0.3, topMm: frameMm + 0.2, bottomMm: frameMm - 0.2 },
      // A card that is cut 0.4 mm too narrow, and printed straight.
      emblem: { leftMm: frameMm - 0.2, rightMm: frameMm - 0.2, topMm: frameMm, bottomMm: frameMm },
    };

    const first = offsetsFrom(none, measured);

    expect(first).toEqual({ portrait: { xMm: 0.3, yMm: -0.2 }, emblem: { xMm: 0, yMm: 0 } });
    expect(offsetsFrom(first, measured).portrait).toEqual({ xMm: 0.6, yMm: -0.4 });
  });

  test('are part of the sheet itself: what is measured next is the error that is left', () => {
    const profile = readPrinterProfile('resources/printers', 'direct-300', {
      ...none,
      emblem: { xMm: 0.5, yMm: 0 },
    });

    expect(profile.ok && calibrationSheet(profile.value, metrics).faces.map(({ offset }) => offset)).toEqual([
      { xMm: 0, yMm: 0 },
      { xMm: 0.5, yMm: 0 },
    ]);
  });
});

describe('a shipped printer profile', () => {
  test.each(readdirSync('resources/printers'))('%s can be used', (file) => {
    const id = file.replace('.json', '');

    expect(readPrinterProfile('resources/printers', id, null)).toMatchObject({ ok: true, value: { id } });
  });

  test('that is not there, or is no name of one, is refused', () => {
    const kinds = ['none-such', '../secrets', ''].map((id) => readPrinterProfile('resources/printers', id, null));

    expect(kinds).toMatchObject(kinds.map(() => ({ error: { kind: 'printer.profileUnusable' } })));
  });
});
