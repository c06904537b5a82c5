/** What we write on a chip, read and judged by openssl: security object, certificates, keys, every structure. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openChipTrust, type SpecimenChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../electron/adapters/system/verifier.ts';
import { hexOf } from '../../electron/core/chip/bytes.ts';
import { deriveChipKey } from '../../electron/core/chip/chip-keys.ts';
import { decodeSod } from '../../electron/core/chip/lds/sod.ts';
import { parseOnly, parseTlvs } from '../../electron/core/chip/lds/tlv.ts';
import { authenticate } from '../../electron/core/chip/passive-authentication.ts';
import { freshFolder, input, keyDeriver, makeImage, makeTrust, profile, signedAt, value } from '../unit/chip/sample.ts';

/** A chip's files in a folder, and openssl at work in it. */
function onDisk(trust: SpecimenChipTrust) {
  const folder = freshFolder();
  const image = makeImage(trust);
  const file = (name: string): Uint8Array => image.files.find((one) => one.name === name)?.bytes ?? new Uint8Array();
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  const write = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);
  write('sod.der', value(parseOnly(file('EF.SOD'), 0x77, 'EF.SOD')));
  write('csca.der', trust.cscaCertificates[0] ?? new Uint8Array());
  write('ds.der', trust.documentSigner.certificate);
  for (const name of ['csca', 'ds']) openssl('x509', '-inform', 'DER', '-in', `${name}.der`, '-out', `${name}.pem`);
  const verifyCms = (name: string, ...more: string[]): string =>
    openssl('cms', '-verify', '-inform', 'DER', '-in', name, '-binary', '-out', 'content.der', ...more);
  return { image, file, openssl, write, verifyCms };
}

// The instant of signing, so that the clock of the machine does not decide.
const at = ['-attime', String(signedAt.getTime() / 1000 + 60)];

describe('openssl', () => {
  const trust = makeTrust();
  const { image, file, openssl, write, verifyCms } = onDisk(trust);

  test('verifies the security object to the country signing CA', () => {
    verifyCms('sod.der', '-CAfile', 'csca.pem', ...at);

    expect(openssl('asn1parse', '-inform', 'DER', '-in', 'content.der')).toContain('OBJECT            :sha256');
  });

  test('refuses a security object with one bit changed', () => {
    const sod = value(parseOnly(file('EF.SOD'), 0x77, 'EF.SOD'));
    write(
      'bad.der',
      sod.map((byte, index) => (index === 90 ? byte ^ 1 : byte)),
    );

    expect(() => verifyCms('bad.der', '-CAfile', 'csca.pem', ...at)).toThrow('CMS');
  });

  test('verifies the chain of the document signer, also by the strict rules of RFC 5280', () => {
    expect(openssl('verify', '-CAfile', 'csca.pem', ...at, 'ds.pem')).toBe('ds.pem: OK\n');
    expect(openssl('verify', '-x509_strict', '-CAfile', 'csca.pem', ...at, 'ds.pem')).toBe('ds.pem: OK\n');
  });

  test.each([
    [
      'csca',
      [
        'Subject: C = UT, CN = SPECIMEN CSCA',
        'X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign',
        'X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0',
      ],
    ],
    [
      'ds',
      [
        'Subject: C = UT, CN = SPECIMEN Document Signer',
        'X509v3 Key Usage: critical\n                Digital Signature',
        '2.23.136.1.1.6.2',
      ],
    ],
  ])('reads every extension that Doc 9303-12 section 7.1 asks of %s', (name, own) => {
    const text = openssl('x509', '-in', `${name}.pem`, '-noout', '-text');
    const missing = [
      ...own,
      'Version: 3 (0x2)',
      'Issuer: C = UT, CN = SPECIMEN CSCA',
      'X509v3 Authority Key Identifier',
      'X509v3 Subject Key Identifier',
      'X509v3 Private Key Usage Period',
      'X509v3 Subject Alternative Name: \n                URI:https://specimen.invalid/, DirName:/L=UTO',
      'X509v3 Issuer Alternative Name: \n                URI:https://specimen.invalid/, DirName:/L=UTO',
      'X509v3 CRL Distribution Points',
    ].filter((line) => !text.includes(line));

    expect(missing).toEqual([]);
    expect(text.includes('Basic Constraints')).toBe(name === 'csca');
  });

  test('parses every file of the chip that is ASN.1', () => {
    const files = image.files.filter(({ application, name }) => application === 'emrtd' || name === 'EF.CardAccess');
    for (const { name, bytes } of files) write(name, bytes);

    const lines = files.map(({ name }) => openssl('asn1parse', '-inform', 'DER', '-in', name).split('\n').length);

    expect(files.length).toBe(9);
    expect(lines.filter((count) => count <= 2)).toEqual([]);
  });

  test('reads in EF.CardAccess PACE with generic mapping on P-256 and AES, and the same in DG14', () => {
    write('access.der', file('EF.CardAccess'));
    write('dg14.der', file('EF.DG14'));

    const [access, dg14] = ['access', 'dg14'].map((name) =>
      openssl('asn1parse', '-inform', 'DER', '-in', `${name}.der`),
    );

    expect(access?.match(/OBJECT +:.*|INTEGER +:.*/g)).toEqual([
      'OBJECT            :0.4.0.127.0.7.2.2.4.2.2',
      'INTEGER           :02',
      'INTEGER           :0C',
    ]);
    expect(dg14?.match(/OBJECT +:(0\.4|2\.23).*/g)?.toSorted()).toEqual([
      'OBJECT            :0.4.0.127.0.7.1.1.4.1.3',
      'OBJECT            :0.4.0.127.0.7.2.2.1.2',
      'OBJECT            :0.4.0.127.0.7.2.2.3.2.2',
      'OBJECT            :0.4.0.127.0.7.2.2.4.2.2',
      'OBJECT            :2.23.136.1.1.5',
    ]);
  });

  test.each([
    ['EF.DG15', 'activeAuthentication'],
    ['EF.DG14', 'chipAuthentication'],
  ] as const)('reads in %s a key on P-256 with the curve written out, the one for %s', (name, use) => {
    write('key.der', keyIn(file(name)));

    const text = openssl('pkey', '-pubin', '-inform', 'DER', '-in', 'key.der', '-noout', '-text');

    expect(text).toContain('Field Type: prime-field');
    expect(text).toContain('Cofactor:  1 (0x1)');
    const { publicKey } = value(deriveChipKey(keyDeriver, use, input.owner));
    expect(text.replaceAll(/[\s:]/g, '').toUpperCase()).toContain(hexOf(publicKey));
  });
});

// Doc 9303-12 section 4.1.6.3 asks for such certificates; this is why the default profile has others (ADR 0020).
describe('certificates with the curve written out', () => {
  const folder = freshFolder();
  const written = { ...profile, chip: { ...profile.chip, certificateCurve: 'explicit' as const } };
  const trust = value(
    openChipTrust({
      folder,
      keys: openSoftwareKeys(folder),
      profile: written,
      clock: { now: () => signedAt },
      digest: systemDigest,
      random: systemRandom,
    }),
  );
  const { image, file, openssl, verifyCms } = onDisk(trust);

  test('are what the profile asks for', () => {
    expect(openssl('x509', '-in', 'ds.pem', '-noout', '-text')).toContain('Cofactor:  1 (0x1)');
    expect(openssl('x509', '-in', 'csca.pem', '-noout', '-text')).toContain('Cofactor:  1 (0x1)');
  });

  test('are believed by our own inspection', () => {
    const sod = value(decodeSod(file('EF.SOD')));
    const groups = image.files.flatMap(({ name, bytes }) => {
      const [, group] = /^EF\.DG(\d+)$/.exec(name) ?? [];
      return group === undefined ? [] : [{ group: Number(group), bytes }];
    });

    const steps = authenticate(sod, groups, trust, { digest: systemDigest, verifier: systemVerifier });

    expect(steps.filter((step) => !step.passed)).toEqual([]);
  });

  test('carry a good signature by openssl too, which refuses their chain for the form alone', () => {
    expect(() => verifyCms('sod.der', '-noverify', ...at)).not.toThrow();
    expect(() => openssl('verify', '-CAfile', 'csca.pem', ...at, 'ds.pem')).toThrow('explicit ECC parameters');
  });
});

/** The one SubjectPublicKeyInfo in DG14 or DG15. */
function keyIn(group: Uint8Array): Uint8Array {
  if (group[0] === 0x6f) return value(parseOnly(group, 0x6f, 'EF.DG15'));
  const infos = value(parseTlvs(value(parseOnly(value(parseOnly(group, 0x6e, 'DG14')), 0x31, 'DG14')), 'DG14'));
  const keys = infos.flatMap((info) => value(parseTlvs(info.value, 'DG14')).filter(({ tag }) => tag === 0x30));
  return keys[0]?.raw ?? new Uint8Array();
}
