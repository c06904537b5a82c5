// A seal is believed when a trusted signer signed exactly this; every other case has its own answer.

import { describe, expect, test } from 'vitest';
import { bytesEqual, hexOf } from '../../../electron/core/chip/bytes.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { featuresOf, namesDigest, portraitDigest } from '../../../electron/core/seal/card-seal.ts';
import { draftSeal } from '../../../electron/core/seal/make-seal.ts';
import { referenceOf } from '../../../electron/core/seal/signer.ts';
import { encodeSigned, withSignature } from '../../../electron/core/seal/visible-digital-seal.ts';
import { mutations } from '../chip/mutate.ts';
import { makeTrust, value } from '../chip/sample.ts';
import { now, sealed, sealInput, sealTrust, trust, trustIn, verified } from './sample.ts';

describe('verification of a seal', () => {
  test('a genuine seal says whose card it is on', () => {
    const { person, card, chipPortrait } = sealInput;

    const seal = value(verified(sealed()));

    expect(seal).toEqual({
      header: {
        ...value(referenceOf(trust.sealSigner.certificate)),
        issuingState: 'UTO',
        issuedOn: card.validFrom,
        signedOn: sealInput.signedAt.toISOString().slice(0, 10),
        featureDefinition: 0x53,
        documentCategory: 0x50,
      },
      card: {
        number: card.number,
        validFrom: card.validFrom,
        validUntil: card.validUntil,
        namesDigest: namesDigest(person, systemDigest),
        portraitDigest: portraitDigest(chipPortrait, systemDigest),
      },
    });
  });

  test('two seals of one card differ in nothing but the signature', () => {
    const [one, other] = [sealed(), sealed()];

    expect(hexOf(one.subarray(0, -64))).toBe(hexOf(other.subarray(0, -64)));
    expect(bytesEqual(one, other)).toBe(false);
  });

  test('no byte of a seal can be changed', () => {
    const genuine = sealed();

    const passed = Array.from(genuine.keys()).filter((at) => verified(genuine.with(at, (genuine[at] ?? 0) ^ 1)).ok);

    expect(passed).toEqual([]);
  });

  test('what is signed over is refused as forged when it is put under another name', () => {
    const genuine = sealed();
    const other = sealed({ person: { ...sealInput.person, latinName: 'ANOTHER, PERSON' } });

    const grafted = Uint8Array.from([...other.subarray(0, -64), ...genuine.subarray(-64)]);

    expect(verified(grafted)).toMatchObject({ ok: false, error: { kind: 'seal.forged' } });
  });

  test('the draft of a preview does not verify', () => {
    const draft = value(draftSeal(sealInput, { digest: systemDigest, sealSigner: trust.sealSigner }));

    expect(verified(draft)).toMatchObject({ ok: false, error: { kind: 'seal.forged' } });
  });

  test('the certificate of another signer is not known', () => {
    const stranger = makeTrust();

    const foreign = verified(sealed({}, stranger.sealSigner));

    expect(foreign).toMatchObject({ ok: false, error: { kind: 'seal.signerUnknown', data: { signer: 'UTSP' } } });
  });

  test('a signer whose CSCA is not trusted here is not trusted', () => {
    const stranger = makeTrust();
    const pinned = { ...trustIn(stranger), cscaCertificates: trust.cscaCertificates };

    expect(verified(sealed({}, stranger.sealSigner), pinned)).toMatchObject({
      ok: false,
      error: { kind: 'seal.signerUntrusted' },
    });
  });

  test('a key that forges under the certificate of another is found out', () => {
    const stranger = makeTrust();
    const forger = { certificate: trust.sealSigner.certificate, signer: stranger.sealSigner.signer };

    expect(verified(sealed({}, forger))).toMatchObject({ ok: false, error: { kind: 'seal.forged' } });
  });

  test('a document signer signs no seals', () => {
    const { certificate, signer } = trust.documentSigner;

    expect(referenceOf(certificate)).toMatchObject({ ok: false, error: { kind: 'seal.signerUntrusted' } });
    expect(referenceOf(signer.publicKey())).toMatchObject({ ok: false, error: { kind: 'seal.signerUntrusted' } });
  });

  test.each([
    { when: 'fourteen years later', at: new Date(now.getTime() + 14 * 366 * 86_400_000) },
    { when: 'a year before it was made', at: new Date(now.getTime() - 365 * 86_400_000) },
  ])('a certificate is not believed $when', ({ at }) => {
    expect(verified(sealed(), sealTrust, at)).toMatchObject({
      ok: false,
      error: { kind: 'seal.signerUntrusted', data: { problem: 'it is not valid today' } },
    });
  });

  test('a seal dated before its certificate is not believed', () => {
    const early = sealed({ signedAt: new Date(now.getTime() - 30 * 86_400_000) });

    expect(verified(early)).toMatchObject({ ok: false, error: { kind: 'seal.signerUntrusted' } });
  });

  test('a genuine seal of another definition is none of a card', () => {
    const seal = sealed({
      profile: { ...sealInput.profile, seal: { ...sealInput.profile.seal, featureDefinition: 7 } },
    });

    expect(verified(seal)).toEqual({
      ok: false,
      error: { kind: 'seal.malformed', data: { problem: 'feature definition' } },
    });
  });

  test('a feature that is not known does not make a seal invalid', () => {
    const { header, card } = value(verified(sealed()));
    const extra = { tag: 0x20, value: Uint8Array.from([1, 2, 3]) };
    const signed = value(encodeSigned(header, [extra, ...value(featuresOf(card))]));

    const seal = withSignature(signed, value(trust.sealSigner.signer.sign(signed)));

    expect(verified(seal)).toMatchObject({ ok: true, value: { card: { number: card.number } } });
  });
});

describe('digest of the names', () => {
  test('is the one that docs/formats.md states', () => {
    const digest = namesDigest({ latinName: 'ZHENGJIAN, YANGBEN', chineseName: '证件样本' }, systemDigest);

    const asStated = systemDigest.sha256(Buffer.from('ZHENGJIAN, YANGBEN\n证件样本', 'utf8')).slice(0, 16);

    expect(hexOf(digest)).toBe(hexOf(asStated));
  });

  test('does not depend on how an accent is written, but on everything else', () => {
    const of = (latinName: string, chineseName: string | null): string =>
      hexOf(namesDigest({ latinName, chineseName }, systemDigest));

    expect(of('RENE\u0301', null)).toBe(of('REN\u00c9', null));
    expect(new Set([of('RENÉ', null), of('RENE', null), of('RENÉ', '样本'), of('RENÉ 样本', null)]).size).toBe(4);
  });
});

test('of 5,000 changed seals none is believed but the seal itself, and none throws', () => {
  const genuine = sealed();

  const believed = [...mutations([genuine], 5000)].filter((bytes) => verified(bytes).ok);

  expect(believed.filter((bytes) => !bytesEqual(bytes, genuine))).toEqual([]);
});
