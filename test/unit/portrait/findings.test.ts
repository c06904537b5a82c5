// The checks pass for good portraits and flag what is wrong with bad ones, made from the same.

import { createCanvas, loadImage, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { automaticCrop } from '../../../electron/core/portrait/automatic-crop.ts';
import { look } from '../../../electron/core/portrait/find-head.ts';
import { findingsOf } from '../../../electron/core/portrait/findings.ts';
import { measure } from '../../../electron/core/portrait/quality.ts';
import { wholePhoto, type Crop } from '../../../shared/portrait/crop.ts';
import { traitsOf } from '../../../electron/adapters/portrait/traits.ts';
import { decoded, grownUps, pixelsOf } from './sitters.ts';

const frame = { widthMm: 24, heightMm: 29.6 };
const children = Array.from({ length: 8 }, (_, index) => ({
  sex: index % 2 === 0 ? ('M' as const) : ('F' as const),
  age: 2 + index,
  variation: 77 + index * 0x51ed270b,
}));
const some = grownUps.filter((_, index) => index % 3 === 0);

/** Redraws the portrait as a bad photographer would have taken it. */
async function spoiled(
  wish: (typeof grownUps)[number],
  draw: (context: SKRSContext2D, portrait: Image) => void,
): Promise<Uint8Array> {
  const portrait = await loadImage(await drawPortrait(wish));
  const canvas = createCanvas(portrait.width, portrait.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#f6f6f6';
  context.fillRect(0, 0, portrait.width, portrait.height);
  draw(context, portrait);
  return new Uint8Array(await canvas.encode('jpeg', 90));
}

async function kindsIn(jpeg: Uint8Array, crop: Crop | 'automatic' = 'automatic'): Promise<readonly string[]> {
  const quality = measure(await decoded(jpeg));
  return findingsOf(quality, crop === 'automatic' ? automaticCrop(quality, frame) : crop, frame).map(
    ({ kind }) => kind,
  );
}

const asTaken = wholePhoto({ width: 413, height: 531 }, { width: frame.widthMm, height: frame.heightMm });

describe('a good portrait', () => {
  test.each([...grownUps, ...children].map((wish) => [wish]))('is not flagged: %o', async (wish) => {
    expect(await kindsIn(await drawPortrait(wish))).toEqual([]);
  });
});

describe.each(some.map((wish) => [wish]))('the same portrait %o is flagged', (wish) => {
  test('blurred', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.filter = 'blur(4px)';
      context.drawImage(portrait, 0, 0);
    });
    expect(await kindsIn(jpeg)).toContain('photoBlurred');
  });

  test('dark', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.filter = 'brightness(45%)';
      context.drawImage(portrait, 0, 0);
    });
    const kinds = await kindsIn(jpeg);
    expect(kinds).toContain('photoDark');
    expect(kinds).not.toContain('photoBlurred');
  });

  test('without contrast', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.globalAlpha = 0.25;
      context.drawImage(portrait, 0, 0);
    });
    expect(await kindsIn(jpeg)).toContain('photoFlat');
  });

  test('leaning, where nobody straightened it', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.translate(206, 265);
      context.rotate((7 * Math.PI) / 180);
      context.drawImage(portrait, -206, -265);
    });
    expect(await kindsIn(jpeg, asTaken)).toContain('photoTilted');
    expect(await kindsIn(jpeg)).not.toContain('photoTilted');
  });

  test('to one side, where nobody moved the frame', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => context.drawImage(portrait, 70, 0));
    expect(await kindsIn(jpeg, { ...asTaken, width: 0.95 })).toContain('photoFaceOffCentre');
  });

  test('before a background half in shadow', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.drawImage(portrait, 0, 0);
      const shadow = context.createLinearGradient(0, 0, 413, 0);
      shadow.addColorStop(0, 'rgba(40, 40, 60, 0.45)');
      shadow.addColorStop(0.6, 'rgba(40, 40, 60, 0)');
      context.fillStyle = shadow;
      context.fillRect(0, 0, 413, 531);
    });
    expect(await kindsIn(jpeg)).toContain('photoBackgroundUneven');
  });

  test('before a patterned wall', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => {
      context.drawImage(portrait, 0, 0);
      context.fillStyle = 'rgba(120, 60, 60, 0.5)';
      for (let y = 0; y < 240; y += 24)
        for (const x of [0, 48, 340, 388]) context.fillRect(x + (y % 48) / 2, y, 14, 14);
    });
    expect(await kindsIn(jpeg)).toContain('photoBackgroundUneven');
  });

  test('far away', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => context.drawImage(portrait, 125, 180, 165, 212));
    expect((await kindsIn(jpeg, asTaken)).filter((kind) => /Small|NotFound/.test(kind))).not.toEqual([]);
  });

  test('too near', async () => {
    const jpeg = await spoiled(wish, (context, portrait) => context.drawImage(portrait, -206, -240, 826, 1062));
    expect((await kindsIn(jpeg)).filter((kind) => /Large|OffCentre|NotFound/.test(kind))).not.toEqual([]);
  });
});

test('a picture of nobody has no head', async () => {
  const jpeg = await spoiled({ sex: 'F', age: 30, variation: 1 }, () => undefined);
  expect(await kindsIn(jpeg)).toContain('photoFaceNotFound');
});

test('a face burnt out by a flash is flagged', async () => {
  const pale = grownUps.find((wish) => traitsOf(wish).skin === '#f6d7c0');
  if (pale === undefined) throw new Error('no pale sitter');
  const jpeg = await spoiled(pale, (context, portrait) => {
    context.filter = 'brightness(170%)';
    context.drawImage(portrait, 0, 0);
  });
  expect(await kindsIn(jpeg)).toContain('photoBright');
});

test('the head is found about where it was drawn', async () => {
  for (const wish of some) {
    const traits = traitsOf(wish);
    const { head } = look(await pixelsOf(wish));
    const chin = 248 + 122 * traits.faceLength;
    expect(Math.abs((head?.centreX ?? 0) - 206.5)).toBeLessThan(12);
    expect(Math.abs((head?.chinY ?? 0) - chin)).toBeLessThan(0.2 * 531);
    expect(Math.abs(head?.leanDegrees ?? 90)).toBeLessThan(2);
  }
});
