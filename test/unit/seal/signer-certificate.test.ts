// Doc 9303-12 section 7.1.3: the certificate of the seal signer, read by a library that is not ours.

import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { describe, expect, test } from 'vitest';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import { referenceOf } from '../../../electron/core/seal/signer.ts';
import { value } from '../chip/sample.ts';
import { trust } from './sample.ts';

const { tbsCertificate } = AsnConvert.parse(trust.sealSigner.certificate, Certificate);

describe('certificate of the seal signer', () => {
  test('names its country and two capitals, both as PrintableString, and nothing else', () => {
    const attributes = Array.from(tbsCertificate.subject).flatMap((relative) => Array.from(relative));

    expect(attributes.map(({ type, value: text }) => [type, text.printableString])).toEqual([
      ['2.5.4.6', 'UT'],
      ['2.5.4.3', 'SP'],
    ]);
  });

  test('has the three extensions of table 8 and no other', () => {
    const extensions = (tbsCertificate.extensions ?? []).map(({ extnID, critical }) => [extnID, critical]);

    expect(extensions).toEqual([
      ['2.5.29.35', false],
      ['2.23.136.1.1.6.2', false],
      ['2.5.29.37', true],
    ]);
  });

  test('its purpose is that of signers of visible digital seals', () => {
    const purpose = tbsCertificate.extensions?.find(({ extnID }) => extnID === '2.5.29.37');

    // SEQUENCE of the object identifier 2.23.136.1.1.11.1.
    expect(hexOf(new Uint8Array(purpose?.extnValue.buffer ?? new ArrayBuffer()))).toBe('3009060767810801010B01');
  });

  test('its serial number is what a seal names it by, twelve hexadecimal digits', () => {
    const reference = value(referenceOf(trust.sealSigner.certificate));

    expect(reference).toEqual({
      signer: 'UTSP',
      certificateReference: hexOf(new Uint8Array(tbsCertificate.serialNumber)),
    });
    expect(reference.certificateReference).toHaveLength(12);
  });
});
