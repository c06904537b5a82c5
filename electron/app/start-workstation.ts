/** What is done once a data folder is open for writing: what the last run left is put on record, and the training office set up. */

import { ok, type Result } from '../../shared/result.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { systemRandom } from '../adapters/system/random.ts';
import { endOpenSessions } from '../core/access/session.ts';
import { system } from '../core/access/system-actor.ts';
import { recoverAtStart } from '../core/issue/recover.ts';
import { finishErasures } from '../core/person/erase.ts';
import { recordPendingBackups, recordStart } from './on-record.ts';
import { personContext, recordPendingLooks } from './person-calls.ts';
import { recordPendingRecoveries } from './recover-keys.ts';
import { isTraining, openTrainingOffice } from './training.ts';
import type { Workstation } from './workstation.ts';

export async function startWorkstation(station: Workstation, program: string): Promise<Result<void>> {
  const { folder, store, profile } = station;
  const recorded = recordStart(store, profile.workstation, program);
  if (!recorded.ok) return recorded;
  const pending = recordPendingBackups(folder, store, profile.workstation);
  if (!pending.ok) return pending;
  const recoveries = recordPendingRecoveries(folder, store, profile.workstation);
  if (!recoveries.ok) return recoveries;
  const left = endOpenSessions('lost', { store, clock: systemClock });
  if (!left.ok) return left;
  const looks = recordPendingLooks(folder, store);
  if (!looks.ok) return looks;
  const erased = finishErasures(personContext(station));
  if (!erased.ok) return erased;
  if (isTraining(station)) {
    const training = await openTrainingOffice({
      folder: station.folder,
      store: station.store,
      random: systemRandom,
      hasher: station.hasher,
      now: systemClock.now(),
    });
    if (!training.ok) return training;
  }
  const recovered = await recoverAtStart(station.context(system));
  return recovered.ok ? ok(undefined) : recovered;
}
