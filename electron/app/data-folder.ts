/** The data folder: where it is when nobody says otherwise, what shows that it is one, whose audit log lies in it. */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../../shared/model/profile.ts';
import { ok, type Result } from '../../shared/result.ts';
import { findSoftwareKey, openSoftwareKeys } from '../adapters/keys/software/software-keys.ts';
import { originOf, type LogOwner } from '../adapters/sqlite/log-owner.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { sharedDataFolder } from './policy.ts';

/** The place that the policy of this machine names, else the one that the system gives to a user's data. */
export function defaultDataFolder(): string {
  const shared = sharedDataFolder();
  if (shared !== undefined) return shared;
  const home = homedir();
  switch (process.platform) {
    case 'win32':
      return join(process.env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Starcard', 'training');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Starcard', 'training');
    default:
      return join(process.env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'starcard', 'training');
  }
}

export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, 'starcard.db'));
}

/** The key of the folder's audit log and the name that stands in every checkpoint. */
export function logOwner(folder: string, profile: Profile): Result<LogOwner> {
  // A log without its key cannot be continued; a new key in its place would only hide that the old one is gone.
  if (hasDatabase(folder)) return knownLogOwner(folder, profile);
  return makeLogOwner(folder, profile);
}

/** The same where the log is there already, or comes from a backup: a missing key is a failure, never made anew. */
export function knownLogOwner(folder: string, profile: Profile): Result<LogOwner> {
  const found = findSoftwareKey(join(folder, 'keys'), 'audit');
  if (!found.ok) return found;
  return makeLogOwner(folder, profile);
}

function makeLogOwner(folder: string, profile: Profile): Result<LogOwner> {
  const signer = openSoftwareKeys(join(folder, 'keys')).signer('audit', 'Ed25519');
  if (!signer.ok) return signer;
  return ok({
    digest: systemDigest,
    signer: signer.value,
    origin: originOf(profile),
  });
}
