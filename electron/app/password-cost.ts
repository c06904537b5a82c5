/** What a password may cost on this machine: measured when the data folder is first opened, then kept. */

import { ok, type Result } from '../../shared/result.ts';
import { measurePasswordCost, recommendedParameters } from '../adapters/passwords/argon2id.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { PasswordCost } from '../core/access/ports.ts';
import { system } from '../core/access/system-actor.ts';
import type { Store } from '../core/ports.ts';

/** As measured here before, else measured now; whoever only reads checks by the parameters of each hash. */
export async function passwordCost(
  store: Store,
  mode: 'read' | 'write',
  workstation: string,
): Promise<Result<PasswordCost>> {
  const known = store.passwordCost();
  if (known !== undefined || mode === 'read') return ok(known ?? recommendedParameters);
  const { cost, measuredMs } = await measurePasswordCost(() => performance.now());
  return store.commit(system, (tx) => {
    tx.insertPasswordCost({ ...cost, measuredMs, measuredAt: systemClock.now().toISOString() });
    tx.audit({
      action: 'password.costMeasured',
      subject: { kind: 'workstation', id: workstation },
      outcome: 'ok',
      detail: { ...cost, milliseconds: measuredMs },
    });
    return ok(cost);
  });
}
