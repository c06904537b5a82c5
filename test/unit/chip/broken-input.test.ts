/** A card that lies: every parser of what a chip answers, under 1,000,000 broken inputs in all. */

import { describe, expect, test } from 'vitest';
import { decodeSecurityInfos } from '../../../electron/core/chip/access/security-infos.ts';
import { bytesEqual, concatBytes, utf8Bytes, utf8Text } from '../../../electron/core/chip/bytes.ts';
import { encodeChipImage, decodeChipImage } from '../../../electron/core/chip/image-file.ts';
import { decodeDg2 } from '../../../electron/core/chip/lds/face.ts';
import { decodeCom, decodeDg1, decodeDg11, decodeDg12 } from '../../../electron/core/chip/lds/groups.ts';
import { jpegSize } from '../../../electron/core/chip/lds/jpeg.ts';
import { parseMrz } from '../../../electron/core/chip/lds/mrz.ts';
import { pointOf, signatureFromDer } from '../../../electron/core/chip/lds/p256.ts';
import { readCertificate } from '../../../electron/core/chip/lds/read-certificate.ts';
import { decodeSod } from '../../../electron/core/chip/lds/sod.ts';
import { malformed, parseOnly, parseTlvs, readTlvHeader } from '../../../electron/core/chip/lds/tlv.ts';
import type { Result } from '../../../shared/result.ts';
import { brokenObjects, mutations } from './mutate.ts';
import { drawnPhoto, makeImage, makeTrust, value } from './sample.ts';

const trust = makeTrust();
const image = makeImage(trust, { photo: drawnPhoto(200) });
const file = (name: string): Uint8Array => image.files.find((one) => one.name === name)?.bytes ?? new Uint8Array();
const dg15 = value(parseOnly(file('EF.DG15'), 0x6f, 'seed'));
const zone = value(decodeDg1(file('EF.DG1')));

type Parser = readonly [name: string, count: number, seed: Uint8Array, parse: (bytes: Uint8Array) => Result<unknown>];

const parsers: readonly Parser[] = [
  ['data objects', 240_000, file('EF.DG14'), (bytes) => parseTlvs(bytes, 'test')],
  ['the start of a file', 100_000, file('EF.DG2').subarray(0, 6), (bytes) => readTlvHeader(bytes, 'test')],
  ['EF.COM', 60_000, file('EF.COM'), decodeCom],
  ['DG1', 40_000, file('EF.DG1'), (bytes) => zoneOf(decodeDg1(bytes))],
  ['DG2', 60_000, file('EF.DG2'), decodeDg2],
  ['DG11', 60_000, file('EF.DG11'), decodeDg11],
  ['DG12', 40_000, file('EF.DG12'), decodeDg12],
  ['EF.CardAccess', 60_000, file('EF.CardAccess'), (bytes) => decodeSecurityInfos(bytes, 'test')],
  ['DG14', 60_000, value(parseOnly(file('EF.DG14'), 0x6e, 'seed')), (bytes) => decodeSecurityInfos(bytes, 'test')],
  ['DG15', 60_000, dg15, pointOf],
  ['EF.SOD', 60_000, file('EF.SOD'), decodeSod],
  ['a certificate', 60_000, trust.documentSigner.certificate, readCertificate],
  ['a signature', 40_000, Uint8Array.of(0x30, 8, 2, 2, 0, 0xff, 2, 2, 0, 0x80), signatureFromDer],
];

describe('a card that lies', { timeout: 120_000 }, () => {
  test.each(parsers)('%s, broken %i times, are read or refused by a typed failure', (_, count, seed, parse) => {
    const kinds = kindsOf(brokenObjects([seed], count), parse);

    expect([...kinds.keys()].toSorted()).toEqual(['chip.malformed', 'read']);
    expect(Math.min(...kinds.values())).toBeGreaterThan(count / 1000);
  });

  test('data objects that are read together are the input, byte for byte', () => {
    const inputs = [...brokenObjects([file('EF.DG14'), file('EF.SOD')], 10_000)];

    const wrong = inputs.filter((bytes) => {
      const objects = parseTlvs(bytes, 'test');
      return objects.ok && !bytesEqual(concatBytes(...objects.value.map(({ raw }) => raw)), bytes);
    });

    expect(wrong).toEqual([]);
  });

  test('a zone broken 30,000 times is read only where every check digit is right', () => {
    const kinds = kindsOf(mutations([utf8Bytes(zone)], 30_000), (bytes) => parseMrz(utf8Text(bytes) ?? ''));

    // What no check digit covers may change: document code, state, sex, name.
    expect([...kinds.keys()].toSorted()).toEqual(['chip.malformed', 'read']);
    expect(kinds.get('read')).toBeGreaterThan(300);
    expect(kinds.get('read')).toBeLessThan(15_000);
  });

  test('a picture broken 10,000 times has no size, or a real one', () => {
    const sizes = [...mutations([drawnPhoto(60)], 10_000)].map(jpegSize).filter((size) => size !== null);

    expect(sizes.length).toBeGreaterThan(100);
    expect(sizes.filter(({ widthPx, heightPx }) => widthPx < 1 || heightPx < 1)).toEqual([]);
  });

  test('a kept image broken 10,000 times is an image, or refused', () => {
    const small = { ...image, files: image.files.slice(0, 1) };

    const kinds = kindsOf(mutations([encodeChipImage(small)], 10_000), decodeChipImage);

    expect([...kinds.keys()].toSorted()).toEqual(['chip.malformed', 'read']);
  });
});

/** How often which failure came, and how often none (`read`). */
function kindsOf(inputs: Iterable<Uint8Array>, parse: Parser[3]): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>();
  for (const bytes of inputs) {
    const result = parse(bytes);
    const kind = result.ok ? 'read' : result.error.kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds;
}

function zoneOf(decoded: Result<string>): Result<unknown> {
  if (!decoded.ok) return decoded;
  return decoded.value.length === 90 ? parseMrz(decoded.value) : malformed('MRZ', 'length');
}
