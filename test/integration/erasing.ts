/** An office that erases persons, two of which are on file. */

import { join } from 'node:path';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import type { PersonContext } from '../../electron/core/person/erase.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import { employ, hasher, password } from '../support/people.ts';
import { approval, idOf, officer1, signed, walkOffice, type WalkOffice } from './walk-office.ts';

export const second = { account: 'supervisor1', password };

export async function office() {
  const walk = await walkOffice();
  await employ(walk.store, [[second.account, 'supervisor']]);
  await walk.take(signed(approval(1)), signed(approval(2)));
  return { walk, id: idOf(walk, approval(1)), context: contextOf(walk) };
}

export function contextOf(walk: WalkOffice): PersonContext {
  const certificateSigner = () => openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256');
  return { ...walk.context(officer1), hasher, personKeys: walk.store.personKeys, certificateSigner };
}

export function asked(applicationId: ApplicationId, change: object = {}) {
  return { applicationId, revision: 1, reason: 'requested', second, ...change } as const;
}
