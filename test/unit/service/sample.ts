/** A list of services for an invented chip, with every key it takes. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openChipTrust } from '../../../electron/adapters/keys/software/chip-trust.ts';
import { openServiceAuthority } from '../../../electron/adapters/keys/software/service-trust.ts';
import { openSoftwareKeys } from '../../../electron/adapters/keys/software/software-keys.ts';
import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../../electron/adapters/system/verifier.ts';
import { generateKeyPair, type KeyPair } from '../../../electron/core/chip/crypto/curve.ts';
import { createHolderCertificate } from '../../../electron/core/service/certificates.ts';
import type { ServiceAuthority } from '../../../electron/core/service/context.ts';
import { periodOf } from '../../../electron/core/service/period.ts';
import type { ServiceEntry, ServiceList } from '../../../electron/core/service/service-list.ts';
import type { ServiceCardIdentity } from '../../../electron/core/service/signed-list.ts';
import { chipSerialSchema, sha256Schema } from '../../../shared/model/ids.ts';
import { serviceIdSchema } from '../../../shared/model/service.ts';
import type { Result } from '../../../shared/result.ts';
import { profile } from '../chip/sample.ts';

export const madeAt = new Date('2026-11-22T08:30:00Z');
export const now = new Date('2026-12-01T08:00:00Z');
export const ports = { digest: systemDigest, verifier: systemVerifier };

export const card: ServiceCardIdentity = {
  chipSerial: chipSerialSchema.parse('53504543AABBCCDDEEFF0011'),
  sodHash: sha256Schema.parse('ab'.repeat(32)),
};

export const chipKey: KeyPair = generateKeyPair('p256', (count) => systemRandom.bytes(count));

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const folder = mkdtempSync(join(tmpdir(), 'starcard-service-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An office of its own: nobody else's lists are believed by its roots. */
export function newAuthority(name: string): ServiceAuthority {
  const keys = openSoftwareKeys(join(folder, name));
  const clock = { now: () => madeAt };
  const options = { folder: join(folder, name), keys, profile, clock, digest: systemDigest, random: systemRandom };
  return value(openServiceAuthority(options, value(openChipTrust(options))));
}

export const authority = newAuthority('office');

export function entryOf(id: string, change: Partial<ServiceEntry> = {}): ServiceEntry {
  const endpoint = `https://${id}.example/card`;
  const period = periodOf('2026-11-22', '2027-11-21');
  return {
    id: serviceIdSchema.parse(id),
    nameZh: '样本服务',
    nameEn: 'Sample service',
    endpoint,
    ...period,
    status: 'active',
    certificate: certificateFor(endpoint),
    ...change,
  };
}

export function certificateFor(endpoint: string, issuer = authority, days = periodOf('2026-11-22', '2027-11-21')) {
  const serial = Uint8Array.of(0x41, 1, 2, 3, 4, 5, 6, 7);
  const input = { country: 'UT', chipSerial: card.chipSerial, endpoint, serial, point: chipKey.publicKey, ...days };
  return value(createHolderCertificate(input, issuer.serviceCa, systemDigest));
}

export function listOf(entries: readonly ServiceEntry[], change: Partial<ServiceList> = {}): ServiceList {
  return { number: 3, ...card, entries, ...change };
}
