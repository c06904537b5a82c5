/** The profile of a data folder: the newest that two people took in, verified anew, or the built-in one. */

import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Instant } from '../../../shared/model/time.ts';
import type { Reader } from '../ports.ts';
import { specimenProfile } from '../specimen/profile.ts';
import { sameFolder } from './same-folder.ts';
import { verifyProfile, type ProfileTrust } from './verify-profile.ts';

export interface ProfileInForce {
  readonly profile: Profile;
  /** 0 = the built-in one. */
  readonly serial: number;
  readonly validFrom: Instant | null;
}

export const builtIn: ProfileInForce = { profile: specimenProfile, serial: 0, validFrom: null };

/**
 * A row is believed by its signature and by the entry that two people left; the entry says too where a row is gone. Fails
 * with `profile.altered`: nobody works by a profile that a hand put there, nor by an older one in its place.
 */
export async function profileInForce(
  reader: Pick<Reader, 'newestProfileChange' | 'auditEntries'>,
  trust: ProfileTrust,
): Promise<Result<ProfileInForce>> {
  const row = reader.newestProfileChange();
  const [entry] = reader.auditEntries({ action: 'profile.changed', limit: 1 });
  if (row === undefined && entry === undefined) return ok(builtIn);
  const serial = row?.serial ?? Number(entry?.detail['number'] ?? 0);
  const altered = fail('profile.altered', { serial });
  if (row === undefined || entry === undefined) return altered;
  const proven = await verifyProfile(row.jws, trust);
  if (!proven.ok) return altered;
  const { profile, validFrom, digest } = proven.value;
  const { number, profileDigest, approval } = entry.detail;
  const isSame =
    proven.value.serial === row.serial &&
    digest === row.digest &&
    number === row.serial &&
    profileDigest === digest &&
    approval === row.approvalId &&
    sameFolder(builtIn.profile, profile) === undefined;
  return isSame ? ok({ profile, serial: row.serial, validFrom }) : altered;
}
