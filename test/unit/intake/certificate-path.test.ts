import { describe, expect, test } from 'vitest';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { decodeBase64 } from '../../../electron/core/intake/base64.ts';
import { readCertificate, type Certificate } from '../../../electron/core/intake/certificate.ts';
import { buildPath, checkPathAt } from '../../../electron/core/intake/certificate-path.ts';
import { readRevocationList, type RevocationList } from '../../../electron/core/intake/revocation-list.ts';
import { purposes } from '../../../electron/core/intake/trust.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { specimenAuthority, type SignerName } from '../../../electron/core/specimen/authority.ts';
import {
  issueCertificate,
  issueRevocationList,
  type CertificateWish,
} from '../../../electron/core/specimen/issue-certificate.ts';
import { specimenKey } from '../../../electron/core/specimen/specimen-key.ts';
import type { Result } from '../../../shared/result.ts';

const authority = specimenAuthority();
const root = certificate(authority.root);
const lists = authority.revocationLists.map(list);
const issuedAt = new Date('2026-11-20T00:00:00Z');
const now = new Date('2026-11-22T00:00:00Z');

function certificate(der: Uint8Array): Certificate {
  const read = readCertificate(der);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
function list(der: Uint8Array): RevocationList {
  const read = readRevocationList(der);
  if (read === undefined) throw new Error('unusable list');
  return read;
}
function chainOf(name: SignerName): readonly Uint8Array[] {
  return authority.signers[name].x5c.map((text) => decodeBase64(text) ?? new Uint8Array());
}
function build(x5c: readonly Uint8Array[], roots: readonly Certificate[] = [root]) {
  return buildPath(x5c, roots, purposes.approval, systemVerifier);
}
/** `ok`, or the kind with its problem. */
function verdict(result: Result<unknown>): string {
  if (result.ok) return 'ok';
  const { kind, data } = result.error;
  return 'problem' in data ? `${kind}: ${data.problem}` : kind;
}

describe('building a path', () => {
  test('the root may stand in it or be left out', () => {
    const chain = chainOf('approval');
    expect([verdict(build(chain)), verdict(build([...chain, authority.root]))]).toEqual(['ok', 'ok']);
  });

  test.each<[string, () => readonly Uint8Array[], string]>([
    ['nothing', () => [], 'intake.certificatePath: empty'],
    ['the signer alone', () => chainOf('approval').slice(0, 1), 'intake.certificateUntrusted'],
    ['the root alone', () => [authority.root], 'intake.certificateUntrusted'],
    ['the wrong order', () => chainOf('approval').toReversed(), 'intake.certificateUntrusted'],
    ['an intermediate as signer', () => chainOf('approval').slice(1), 'intake.certificateUsage'],
    ['another root', () => chainOf('untrusted'), 'intake.certificateUntrusted'],
    ['a signer for other things', () => chainOf('wrongPurpose'), 'intake.certificateUsage'],
    ['a signer who certifies', () => chainOf('notAuthority'), 'intake.certificatePath: not an authority'],
    [
      'five certificates',
      () => [...chainOf('approval'), ...chainOf('notAuthority')],
      'intake.certificatePath: too long',
    ],
    ['no certificate', () => [new Uint8Array([0x30, 0x00])], 'intake.certificatePath: encoding'],
    [
      'bytes behind a certificate',
      () => chainOf('approval').map((der) => Uint8Array.from([...der, 0])),
      'intake.certificatePath: encoding',
    ],
  ])('%s is refused', (_, chain, expected) => {
    expect(verdict(build(chain()))).toBe(expected);
  });

  describe('with certificates made for it', () => {
    const notBefore = new Date('2023-01-01T00:00:00Z');
    const notAfter = new Date('2053-01-01T00:00:00Z');
    const party = (commonName: string) => ({ commonName, key: specimenKey(commonName) });
    const [top, middle, lower, signer] = [party('T'), party('M'), party('L'), party('S')] as const;
    const certify = (
      subject: CertificateWish['issuer'],
      issuer: CertificateWish['issuer'],
      wish: Partial<CertificateWish>,
    ) => issueCertificate({ ...subject, issuer, notBefore, notAfter, ...wish });
    const approval = { purposes: [purposes.approval] };

    test('the path length of an authority limits what lies below it', () => {
      const chain = [
        certify(signer, lower, approval),
        certify(lower, middle, { pathLength: 0 }),
        certify(middle, top, { pathLength: 0 }),
      ];
      const topOf = (pathLength: number) => [certificate(certify(top, top, { pathLength }))];
      expect(verdict(build(chain, topOf(5)))).toBe('intake.certificatePath: path length');
      const longer = chain.with(2, certify(middle, top, { pathLength: 1 }));
      expect([verdict(build(longer, topOf(2))), verdict(build(longer, topOf(1)))]).toEqual([
        'ok',
        'intake.certificatePath: path length',
      ]);
    });

    test('a name is not enough: the signature has to be by that authority’s key', () => {
      const impostor = { commonName: 'M', key: specimenKey('somebody else') };
      const chain = [certify(signer, impostor, approval), certify(middle, top, { pathLength: 0 })];
      const roots = [certificate(certify(top, top, { pathLength: 1 }))];
      expect(verdict(build(chain, roots))).toBe('intake.certificatePath: signature');
    });

    test('a signature is not enough: the names have to follow on each other', () => {
      const renamed = { commonName: 'N', key: middle.key };
      const chain = [certify(signer, renamed, approval), certify(middle, top, { pathLength: 0 })];
      const roots = [certificate(certify(top, top, { pathLength: 1 }))];
      expect(verdict(build(chain, roots))).toBe('intake.certificatePath: names');
    });

    test('a list counts only in its time, and only by the issuer itself', () => {
      const chain = [certify(signer, top, approval)];
      const path = build(chain, [certificate(certify(top, top, { pathLength: 0 }))]);
      if (!path.ok) throw new Error('path');
      const at = (found: readonly RevocationList[]) =>
        verdict(checkPathAt(path.value, issuedAt, now, found, systemVerifier));
      const dated = (from: string, until: string, revoked: readonly string[] = [], by = top) =>
        list(issueRevocationList(by, revoked, new Date(from), new Date(until)));
      const good = dated('2026-11-01', '2026-12-01');
      expect(at([good])).toBe('ok');
      expect(at([])).toBe('intake.revocationUnknown');
      expect(at([dated('2026-10-01', '2026-11-01')])).toBe('intake.revocationUnknown');
      expect(at([dated('2026-11-23', '2026-12-01')])).toBe('intake.revocationUnknown');
      expect(at([dated('2026-11-01', '2026-12-01', [], { ...top, key: middle.key })])).toBe('intake.revocationUnknown');
      expect(at([good, dated('2026-11-02', '2026-12-01', ['S'])])).toBe('intake.certificateRevoked');
      expect(at([dated('2026-11-01', '2026-12-01', ['M'])])).toBe('ok');
    });
  });

  test('a certificate has to hold when the record was issued, and now', () => {
    const path = build(chainOf('approval'));
    const expired = build(chainOf('expired'));
    if (!path.ok || !expired.ok) throw new Error('path');
    const at = (built: typeof path.value, first: string, second: string) =>
      verdict(checkPathAt(built, new Date(first), new Date(second), lists, systemVerifier));
    expect(at(path.value, '2026-11-20', '2026-11-22')).toBe('ok');
    expect(at(path.value, '2022-12-31', '2026-11-22')).toBe('intake.certificateExpired');
    expect(at(path.value, '2026-11-20', '2053-01-02')).toBe('intake.certificateExpired');
    expect(at(expired.value, '2023-06-01', '2023-12-31')).toBe('ok');
    expect(at(expired.value, '2023-06-01', '2026-11-22')).toBe('intake.certificateExpired');
  });
});

test('a hundred altered certificates: none throws, none is trusted', () => {
  const chance = chanceOf(9, 0);
  const chain = chainOf('approval');
  const signer = chain[0] ?? new Uint8Array();
  const trusted = Array.from({ length: 100 }, () => {
    const altered = signer.slice();
    const at = chance.int(altered.length);
    altered[at] = (altered[at] ?? 0) ^ (1 << chance.int(8));
    return build([altered, ...chain.slice(1)]);
  }).filter((built) => built.ok);
  expect(trusted).toEqual([]);
});
