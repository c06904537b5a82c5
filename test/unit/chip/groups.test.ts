/** The data groups and the image as a whole. */

import { describe, expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { buildChipImage } from '../../../electron/core/chip/build-image.ts';
import { bytesOfHex, hexOf, utf8Bytes } from '../../../electron/core/chip/bytes.ts';
import { decodeChipImage, encodeChipImage } from '../../../electron/core/chip/image-file.ts';
import { decodeDg2, encodeDg2 } from '../../../electron/core/chip/lds/face.ts';
import { groups } from '../../../electron/core/chip/lds/files.ts';
import {
  decodeCom,
  decodeDg1,
  decodeDg11,
  decodeDg12,
  encodeCom,
  encodeDg1,
  encodeDg11,
  encodeDg12,
  encodeDirectory,
} from '../../../electron/core/chip/lds/groups.ts';
import { jpegSize } from '../../../electron/core/chip/lds/jpeg.ts';
import { fail, ok } from '../../../shared/result.ts';
import { drawnPhoto, input, keyDeriver, makeImage, makeTrust, value } from './sample.ts';

const trust = makeTrust();
const image = makeImage(trust);

describe('the files of a chip', () => {
  test('stand in the order in which they are written: groups, EF.SOD, EF.COM, then our own application', () => {
    expect(image.files.map((file) => `${file.application} ${file.fileId.toString(16)} ${file.name}`)).toEqual([
      'emrtd 101 EF.DG1',
      'emrtd 102 EF.DG2',
      'emrtd 10b EF.DG11',
      'emrtd 10c EF.DG12',
      'emrtd 10e EF.DG14',
      'emrtd 10f EF.DG15',
      'emrtd 11d EF.SOD',
      'emrtd 11e EF.COM',
      'service 1 EF.READER',
      'service 2 EF.SERVICES',
      'master 11c EF.CardAccess',
      'master 2f01 EF.ATR/INFO',
      'master 2f00 EF.DIR',
    ]);
  });

  test('are the same for the same record, but for the signature', () => {
    const again = makeImage(trust);
    const differing = image.files.filter(
      (file, index) => hexOf(file.bytes) !== hexOf(again.files[index]?.bytes ?? new Uint8Array()),
    );

    expect(differing.map((file) => file.name)).toEqual(['EF.SOD']);
  });

  test('survive being kept beside the job', () => {
    expect(decodeChipImage(encodeChipImage(image))).toEqual(ok(image));
    const overfull = image.files.map((file) => ({ ...file, size: file.bytes.length - 1 }));
    expect(decodeChipImage(encodeChipImage({ ...image, files: overfull }))).toMatchObject({ ok: false });
    expect(decodeChipImage(utf8Bytes('{"version":1}'))).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
    expect(decodeChipImage(Uint8Array.of(0xff, 0xfe))).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
  });

  test('hold a photo up to the limit of one file and none beyond', () => {
    const ports = { digest: systemDigest, documentSigner: trust.documentSigner, keyDeriver };
    const tooLarge = buildChipImage({ ...input, photo: drawnPhoto(40_000) }, ports);
    const limit = !tooLarge.ok && tooLarge.error.kind === 'chip.photoTooLarge' ? tooLarge.error.data.limit : 0;

    expect(tooLarge).toEqual(fail('chip.photoTooLarge', { bytes: 40_000, limit }));
    expect(buildChipImage({ ...input, photo: drawnPhoto(limit + 1) }, ports).ok).toBe(false);
    const largest = value(buildChipImage({ ...input, photo: drawnPhoto(limit) }, ports));
    expect(largest.files.find((file) => file.name === 'EF.DG2')?.bytes.length).toBe(32_767);
  });

  test('are not made from a photo that is no JPEG', () => {
    const ports = { digest: systemDigest, documentSigner: trust.documentSigner, keyDeriver };

    expect(buildChipImage({ ...input, photo: utf8Bytes('not a picture at all') }, ports)).toEqual(
      fail('chip.fieldInvalid', { field: 'photo', problem: 'JPEG' }),
    );
  });
});

describe('the groups', () => {
  test('EF.COM names versions and groups', () => {
    const com = encodeCom(Object.values(groups));

    expect(hexOf(com)).toBe('60185F0104303130375F36063034303030305C0661756B6C6E6F');
    expect(decodeCom(com)).toEqual(ok(Object.values(groups)));
  });

  test('DG1 is the zone in 5F1F', () => {
    expect(hexOf(encodeDg1('A'.repeat(90)))).toBe(`615D5F1F5A${'41'.repeat(90)}`);
    expect(decodeDg1(encodeDg1('A'.repeat(90)))).toEqual(ok('A'.repeat(90)));
  });

  test('DG2 has the headers of CBEFF and ISO/IEC 19794-5 with the right lengths and dimensions', () => {
    const photo = drawnPhoto(100);

    const dg2 = value(encodeDg2(photo, 'M'));

    expect(hexOf(dg2.subarray(0, dg2.length - photo.length))).toBe(
      '7581B17F6181AD' + // 177 and 173 bytes
        '020101' + // one template
        '7F6081A6' +
        'A10E81010282010087020101880200' +
        '08' +
        '5F2E8192' + // 146 bytes of face record
        '46414300303130000000009200' +
        '01' +
        '0000008400000100000000000000000000000000' + // 132 bytes, no points, male
        '000001E00280010000000000', // basic, JPEG, 480 by 640, RGB
    );
    expect(decodeDg2(dg2)).toEqual(ok(photo));
  });

  test.each([
    ['both names', { latinName: "O'NEIL-SMITH, ANNA MARIA", chineseName: '安娜' }],
    ['no Chinese name', { latinName: 'ÅNGSTRÖM', chineseName: null }],
    ['two commas', { latinName: 'ERIKSSON, ANNA, MARIA', chineseName: '𠮷' }],
  ])('DG11 gives back %s as they were', (_, names) => {
    const details = { ...names, birthDate: '1981-08-03', cardNumber: '911124198108030024' };

    expect(decodeDg11(encodeDg11(details))).toEqual(ok(details));
  });

  test('DG12 gives back authority and date', () => {
    const details = { issuingAuthority: 'National Immigration Administration', issuedOn: '2023-09-15' };

    expect(decodeDg12(encodeDg12(details))).toEqual(ok(details));
  });

  test('EF.DIR names both applications', () => {
    expect(hexOf(encodeDirectory())).toBe('61094F07A0000002471001610C4F0AF0535441524341524401');
  });
});

describe('a picture', () => {
  test('whose frame stands after other segments is still measured', () => {
    expect(jpegSize(bytesOfHex('FFD8FFE00004AAAAFFFFC2000B0800100020010111'))).toEqual({
      widthPx: 32,
      heightPx: 16,
      components: 1,
    });
    expect(jpegSize(bytesOfHex('FFD8FFDA0004AAAAFFC0000B0800100020010111'))).toBeNull();
  });
});
