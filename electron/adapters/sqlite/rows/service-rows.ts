/** Changes of the lists of services in issued cards: the journal, and with it what each chip should hold. */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { ServiceChange } from '../../../core/service/service-change.ts';
import { cardIdSchema, type CardId } from '../../../../shared/model/ids.ts';
import { serviceActSchema, serviceChangeStateSchema, serviceIdSchema } from '../../../../shared/model/service.ts';
import { instantSchema } from '../../../../shared/model/time.ts';
import { bytesSchema, named, sole } from './row.ts';

const columns = `id, cardId, act, serviceId, listNumber, list, state, startedBy, approvedBy, approvalId, startedAt,
  settledAt`;

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
});

export function serviceRows(db: Database) {
  const ofCard = db.prepare(`SELECT ${columns} FROM serviceChange WHERE cardId = ? ORDER BY listNumber`);
  const insert = db.prepare(`INSERT INTO serviceChange (${columns}) VALUES (${named(columns)})`);
  const settle = db.prepare(
    `UPDATE serviceChange SET state = @state, settledAt = @settledAt WHERE id = @id AND state = 'begun'`,
  );

  return {
    serviceChanges: (id: CardId): readonly ServiceChange[] => z.array(changeSchema).parse(ofCard.all(id)),
    insertServiceChange: (change: ServiceChange): void => void insert.run(change),
    settleServiceChange({ id, state, settledAt }: ServiceChange): void {
      sole(settle.run({ id, state, settledAt }).changes, `begun service change ${id}`);
    },
  };
}
