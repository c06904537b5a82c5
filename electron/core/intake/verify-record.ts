/**
 * From one signed line to a record that may be acted on: rule 1 of docs/design.md section 2. The same function runs at intake and
 * again, on the stored line, right before a chip is written; an edited database row is never looked at here.
 */

import type * as z from 'zod';
import { recordSchema, type AuthorityRecord } from '../../../shared/model/approval.ts';
import type { Sha256 } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { checkPathAt } from './certificate-path.ts';
import { firstField, openJws } from './jws.ts';
import { parseStrictJson } from './strict-json.ts';
import { trustFrom, type RecordTrust } from './trust.ts';

export { trustFrom, type RecordTrust };

export interface VerifiedRecord {
  /** SHA-256 of the payload: what makes two records the same, since ES256 signatures differ each time. */
  readonly hash: Sha256;
  readonly record: AuthorityRecord;
  readonly jws: string;
}

/** Clocks of authority and workstation may differ by this much. */
export const clockSkewMs = 5 * 60 * 1000;

/**
 * Verifies one record: form, header, certificate path at `issuedAt` and now, revocation, signature, schema, time and
 * audience. What it says about the person, card and photo is `checkApproval`'s.
 * Every failure is an `intake.*` kind; nothing is thrown on any input.
 */
export async function verifyRecord(jws: string, trust: RecordTrust, now: Date): Promise<Result<VerifiedRecord>> {
  const opened = await openJws(jws, 'approval', trust);
  if (!opened.ok) return opened;
  const { payload, path } = opened.value;
  const json = parseStrictJson(payload);
  if (!json.ok) return json;
  const parsed = recordSchema.safeParse(json.value);
  if (!parsed.success) return schemaFailure(parsed.error);
  const record = parsed.data;
  const inTime = checkTimes(record, now);
  if (!inTime.ok) return inTime;
  const pathHolds = checkPathAt(path, new Date(record.issuedAt), now, trust.revocationLists, trust.verifier);
  if (!pathHolds.ok) return pathHolds;
  const addressed = checkAudience(record, trust);
  return addressed.ok ? ok({ hash: trust.digest.sha256Hex(payload), record, jws }) : addressed;
}

function checkTimes(record: AuthorityRecord, now: Date): Result<void> {
  const issuedAt = Date.parse(record.issuedAt);
  const expiresAt = Date.parse(record.expiresAt);
  if (expiresAt <= issuedAt) return fail('intake.schema', { field: 'expiresAt', problem: 'before_issuedAt' });
  if (issuedAt > now.getTime() + clockSkewMs) return fail('intake.notYetValid', { issuedAt: record.issuedAt });
  return expiresAt > now.getTime() ? ok(undefined) : fail('intake.expired', { expiresAt: record.expiresAt });
}

function checkAudience(record: AuthorityRecord, trust: RecordTrust): Result<void> {
  const { office, workstation } = record.audience;
  if (office !== trust.office) return fail('intake.wrongOffice', { office, expected: trust.office });
  if (workstation !== undefined && workstation !== trust.workstation) {
    return fail('intake.wrongWorkstation', { workstation, expected: trust.workstation });
  }
  return ok(undefined);
}

/** Names the member and the kind of problem, never the value: it may be personal. */
export function schemaFailure(problem: z.ZodError): Result<never> {
  return fail('intake.schema', { field: firstField(problem), problem: problem.issues[0]?.code ?? '-' });
}
