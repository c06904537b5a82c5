import { describe, expect, test } from 'vitest';
import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { recompressToBudget } from '../../../electron/core/portrait/budget.ts';
import { makePortrait } from '../../../electron/core/portrait/portrait.ts';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { decoded, grownUps, painted } from './sitters.ts';

const frame = { widthMm: 24, heightMm: 29.6 };

async function portraitOf(index: number) {
  const wish = grownUps[index];
  if (wish === undefined) throw new Error('no such sitter');
  const portrait = await makePortrait(await drawPortrait(wish), null, frame, photoCodec);
  if (!portrait.ok) throw new Error(portrait.error.kind);
  return portrait.value;
}

describe('the portrait for the chip', () => {
  test.each(grownUps.map((_, index) => index))('sitter %i fits 15,000 bytes and is a whole portrait', async (index) => {
    const fitted = await recompressToBudget(await portraitOf(index), 15_000, photoCodec);
    if (!fitted.ok) throw new Error(fitted.error.kind);
    expect(fitted.value.jpeg.length).toBeLessThanOrEqual(15_000);
    const { widthPx, heightPx } = await decoded(fitted.value.jpeg);
    expect({ widthPx, heightPx }).toEqual({ widthPx: fitted.value.widthPx, heightPx: fitted.value.heightPx });
    expect(widthPx / heightPx).toBeCloseTo(24 / 29.6, 2);
  });

  test('is the portrait itself where that fits', async () => {
    const { jpeg, widthPx, heightPx, ...rest } = await portraitOf(1);
    const fitted = await recompressToBudget({ jpeg, widthPx, heightPx, ...rest }, jpeg.length, photoCodec);
    expect(fitted).toEqual({ ok: true, value: { jpeg, widthPx, heightPx } });
  });

  test('gives the same bytes twice', async () => {
    const portrait = await portraitOf(2);
    const [one, other] = await Promise.all([1, 2].map(() => recompressToBudget(portrait, 9000, photoCodec)));
    expect(one).toEqual(other);
  });

  test('gives up quality before pixels, and pixels before it gives up', async () => {
    const portrait = await portraitOf(3);
    const widths = await Promise.all(
      [15_000, 8000, 6000].map(async (bytes) => {
        const fitted = await recompressToBudget(portrait, bytes, photoCodec);
        return fitted.ok ? fitted.value.widthPx : 0;
      }),
    );
    expect(widths[0]).toBe(portrait.widthPx);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  test('is refused where only mush would fit', async () => {
    const portrait = await portraitOf(0);
    expect(await recompressToBudget(portrait, 1500, photoCodec)).toEqual({
      ok: false,
      error: { kind: 'chip.photoBudget', data: { bytes: portrait.jpeg.length, limit: 1500, minWidthPx: 240 } },
    });
  });

  test('is refused where what fits no longer shows what was there', async () => {
    const chance = chanceOf(7, 0);
    const noise = painted(413, 509, () => [chance.int(256), chance.int(256), chance.int(256)]);
    const jpeg = await photoCodec.encode(noise, 0.92);
    const fitted = await recompressToBudget({ jpeg, widthPx: 413, heightPx: 509 }, 40_000, photoCodec);
    expect(fitted.ok ? 'accepted' : fitted.error.kind).toBe('chip.photoBudget');
  });
});
