/** The profile of a data folder, wherever one is read: what two people took in, else the built-in one. */

import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemVerifier } from '../adapters/system/verifier.ts';
import { builtIn, profileInForce, type ProfileInForce } from '../core/profile/in-force.ts';
import { profileRoots } from '../core/profile/roots.ts';
import type { ProfileTrust } from '../core/profile/verify-profile.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { ok, type Result } from '../../shared/result.ts';
import { hasDatabase } from './data-folder.ts';
import { readFolder } from './read-folder.ts';

/** Roots as they were compiled in; nothing of it is read from a folder. */
export const profileTrust: ProfileTrust = { roots: profileRoots, verifier: systemVerifier, digest: systemDigest };

/**
 * What every program works by that opens the folder. Before the store is open only that is known which no change touches:
 * office, workstation, kind. Fails with `profile.altered`.
 */
export function openProfile(
  store: Pick<OpenStore, 'newestProfileChange' | 'auditEntries'>,
): Promise<Result<ProfileInForce>> {
  return profileInForce(store, profileTrust);
}

/** The same beside a running program, for who needs nothing else of the folder; built in where there are no data. */
export async function profileOfFolder(folder: string): Promise<Result<ProfileInForce>> {
  return hasDatabase(folder) ? readFolder(folder, openProfile) : ok(builtIn);
}

/**
 * The USB writers that are used at all, for who needs nothing of the folder but them. One that does not open (of another
 * version, its key behind a PIN) hides nothing that is plugged in: the built-in list holds. Fails with `profile.altered`.
 */
export async function writersOfFolder(folder: string): Promise<Result<Profile['writers']>> {
  const inForce = await profileOfFolder(folder);
  if (!inForce.ok && inForce.error.kind === 'profile.altered') return inForce;
  return ok((inForce.ok ? inForce.value : builtIn).profile.writers);
}
