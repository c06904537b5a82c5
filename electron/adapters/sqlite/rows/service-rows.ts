/** Changes of the lists of services in issued cards: the journal, and with it what each chip should hold. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { ServiceChange } from '../../../core/service/service-change.ts';
import { cardIdSchema, type CardId } from '../../../../shared/model/ids.ts';
import {
  serviceActSchema,
  serviceChangeStateSchema,
  serviceConsentSchema,
  serviceIdSchema,
  type ServiceConsent,
} from '../../../../shared/model/service.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import { bytesSchema, named, sole } from './row.ts';

const columns = `id, cardId, act, serviceId, listNumber, list, state, startedBy, approvedBy, approvalId, startedAt,
  settledAt, consentId`;
const consentColumns = 'id, cardId, act, serviceId, termsDigest, language, askedBy, askedAt';

const changeSchema = z.strictObject({
  id: z.string(),
  cardId: cardIdSchema,
  act: serviceActSchema,
  serviceId: serviceIdSchema,
  listNumber: z.int().min(1),
  list: bytesSchema,
  state: serviceChangeStateSchema,
  startedBy: z.string(),
  approvedBy: z.string(),
  approvalId: z.string(),
  startedAt: instantSchema,
  settledAt: instantSchema.nullable(),
  consentId: z.string().nullable(),
});

export function serviceRows(db: Database) {
  const ofCard = db.prepare(`SELECT ${columns} FROM serviceChange WHERE cardId = ? ORDER BY listNumber`);
  const insert = db.prepare(`INSERT INTO serviceChange (${columns}) VALUES (${named(columns)})`);
  const consents = db.prepare(`SELECT ${consentColumns} FROM serviceConsent WHERE cardId = ? ORDER BY rowid`);
  const insertConsent = db.prepare(`INSERT INTO serviceConsent (${consentColumns}) VALUES (${named(consentColumns)})`);
  const settle = db.prepare(
    `UPDATE serviceChange SET state = @state, settledAt = @settledAt WHERE id = @id AND state = 'begun'`,
  );

  return {
    serviceChanges: (id: CardId): readonly ServiceChange[] => z.array(changeSchema).parse(ofCard.all(id)),
    serviceConsents: (id: CardId): readonly ServiceConsent[] => z.array(serviceConsentSchema).parse(consents.all(id)),
    insertServiceConsent: (consent: ServiceConsent): void => void insertConsent.run(consent),
    insertServiceChange: (change: ServiceChange): void => void insert.run(change),
    settleServiceChange({ id, state, settledAt }: ServiceChange): void {
      sole(settle.run({ id, state, settledAt }).changes, `begun service change ${id}`);
    },
  };
}
