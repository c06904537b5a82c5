/**
 * Whether an act of the desk put a row on the revocation list, by the signed log: what is exported is signed, and a row that
 * a hand wrote into the file would be believed everywhere.
 */

import * as z from 'zod';
import { formerNumberSchema } from '../../../shared/model/ids.ts';
import { kindOfIssueSchema } from '../../../shared/model/approval.ts';
import type { Revocation } from '../../../shared/model/custody.ts';
import { MOST_OF_ONE_ACT, ONE_ACT_MS } from '../audit/one-act.ts';
import { contentOf } from '../intake/jws.ts';
import type { Reader, StoredRecord } from '../ports.ts';

export function isRevocationOnRecord(
  reader: Pick<Reader, 'application' | 'auditEntries' | 'recordsOf' | 'revocationsOf' | 'salted'>,
  row: Revocation,
): boolean {
  const { applicationId, cardId, revokedAt } = row;
  if (cardId !== null)
    return reader.auditEntries({ action: 'card.revoked', subjectId: cardId, outcome: 'ok', limit: 1 }).length > 0;
  // A number alone: the acceptance of a loss, here or where its card came from, of a card that is not on file. One acceptance
  // retires one number.
  const asked = { subjectId: applicationId, outcome: 'ok', limit: MOST_OF_ONE_ACT } as const;
  const ofOneAct = (time: string): boolean => Math.abs(Date.parse(time) - Date.parse(revokedAt)) <= ONE_ACT_MS;
  const accepted = (['application.accepted', 'application.arrived'] as const)
    .flatMap((action) => reader.auditEntries({ ...asked, action }))
    .filter(({ time }) => ofOneAct(time));
  const losses = reader
    .revocationsOf(applicationId)
    .filter((other) => other.reason === 'loss' && ofOneAct(other.revokedAt));
  if (row.reason !== 'loss' || accepted.length === 0 || losses.length > accepted.length) return false;
  // Of an erased person nobody can tell more: salt and record are gone.
  if (reader.application(applicationId) === undefined) return true;
  const digests = new Set(accepted.map(({ detail }) => detail['recordDigest']));
  return reader
    .recordsOf(applicationId)
    .some((record) => digests.has(reader.salted(applicationId, record.hash)) && saysLossOf(record, row.formerNumber));
}

const lossSchema = z.object({
  kind: kindOfIssueSchema.extract(['loss']),
  card: z.object({ formerNumber: formerNumberSchema.optional() }),
});

/** What the authority signed, and the office accepted. */
function saysLossOf({ jws }: StoredRecord, formerNumber: string | null): boolean {
  const content = lossSchema.safeParse(contentOf(jws));
  return content.success && (content.data.card.formerNumber ?? null) === formerNumber;
}
