/** The authority's answer to a result file: which results it has, signed as approvals are but for this purpose. */

import { acknowledgementSchema } from '../../../shared/model/results.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkPathAt } from '../intake/certificate-path.ts';
import { openJws } from '../intake/jws.ts';
import { parseStrictJson } from '../intake/strict-json.ts';
import type { RecordTrust } from '../intake/trust.ts';
import { clockSkewMs, schemaFailure } from '../intake/verify-record.ts';
import type { Actor, Clock, Random, Store } from '../ports.ts';

export interface AcknowledgeContext {
  readonly store: Store;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly random: Random;
  readonly trust: RecordTrust;
}

/**
 * Takes the named results off the list of what waits, and says how many that were. Ids that are not waiting (acknowledged
 * before, or never ours) are passed over: an acknowledgement may come twice. Fails as `verifyRecord` does.
 */
export async function acknowledge(
  jws: string,
  context: AcknowledgeContext,
): Promise<Result<{ readonly acknowledged: number }>> {
  const { trust } = context;
  const now = context.clock.now();
  const opened = await openJws(jws, 'acknowledgement', trust);
  if (!opened.ok) return opened;
  const json = parseStrictJson(opened.value.payload);
  if (!json.ok) return json;
  const parsed = acknowledgementSchema.safeParse(json.value);
  if (!parsed.success) return schemaFailure(parsed.error);
  const { issuedAt, office, workstation, resultIds } = parsed.data;
  if (Date.parse(issuedAt) > now.getTime() + clockSkewMs) return fail('intake.notYetValid', { issuedAt });
  const pathHolds = checkPathAt(opened.value.path, new Date(issuedAt), now, trust.revocationLists, trust.verifier);
  if (!pathHolds.ok) return pathHolds;
  if (office !== trust.office) return fail('intake.wrongOffice', { office, expected: trust.office });
  if (workstation !== trust.workstation) {
    return fail('intake.wrongWorkstation', { workstation, expected: trust.workstation });
  }
  return context.store.commit(context.actor, (tx) => {
    const acknowledged = tx.acknowledgeResults(resultIds);
    tx.audit({
      action: 'result.acknowledged',
      subject: { kind: 'file', id: context.random.id() },
      outcome: 'ok',
      detail: { named: resultIds.length, acknowledged },
    });
    return ok({ acknowledged });
  });
}
