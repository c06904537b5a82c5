import { expect, test } from 'vitest';
import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { checkPhoto } from '../../../electron/core/intake/check-photo.ts';
import type { PortraitWish } from '../../../electron/core/sample/draw-portrait.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';

test('every portrait is a photo that intake takes, of 10 to 30 KB', async () => {
  const chance = chanceOf(11, 0);
  const wishes = Array.from({ length: 60 }, (): PortraitWish => ({
    sex: chance.pick(['M', 'F']),
    age: 1 + chance.int(85),
    variation: chance.int(2 ** 32),
  }));
  const portraits = await Promise.all(wishes.map(drawPortrait));
  const checked = await Promise.all(portraits.map((portrait) => checkPhoto(encodeBase64(portrait), photoCodec)));
  expect(checked.filter((photo) => !photo.ok)).toEqual([]);
  expect(portraits.filter(({ length }) => length < 10_000 || length > 30_000)).toEqual([]);
  expect(new Set(portraits.map(encodeBase64)).size).toBe(60);
});

test('the same wish is the same picture', async () => {
  const wish = { sex: 'M', age: 50, variation: 12345 } as const;
  expect(await drawPortrait(wish)).toEqual(await drawPortrait(wish));
});
