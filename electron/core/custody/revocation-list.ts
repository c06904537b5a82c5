/** The revocation list of this workstation, whole and signed: cards by serials and first day, old numbers as numbers. */

import * as z from 'zod';
import { revocationSchema, type Revocation } from '../../../shared/model/custody.ts';
import { blankSerialSchema, chipSerialSchema, formerNumberSchema } from '../../../shared/model/ids.ts';
import { revokeReasonSchema } from '../../../shared/model/results.ts';
import { dateSchema, instantSchema } from '../../../shared/model/time.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from '../issue/context.ts';
import type { Signer } from '../ports.ts';
import { isRevocationOnRecord } from './revocation-on-record.ts';
import { signPaper } from '../papers/signed-paper.ts';

const entry = { reason: revokeReasonSchema, revokedAt: instantSchema };

export const revocationListSchema = z.strictObject({
  format: z.literal('starcard revocation list v1'),
  live: z.boolean(),
  office: z.string(),
  workstation: z.string(),
  madeAt: instantSchema,
  cards: z.array(
    z.strictObject({ blankSerial: blankSerialSchema, chipSerial: chipSerialSchema, validFrom: dateSchema, ...entry }),
  ),
  formerNumbers: z.array(z.strictObject({ formerNumber: formerNumberSchema, ...entry })),
});

type RevocationList = z.infer<typeof revocationListSchema>;

/**
 * The file's text: one JWS. Entries that name nothing here (a card of another office) stay with the authority's results.
 * Fails with `revocation.notOnRecord` where a row is of no act of the desk: it would be signed with the others.
 */
export function exportRevocations(
  context: Pick<IssueContext, 'store' | 'actor' | 'clock' | 'random' | 'digest' | 'profile'>,
  signer: Signer,
): Result<{ readonly text: string; readonly entries: number }> {
  const { store, actor, clock, random, profile } = context;
  const permitted = requirePermission(actor, 'custody.chooseAndExportRevocations');
  if (!permitted.ok) return permitted;
  const rows = store.revocations();
  const unknown = rows.filter((row) => !isRevocationOnRecord(store, row)).length;
  if (unknown > 0) return fail('revocation.notOnRecord', { count: unknown });
  const list: RevocationList = {
    format: 'starcard revocation list v1',
    live: profile.live,
    office: profile.office,
    workstation: profile.workstation,
    madeAt: clock.now().toISOString(),
    cards: rows.flatMap(cardOf),
    formerNumbers: rows.flatMap(numberOf),
  };
  const text = signPaper('starcard-revocations+jws', list, signer, context.digest);
  if (!text.ok) return text;
  const entries = list.cards.length + list.formerNumbers.length;
  return store.commit(actor, (tx) => {
    const subject = { kind: 'file', id: random.id() } as const;
    tx.audit({ action: 'revocation.exported', subject, outcome: 'ok', detail: { entries } });
    return ok({ text: `${text.value}\n`, entries });
  });
}

function cardOf(row: Revocation): RevocationList['cards'] {
  const named = revocationSchema
    .required()
    .extend({ blankSerial: blankSerialSchema, chipSerial: chipSerialSchema, validFrom: dateSchema })
    .safeParse(row);
  if (!named.success) return [];
  const { blankSerial, chipSerial, validFrom, reason, revokedAt } = named.data;
  return [{ blankSerial, chipSerial, validFrom, reason, revokedAt }];
}

function numberOf({ formerNumber, reason, revokedAt }: Revocation): RevocationList['formerNumbers'] {
  const number = formerNumberSchema.safeParse(formerNumber);
  return number.success ? [{ formerNumber: number.data, reason, revokedAt }] : [];
}
