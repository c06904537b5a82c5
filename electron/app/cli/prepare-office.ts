/** An empty data folder for an office with people of its own: its log, and the code by which the first two come in. */

import type { CodeSheet } from '../../../shared/model/code-sheet.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { noVault } from '../../adapters/keys/vault.ts';
import { lockDataFolder } from '../../adapters/sqlite/lock.ts';
import { openStore } from '../../adapters/sqlite/open-store.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { systemDigest } from '../../adapters/system/digest.ts';
import { systemRandom } from '../../adapters/system/random.ts';
import { sheetOf } from '../../core/access/code-sheet.ts';
import { sealCode } from '../../core/access/sealed-code.ts';
import { system } from '../../core/access/system-actor.ts';
import { specimenProfile } from '../../core/specimen/profile.ts';
import { openAuditKey } from '../audit-key.ts';
import type { AskPin } from '../card-keys.ts';
import { hasDatabase } from '../data-folder.ts';

export interface PreparedOffice {
  readonly folder: string;
  /** Shown once; only its hash is kept. */
  readonly code: string;
  /** The same for paper. */
  readonly sheet: CodeSheet;
}

/** Fails with `office.exists` where there are data already: the training office is none, and nobody's becomes another's. */
export async function prepareOffice(folder: string, pin: AskPin): Promise<Result<PreparedOffice>> {
  if (hasDatabase(folder)) return fail('office.exists', { path: folder });
  const lock = lockDataFolder(folder, 'office prepare');
  if (!lock.ok) return lock;
  const key = await openAuditKey({ folder, profile: specimenProfile, pin, vault: noVault }, 'write');
  try {
    if (!key.ok) return key;
    const { workstation } = specimenProfile;
    const store = openStore({ ...key.value.owner, folder, mode: 'write', clock: systemClock, workstation });
    if (!store.ok) return store;
    const parts = { clock: systemClock, random: systemRandom, digest: systemDigest };
    const sealed = store.value.commit(system, (tx) => {
      const code = sealCode(tx, 'firstStart', parts);
      const made = tx.sealedCode('firstStart');
      if (made === undefined) throw new Error('a code that was just sealed');
      return ok({ folder, code, sheet: sheetOf('firstStart', code, made, specimenProfile) });
    });
    store.value.close();
    return sealed;
  } finally {
    if (key.ok) key.value.close();
    lock.value.release();
  }
}
