/** What the training authority answers to a result file: one signed acknowledgement of everything in it. */

import { resultSchema, type Acknowledgement } from '../../../shared/model/results.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { contentOf, lineTypes } from '../intake/jws.ts';
import type { SpecimenSigner } from '../specimen/authority.ts';
import { signText } from './sign-record.ts';

/**
 * The acknowledgement of the results in these lines, as a JWS. It does not check the office's signatures: the training
 * authority knows no office keys. Fails with `intake.notJws` where a line is no result.
 */
export function acknowledgeResults(
  lines: readonly string[],
  signer: SpecimenSigner,
  now: Date,
): Result<{ readonly jws: string; readonly acknowledged: number }> {
  const results = [];
  for (const line of lines) {
    const parsed = resultSchema.safeParse(contentOf(line));
    if (!parsed.success) return fail('intake.notJws', {});
    results.push(parsed.data);
  }
  const first = results[0];
  if (first === undefined) return fail('notFound', { what: 'results' });
  const body: Acknowledgement = {
    type: 'acknowledgement',
    version: 1,
    issuedAt: now.toISOString(),
    office: first.office,
    workstation: first.workstation,
    resultIds: results.map((result) => result.resultId),
  };
  const header = { alg: 'ES256', typ: lineTypes.acknowledgement.typ, x5c: signer.x5c };
  return ok({ jws: signText(JSON.stringify(body), header, signer).jws, acknowledged: results.length });
}
