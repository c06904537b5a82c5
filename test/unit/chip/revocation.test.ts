/** A document signer that its country signing CA revoked is not believed, and neither is one about whom nothing is known. */

import { describe, expect, test } from 'vitest';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { readCertificate } from '../../../electron/core/chip/lds/read-certificate.ts';
import { decodeSod, encodeSod } from '../../../electron/core/chip/lds/sod.ts';
import { authenticate } from '../../../electron/core/chip/passive-authentication.ts';
import { readRevocationList, type RevocationList } from '../../../electron/core/intake/revocation-list.ts';
import { revocationList } from './revoking.ts';
import { makeTrust, signedAt, value } from './sample.ts';

const trust = makeTrust();
const groups = [{ group: 1, bytes: Uint8Array.of(0x61, 1, 1) }];
const sod = value(decodeSod(value(encodeSod(groups, signedAt, trust.documentSigner, systemDigest))));
const signer = value(readCertificate(trust.documentSigner.certificate));
const root = value(readCertificate(trust.csca.certificate));
const inTime = new Date('2026-12-01T00:00:00Z');

function listOf(revoked: readonly Uint8Array[], by = trust): RevocationList {
  const period = [signedAt, new Date('2026-12-22T08:30:00Z')] as const;
  const list = readRevocationList(revocationList(trust, revoked, period, by));
  if (list === undefined) throw new Error('no list');
  return list;
}

function chainProblem(lists: readonly RevocationList[], at = inTime): string | undefined {
  const ports = { digest: systemDigest, verifier: systemVerifier };
  const steps = authenticate(sod, groups, { ...trust, revocation: { lists, at } }, ports);
  return steps.find(({ check }) => check === 'certificateChain')?.problem?.kind;
}

describe('with a list of what the country signing CA revoked', () => {
  test('a signer that it does not name is believed', () => {
    expect([chainProblem([listOf([])]), chainProblem([listOf([root.serial])])]).toEqual([undefined, undefined]);
  });

  test('a signer that it names is not', () => {
    expect(chainProblem([listOf([root.serial, signer.serial])])).toBe('signerRevoked');
  });

  test('a list that is somebody else’s, not yet or no longer in its time, or not there says nothing', () => {
    const list = listOf([]);

    expect([
      chainProblem([listOf([], makeTrust())]),
      chainProblem([list], new Date('2026-12-22T08:30:00Z')),
      chainProblem([list], new Date('2026-11-22T08:29:59Z')),
      chainProblem([]),
    ]).toEqual(Array(4).fill('revocationUnknown'));
  });
});
