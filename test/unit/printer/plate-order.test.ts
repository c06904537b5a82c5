/** Plates that a printer takes as pages stand where its profile says. */

import { expect, test } from 'vitest';
import { pagesOf } from '../../../electron/adapters/pdf/plates.ts';
import { simulatedPrinterProfile } from '../../../electron/adapters/printer/simulated/printer-profile.ts';
import type { Drawing } from '../../../electron/core/composition/drawing.ts';

const offsets = { portrait: { xMm: 1, yMm: 0 }, emblem: { xMm: 2, yMm: 0 } };
const drawing: Drawing = {
  widthMm: 85.6,
  heightMm: 53.98,
  title: 'order',
  faces: [
    { name: 'portrait', offset: offsets.portrait, shapes: [] },
    { name: 'emblem', offset: offsets.emblem, shapes: [] },
  ],
};

test.each([
  [
    'afterFaces',
    ['portrait visible', 'emblem visible', 'portrait uv', 'emblem uv', 'portrait overlay', 'emblem overlay'],
  ],
  [
    'afterEachFace',
    ['portrait visible', 'portrait uv', 'portrait overlay', 'emblem visible', 'emblem uv', 'emblem overlay'],
  ],
] as const)('%s', (plateOrder, expected) => {
  const profile = { ...simulatedPrinterProfile, uv: 'pages', overlay: 'pages', plateOrder } as const;

  const pages = pagesOf(drawing, profile).map(({ offset, plates }) => {
    const face = offset.xMm === offsets.portrait.xMm ? 'portrait' : 'emblem';
    return `${face} ${plates.map(({ layer }) => layer).join('+')}`;
  });

  expect(pages).toEqual(expected);
});
