/** Cards while they wait: dispatches, reminders, complaints, and the one search of "where is my card?". */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CustodyQuery } from '../../../core/hand-over/storage.ts';
import {
  complaintSchema,
  custodyRowSchema,
  custodyViewSchema,
  dispatchSchema,
  reminderSchema,
  type Complaint,
  type CustodyPage,
  type CustodyRow,
  type Dispatch,
  type Reminder,
} from '../../../../shared/model/custody.ts';
import type { ApplicationId, CardId } from '../../../../shared/model/ids.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { fold } from '../fold.ts';
import { caseOf } from './application-rows.ts';
import { openedCard } from './card-rows.ts';
import type { QueueRows } from './queue-rows.ts';
import { bytesSchema, countsBy, named, oneRow, sole } from './row.ts';

const dispatchColumns = 'id, cardId, office, dispatchedBy, dispatchedAt, digest, outcome, settledBy, settledAt';
const reminderColumns = 'cardId, means, remindedBy, remindedAt';
const complaintColumns = `id, cardId, what, recordHash, openedBy, openedAt, inspectedBy, inspectedAt, findings, decision,
  decidedBy, decidedAt, approvedBy, approvalId`;
const ofComplaint = complaintColumns.replace(/\w+/g, 'complaint.$&');

const clearSchema = z.object({
  ...custodyRowSchema.omit({ card: true, applicationNumber: true, latinName: true, chineseName: true }).shape,
  urgent: z.int().transform((value) => value === 1),
});
const caseSchema = z.object({ applicationId: z.string(), caseSealed: bytesSchema, caseRevision: z.int() });

/** Cards in custody by age; a card that its holder never called for is also one that waits. */
const conditions = {
  waiting: `card.state = 'inCustody'`,
  uncollected: `card.state = 'inCustody' AND card.finishedAt < @uncollectedBefore AND card.validFrom < @uncollectedBefore`,
  underWay: `card.state = 'dispatched'`,
  toReturn: `card.state = 'inCustody' AND card.finishedAt < @returnBefore AND card.validFrom < @returnBefore`,
  all: '1',
} as const;

// The page is cut out of what orders it; only its own rows are then read. Whoever is asked for most urgently first; then by
// place, as one walks along the safe.
const order = `ORDER BY card.state = 'inCustody' DESC, a.urgent DESC, card.finishedAt DESC, card.ordinal DESC`;
const lines = (condition: string): string => `
  SELECT card.*, a.sealed AS caseSealed, a.revision AS caseRevision, a.kind, a.urgent, a.state AS caseState,
    (SELECT office FROM dispatch WHERE cardId = card.id AND outcome IS NULL) AS office,
    (SELECT count(*) FROM reminder WHERE cardId = card.id) AS reminders,
    (SELECT max(remindedAt) FROM reminder WHERE cardId = card.id) AS lastReminder,
    (SELECT coalesce(decision, 'open') FROM complaint WHERE cardId = card.id ORDER BY openedAt DESC LIMIT 1) AS complaint,
    (SELECT state FROM oldCard WHERE applicationId = a.id) AS oldCard
  FROM card JOIN application AS a ON a.id = card.applicationId
  WHERE card.ordinal IN (SELECT card.ordinal FROM card JOIN application AS a ON a.id = card.applicationId
    WHERE ${condition} ${order} LIMIT @limit) ${order}`;
/** By the holder, by a serial, or by the place in the safe. */
const found = `card.ordinal IN (
  SELECT ordinal FROM card WHERE applicationId IN (SELECT value FROM json_each(@cases))
  UNION SELECT ordinal FROM card WHERE instr(blankSerial, upper(@text)) > 0 OR instr(chipSerial, upper(@text)) > 0
  UNION SELECT ordinal FROM card WHERE state = 'inCustody' AND (lower(safe || ' ' || slot) = @text OR lower(slot) = @text))`;

export function custodyRows(db: Database, queue: QueueRows, vault: PersonVault) {
  const list = new Map(custodyViewSchema.options.map((view) => [view, db.prepare(lines(conditions[view]))]));
  const search = new Map(
    custodyViewSchema.options.map((view) => [view, db.prepare(lines(`${conditions[view]} AND ${found}`))]),
  );
  const counts = db.prepare(
    custodyViewSchema.options
      .map((view) => `SELECT '${view}' AS name, count(*) AS count FROM card WHERE ${conditions[view]}`)
      .join(' UNION ALL '),
  );
  const openDispatch = db.prepare(`SELECT ${dispatchColumns} FROM dispatch WHERE cardId = ? AND outcome IS NULL`);
  const insertDispatch = db.prepare(`INSERT INTO dispatch (${dispatchColumns}) VALUES (${named(dispatchColumns)})`);
  const settleDispatch = db.prepare(
    `UPDATE dispatch SET outcome = @outcome, settledBy = @settledBy, settledAt = @settledAt
     WHERE id = @id AND outcome IS NULL`,
  );
  const reminders = db.prepare(`SELECT ${reminderColumns} FROM reminder WHERE cardId = ? ORDER BY ordinal`);
  const insertReminder = db.prepare(`INSERT INTO reminder (${reminderColumns}) VALUES (${named(reminderColumns)})`);
  const complaint = db.prepare(
    `SELECT ${complaintColumns} FROM complaint WHERE cardId = ? ORDER BY openedAt DESC, rowid DESC LIMIT 1`,
  );
  const complaintOf = db.prepare(
    `SELECT ${ofComplaint} FROM complaint JOIN card ON card.id = complaint.cardId WHERE card.applicationId = ?
     ORDER BY openedAt DESC, complaint.rowid DESC LIMIT 1`,
  );
  const insertComplaint = db.prepare(`INSERT INTO complaint (${complaintColumns}) VALUES (${named(complaintColumns)})`);
  const updateComplaint = db.prepare(
    `UPDATE complaint SET (${complaintColumns}) = (${named(complaintColumns)}) WHERE id = @id AND decision IS NULL`,
  );
  const applicationOf = db.prepare('SELECT applicationId FROM card WHERE id = ?').pluck();

  function refresh(cardId: CardId): void {
    queue.refresh(z.string().parse(applicationOf.get(cardId)));
  }

  return {
    openDispatch: (id: CardId): Dispatch | undefined => oneRow(dispatchSchema, openDispatch.get(id)),
    insertDispatch: (dispatch: Dispatch): void => void insertDispatch.run(dispatch),
    settleDispatch: (dispatch: Dispatch): void =>
      sole(
        settleDispatch.run({
          id: dispatch.id,
          outcome: dispatch.outcome,
          settledBy: dispatch.settledBy,
          settledAt: dispatch.settledAt,
        }).changes,
        `open dispatch ${dispatch.id}`,
      ),
    reminders: (id: CardId): readonly Reminder[] => z.array(reminderSchema).parse(reminders.all(id)),
    insertReminder: (reminder: Reminder): void => void insertReminder.run(reminder),
    complaint: (id: CardId): Complaint | undefined => oneRow(complaintSchema, complaint.get(id)),
    complaintOf: (id: ApplicationId): Complaint | undefined => oneRow(complaintSchema, complaintOf.get(id)),
    insertComplaint(added: Complaint): void {
      insertComplaint.run(added);
      refresh(added.cardId);
    },
    updateComplaint(changed: Complaint): void {
      sole(updateComplaint.run(changed).changes, `open complaint ${changed.id}`);
      refresh(changed.cardId);
    },
    custody({ view, text, limit, uncollectedBefore, returnBefore }: CustodyQuery): CustodyPage {
      const values = { limit, uncollectedBefore, returnBefore };
      const sought = fold(text?.trim() ?? '');
      const rows =
        sought === ''
          ? list.get(view)?.all(values)
          : search.get(view)?.all({ ...values, text: sought, cases: JSON.stringify([...queue.index.idsOf(sought)]) });
      return {
        rows: (rows ?? []).flatMap((row) => opened(vault, row) ?? []),
        counts: countsBy(custodyViewSchema.options, counts.all({ uncollectedBefore, returnBefore })),
      };
    },
  };
}

/** Undefined for a card of somebody whose key was destroyed. */
function opened(vault: PersonVault, row: unknown): CustodyRow | undefined {
  const { applicationId, caseSealed, caseRevision } = caseSchema.parse(row);
  const content = caseOf(vault, applicationId, caseRevision, caseSealed);
  const card = openedCard(vault, row);
  if (content === null || card === undefined) return undefined;
  const { latinName, chineseName } = content.person;
  return {
    ...clearSchema.parse(row),
    applicationNumber: content.number,
    latinName,
    chineseName: chineseName ?? null,
    card,
  };
}
