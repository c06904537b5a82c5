/** The next document signer of a data folder on demand, and what the log says of every new one. */

import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { noVault } from '../adapters/keys/vault.ts';
import { openChipTrust } from '../adapters/keys/software/chip-trust.ts';
import { renewDocumentSigner } from '../adapters/keys/software/document-signers.ts';
import { lockDataFolder } from '../adapters/sqlite/lock.ts';
import { openStore, type OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { system } from '../core/access/system-actor.ts';
import type { DocumentSigner } from '../core/chip/chip.ts';
import { daysOf, keyUsagePeriod } from '../core/chip/lds/key-usage-period.ts';
import { readCertificate } from '../core/chip/lds/read-certificate.ts';
import { builtIn } from '../core/profile/in-force.ts';
import { openKnownAuditKey } from './audit-key.ts';
import { askedOnce, openCardKeys, type AskPin, type CardKeys } from './card-keys.ts';
import { hasDatabase } from './data-folder.ts';
import { openProfile } from './folder-profile.ts';

/** Who signs chips from now on, and from which day to which. */
export interface NewSigner {
  readonly signer: string;
  readonly from: string;
  readonly until: string;
}

/**
 * Needs the folder to itself. A security module makes the key even where it makes none by itself: that it is missing is
 * what the command is for. Fails with `storage.*`, `file.*`, `hsm.*`, and `chip.signerOutOfUse` where the CSCA may sign no more.
 */
export async function renewSignerOf(folder: string, holder: string, askPin: AskPin): Promise<Result<NewSigner>> {
  if (!hasDatabase(folder)) return fail('storage.notData', { path: folder });
  const lock = lockDataFolder(folder, holder);
  if (!lock.ok) return lock;
  try {
    const pin = askedOnce(askPin);
    const keys = await openCardKeys(folder, pin, 'make');
    if (!keys.ok) return keys;
    try {
      return await renewWith(keys.value, folder, pin);
    } finally {
      keys.value.close();
    }
  } finally {
    lock.value.release();
  }
}

async function renewWith(keys: CardKeys, folder: string, pin: AskPin): Promise<Result<NewSigner>> {
  const auditKey = await openKnownAuditKey({ folder, profile: builtIn.profile, pin, vault: noVault }, 'write');
  if (!auditKey.ok) return auditKey;
  const { workstation } = builtIn.profile;
  const { owner, close } = auditKey.value;
  const store = openStore({ ...owner, folder, mode: 'write', clock: systemClock, workstation });
  try {
    if (!store.ok) return store;
    const inForce = await openProfile(store.value);
    if (!inForce.ok) return inForce;
    const { profile } = inForce.value;
    const chance = { clock: systemClock, digest: systemDigest, random: systemRandom };
    const options = { folder: join(folder, 'keys'), keys, profile, ...chance };
    const trust = openChipTrust(options);
    if (!trust.ok) return trust;
    const renewed = renewDocumentSigner(options, trust.value);
    return renewed.ok ? recordSigner(renewed.value, store.value, workstation) : renewed;
  } finally {
    if (store.ok) store.value.close();
    close();
  }
}

/** Puts a new document signer on record: its key's name, its time, and the digest of its certificate. */
export function recordSigner(
  { certificate, signer }: DocumentSigner,
  store: Pick<OpenStore, 'commit'>,
  workstation: string,
): Result<NewSigner> {
  const read = readCertificate(certificate);
  if (!read.ok) return read;
  const period = keyUsagePeriod(read.value);
  const days = period === null ? { from: '', until: '' } : daysOf(period);
  return store.commit(system, (tx) => {
    const detail = { key: signer.keyName, ...days, certificate: systemDigest.sha256Hex(certificate) };
    tx.audit({ action: 'signer.renewed', subject: { kind: 'workstation', id: workstation }, outcome: 'ok', detail });
    return ok({ signer: signer.keyName, ...days });
  });
}
