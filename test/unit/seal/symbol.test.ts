// The symbol is the one that another maker of Data Matrix symbols draws from the same codewords, module for module.

import bwip from 'bwip-js/generic';
import { describe, expect, test } from 'vitest';
import { paperSymbol, sealSymbol, type SealSymbol } from '../../../electron/core/seal/symbol.ts';

describe('symbol of a seal', () => {
  test.each([
    { bytes: 86, size: 40 },
    { bytes: 112, size: 40 },
    { bytes: 113, size: 44 },
    { bytes: 142, size: 44 },
    { bytes: 143, size: 48 },
    { bytes: 172, size: 48 },
    { bytes: 173, size: 52 },
    { bytes: 202, size: 52 },
  ])('$bytes bytes make $size modules a side, as bwip-js draws them', ({ bytes, size }) => {
    const content = Uint8Array.from(
      { length: bytes },
      (_, index) => (index * 73 + bytes + ((index * index) % 251)) % 256,
    );

    const symbol = drawn(content);

    expect({ size: symbol.size, modules: modulesOf(symbol) }).toEqual({ size, modules: drawnByOther(content) });
  });

  test.each([
    { bytes: 203, size: 64 },
    { bytes: 249, size: 64 },
    { bytes: 250, size: 64 },
    { bytes: 277, size: 64 },
    { bytes: 278, size: 72 },
    { bytes: 365, size: 72 },
    { bytes: 453, size: 80 },
    { bytes: 573, size: 88 },
    { bytes: 693, size: 96 },
    { bytes: 813, size: 104 },
  ])('on paper, $bytes bytes make $size modules a side, as bwip-js draws them', ({ bytes, size }) => {
    const content = Uint8Array.from({ length: bytes }, (_, index) => (index * 151 + bytes) % 256);

    const symbol = paperSymbol(content);

    expect(symbol === null ? null : { size: symbol.size, modules: modulesOf(symbol) }).toEqual({
      size,
      modules: drawnByOther(content),
    });
  });

  test('paper has its limit too', () => {
    expect(paperSymbol(new Uint8Array(814))).toBeNull();
  });

  test('what no printable symbol holds is refused', () => {
    const tooLong = sealSymbol(new Uint8Array(203));

    expect(tooLong).toEqual({ ok: false, error: { kind: 'seal.tooLong', data: { bytes: 203 } } });
  });

  test('beside the symbol all is light', () => {
    const symbol = drawn(new Uint8Array(150));

    expect([symbol.isDark(-1, 0), symbol.isDark(0, 48), symbol.isDark(48, 0), symbol.isDark(0, -1)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

function drawn(content: Uint8Array): SealSymbol {
  const symbol = sealSymbol(content);
  if (!symbol.ok) throw new Error(symbol.error.kind);
  return symbol.value;
}

function modulesOf({ size, isDark }: SealSymbol): string {
  return Array.from({ length: size * size }, (_, at) => (isDark(at % size, Math.floor(at / size)) ? '1' : '0')).join(
    '',
  );
}

/** The other maker gets codewords, not bytes: base 256 latch, length and data, randomised as ISO/IEC 16022 annex B.2 says. */
function drawnByOther(content: Uint8Array): string {
  // Section 5.2.9.1: from 250 bytes on the length takes two codewords.
  const long = [Math.floor(content.length / 250) + 249, content.length % 250];
  const length = content.length < 250 ? [content.length] : long;
  const hidden = [...length, ...content].map((value, index) => (value + ((149 * (index + 2)) % 255) + 1) % 256);
  const text = [231, ...hidden].map((codeword) => `^${String(codeword).padStart(3, '0')}`).join('');
  const asCodewords = { bcid: 'datamatrix', text, raw: true, format: 'square' };
  // oxlint-disable-next-line import/no-named-as-default-member -- the named function does not work without its object
  const [symbol] = bwip.raw(asCodewords);
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no matrix');
  return Array.from(symbol.pixs).join('');
}
