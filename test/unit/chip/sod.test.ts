/** The security object and its certificates, read by ourselves and by the @peculiar ASN.1 packages as a second opinion. */

import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, PrivateKeyUsagePeriod } from '@peculiar/asn1-x509';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import type { InspectionStep } from '../../../electron/core/chip/chip.ts';
import { createCscaCertificate } from '../../../electron/core/chip/lds/certificates.ts';
import { namedKey, pointOf } from '../../../electron/core/chip/lds/p256.ts';
import { extensionOf, readCertificate } from '../../../electron/core/chip/lds/read-certificate.ts';
import { decodeSod, encodeSod } from '../../../electron/core/chip/lds/sod.ts';
import { parseOnly } from '../../../electron/core/chip/lds/tlv.ts';
import { authenticate } from '../../../electron/core/chip/passive-authentication.ts';
import { makeTrust, signedAt, value } from './sample.ts';
import { problemText } from '../../../shared/messages/step-problem.ts';
import { fail, ok } from '../../../shared/result.ts';

const trust = makeTrust();
const ports = { digest: systemDigest, verifier: systemVerifier };
const groups = [
  { group: 1, bytes: Uint8Array.of(0x61, 1, 1) },
  { group: 2, bytes: Uint8Array.of(0x75, 1, 2) },
];
const sodFile = value(encodeSod(groups, signedAt, trust.documentSigner, systemDigest));

const failed = (steps: readonly InspectionStep[]): readonly string[] =>
  steps.flatMap(({ check, problem }) => (problem === null ? [] : [`${check}: ${problemText('en', problem)}`]));

describe('the security object', () => {
  test('is CMS SignedData version 3 with one signer that names the embedded certificate', () => {
    const info = AsnConvert.parse(value(parseOnly(sodFile, 0x77, 'EF.SOD')), ContentInfo);
    const data = AsnConvert.parse(info.content, SignedData);
    const [signer] = data.signerInfos;
    const embedded = data.certificates?.[0]?.certificate?.tbsCertificate;

    expect({
      type: info.contentType,
      version: data.version,
      content: data.encapContentInfo.eContentType,
      signerVersion: signer?.version,
      serial: hexOf(new Uint8Array(signer?.sid.issuerAndSerialNumber?.serialNumber ?? new ArrayBuffer())),
      attributes: signer?.signedAttrs?.map((attribute) => attribute.attrType),
    }).toEqual({
      type: '1.2.840.113549.1.7.2',
      version: 3,
      content: '2.23.136.1.1.1',
      signerVersion: 1,
      serial: hexOf(new Uint8Array(embedded?.serialNumber ?? new ArrayBuffer())),
      attributes: ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.5', '1.2.840.113549.1.9.4'],
    });
  });

  test('holds the hash of every group', () => {
    const sod = value(decodeSod(sodFile));

    expect([...sod.hashes].map(([group, hash]) => [group, hexOf(hash)])).toEqual(
      groups.map(({ group, bytes }) => [group, hexOf(systemDigest.sha256(bytes))]),
    );
    expect(sod.signedAt).toEqual(signedAt);
  });

  test('passes when nothing was touched', () => {
    expect(failed(authenticate(value(decodeSod(sodFile)), groups, trust, ports))).toEqual([]);
  });

  test('says which group was changed, added or taken away', () => {
    const sod = value(decodeSod(sodFile));
    const changed = [groups[0], { group: 2, bytes: Uint8Array.of(0x75, 1, 3) }].flatMap((file) => file ?? []);

    expect(failed(authenticate(sod, changed, trust, ports))).toEqual(['groupHashes: differs from its digest: DG2']);
    expect(failed(authenticate(sod, groups.slice(0, 1), trust, ports))).toEqual(['groupHashes: missing: DG2']);
    expect(failed(authenticate(sod, [...groups, { group: 11, bytes: Uint8Array.of(1) }], trust, ports))).toEqual([
      'groupHashes: differs from its digest: DG11',
    ]);
  });

  test('of another country signing CA is not believed, even of the same name', () => {
    expect(failed(authenticate(value(decodeSod(sodFile)), groups, makeTrust(), ports))).toEqual([
      'certificateChain: not signed by the trusted country signing CA',
    ]);
    expect(failed(authenticate(value(decodeSod(sodFile)), groups, { cscaCertificates: [] }, ports))).toEqual([
      'certificateChain: no trusted country signing CA of that name',
    ]);
  });

  test('is signed only while the key of the signer may sign, and else not believed', () => {
    const late = new Date('2027-02-22T00:00:00Z');
    const sod = value(decodeSod(sodFile));

    expect(encodeSod(groups, late, trust.documentSigner, systemDigest)).toEqual(
      fail('chip.signerOutOfUse', { signer: 'chip-document-signer', from: '2026-11-21', until: '2027-02-21' }),
    );
    expect(failed(authenticate({ ...sod, signedAt: late }, groups, trust, ports))).toEqual([
      'certificateChain: signed outside the time in which the key of the signer may sign',
    ]);
  });

  test('signed before its certificate was valid is not believed', () => {
    const early = { ...value(decodeSod(sodFile)), signedAt: new Date('2026-11-20T00:00:00Z') };

    expect(failed(authenticate(early, groups, trust, ports))).toEqual([
      'certificateChain: signed outside the validity of the signer',
    ]);
  });

  test('signed by a key that its certificate does not name is not believed', () => {
    const stranger = { ...trust.documentSigner, signer: makeTrust().documentSigner.signer };
    const forged = value(encodeSod(groups, signedAt, stranger, systemDigest));

    expect(failed(authenticate(value(decodeSod(forged)), groups, trust, ports))).toEqual([
      'sodSignature: the signature is not good',
    ]);
  });

  test('whose content was exchanged, or whose signer was renamed, is not believed', () => {
    const sod = value(decodeSod(sodFile));
    const exchanged = { ...sod, content: sod.content.with(sod.content.length - 1, 0) };
    const renamed = { ...sod, signerSerial: Uint8Array.of(2, 1, 9) };

    expect(failed(authenticate(exchanged, groups, trust, ports))).toEqual([
      'sodSignature: the content is not what was signed',
    ]);
    expect(failed(authenticate(renamed, groups, trust, ports))).toEqual([
      'sodSignature: names another signer than it carries',
    ]);
  });

  test('below a root that may not sign certificates is not believed', () => {
    // The key usage BIT STRING of the root, with keyCertSign taken away; a trust anchor's own signature proves nothing.
    const demoted = trust.cscaCertificates.map((der) => bytesOfHex(hexOf(der).replace('040403020106', '040403020102')));

    expect(failed(authenticate(value(decodeSod(sodFile)), groups, { cscaCertificates: demoted }, ports))).toEqual([
      'certificateChain: the issuer is no CA',
    ]);
  });

  test('signed by a certificate that is no document signer is not believed', () => {
    const [csca = new Uint8Array()] = trust.cscaCertificates;
    const asSigner = { certificate: csca, signer: trust.documentSigner.signer };
    const forged = value(encodeSod(groups, signedAt, asSigner, systemDigest));

    expect(failed(authenticate(value(decodeSod(forged)), groups, trust, ports))).toContain(
      'certificateChain: the signer may not sign',
    );
  });
});

describe('the certificates', () => {
  const [csca = new Uint8Array()] = trust.cscaCertificates;
  const extensionsOf = (der: Uint8Array): readonly string[] =>
    (AsnConvert.parse(der, Certificate).tbsCertificate.extensions ?? []).map(
      (extension) => extension.extnID + (extension.critical ? ' critical' : ''),
    );

  test('carry the extensions of Doc 9303-12 table 6', () => {
    const both = ['2.5.29.16', '2.5.29.17', '2.5.29.18', '2.5.29.31'];
    expect(extensionsOf(csca)).toEqual(['2.5.29.35', '2.5.29.14', '2.5.29.15 critical', '2.5.29.19 critical', ...both]);
    expect(extensionsOf(trust.documentSigner.certificate)).toEqual([
      '2.5.29.35',
      '2.5.29.14',
      '2.5.29.15 critical',
      '2.23.136.1.1.6.2',
      ...both,
    ]);
  });

  test('are backdated by a day, and the key is used for less time than the certificate is valid', () => {
    const signer = value(readCertificate(trust.documentSigner.certificate));
    const usage = AsnConvert.parse(extensionOf(signer, '2.5.29.16') ?? new Uint8Array(), PrivateKeyUsagePeriod);

    expect(signer.notBefore).toEqual(new Date('2026-11-21T08:30:00Z'));
    expect(usage.notBefore).toEqual(signer.notBefore);
    expect(usage.notAfter).toEqual(new Date('2027-02-21T08:30:00Z'));
    expect(signer.notAfter).toEqual(new Date('2037-03-21T08:30:00Z'));
  });

  test('let the key of the country signing CA be used for five years to the second, the longest allowed', () => {
    const root = value(readCertificate(csca));
    const usage = AsnConvert.parse(extensionOf(root, '2.5.29.16') ?? new Uint8Array(), PrivateKeyUsagePeriod);

    const lastUse = new Date(root.notBefore);
    lastUse.setUTCFullYear(lastUse.getUTCFullYear() + 5);
    expect(usage.notAfter).toEqual(lastUse);
    // The last document signer, made on the last day, ends no later.
    expect(root.notAfter).toEqual(new Date('2042-03-21T08:30:00Z'));
  });

  test('say SPECIMEN', () => {
    expect(new TextDecoder().decode(value(readCertificate(csca)).subject)).toContain('SPECIMEN CSCA');
    expect(new TextDecoder().decode(value(readCertificate(trust.documentSigner.certificate)).subject)).toContain(
      'SPECIMEN',
    );
  });

  test('are only made for keys on P-256', () => {
    const ed25519 = {
      keyName: 'x',
      algorithm: 'Ed25519',
      publicKey: () => Uint8Array.of(0x30, 0),
      sign: (data: Uint8Array) => ok(data),
    } as const;
    const about = {
      country: 'UT',
      issuingState: 'UTO',
      documentCode: 'I<',
      madeAt: signedAt,
      curveForm: 'named' as const,
      serial: Uint8Array.of(1),
    };

    expect(createCscaCertificate(about, ed25519, systemDigest)).toMatchObject({
      ok: false,
      error: { kind: 'chip.malformed' },
    });
  });
});

describe('keys', () => {
  test('with the curve written out, as openssl writes it, are the same keys', () => {
    const explicit = execFileSync('openssl', [
      'ecparam',
      '-name',
      'prime256v1',
      '-param_enc',
      'explicit',
      '-genkey',
      '-noout',
      '-outform',
      'DER',
    ]);
    const publicKey = execFileSync('openssl', ['ec', '-inform', 'DER', '-pubout', '-outform', 'DER'], {
      input: explicit,
      stdio: 'pipe',
    });
    const named = execFileSync(
      'openssl',
      ['ec', '-inform', 'DER', '-pubout', '-param_enc', 'named_curve', '-outform', 'DER'],
      {
        input: explicit,
        stdio: 'pipe',
      },
    );

    expect(publicKey.length).toBeGreaterThan(300);
    expect(hexOf(namedKey(value(pointOf(new Uint8Array(publicKey)))))).toBe(hexOf(new Uint8Array(named)));
  });
});
