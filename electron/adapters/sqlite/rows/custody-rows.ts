/** Cards while they wait: dispatches, reminders, complaints, and the one search of "where is my card?". */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import type { CustodyQuery } from '../../../core/hand-over/storage.ts';
import {
  complaintSchema,
  custodyRowSchema,
  dispatchSchema,
  type Complaint,
  type CustodyPage,
  type CustodyRow,
  type Dispatch,
  reminderSchema,
  type Reminder,
} from '../../../../shared/model/custody.ts';
import type { ApplicationId, CardId } from '../../../../shared/model/ids.ts';
import type { PersonVault } from '../../persons/person-vault.ts';
import { caseOf } from './application-rows.ts';
import { openedCard } from './card-rows.ts';
import { custodyPages } from './custody-page.ts';
import type { QueueRows } from './queue-rows.ts';
import { bytesSchema, named, oneRow, sole } from './row.ts';

const dispatchColumns = 'id, cardId, office, dispatchedBy, dispatchedAt, digest, outcome, settledBy, settledAt';
const reminderColumns = 'cardId, means, remindedBy, remindedAt';
const complaintColumns = `id, cardId, what, recordHash, openedBy, openedAt, inspectedBy, inspectedAt, findings, decision,
  decidedBy, decidedAt, approvedBy, approvalId`;
const ofComplaint = complaintColumns.replace(/\w+/g, 'complaint.$&');

const clearSchema = z.object({
  ...custodyRowSchema.omit({ card: true, applicationNumber: true, latinName: true, chineseName: true }).shape,
  urgent: z.int().transform((value) => value === 1),
  arrived: z.int().transform((value) => value === 1),
});
const caseSchema = z.object({ applicationId: z.string(), caseSealed: bytesSchema, caseRevision: z.int() });

const selected = `
  SELECT card.*, a.sealed AS caseSealed, a.revision AS caseRevision, a.kind, a.urgent, a.state AS caseState,
    (SELECT office FROM dispatch WHERE cardId = card.id AND (outcome IS NULL OR card.elsewhere = 1)
      ORDER BY rowid DESC LIMIT 1) AS office,
    card.state = 'dispatched' AND card.elsewhere = 1 AS arrived,
    (SELECT place FROM blank WHERE serial = card.blankSerial) AS plastic,
    (SELECT count(*) FROM reminder WHERE cardId = card.id) AS reminders,
    (SELECT max(remindedAt) FROM reminder WHERE cardId = card.id) AS lastReminder,
    (SELECT coalesce(decision, 'open') FROM complaint WHERE cardId = card.id ORDER BY openedAt DESC LIMIT 1) AS complaint,
    (SELECT state FROM oldCard WHERE applicationId = a.id) AS oldCard
  FROM json_each(@rows) AS page JOIN card ON card.ordinal = page.value JOIN application AS a ON a.id = card.applicationId
  ORDER BY page.key`;
export function custodyRows(db: Database, queue: QueueRows, vault: PersonVault) {
  const pages = custodyPages(db, queue);
  const rowsOf = db.prepare(selected);
  const openDispatch = db.prepare(`SELECT ${dispatchColumns} FROM dispatch WHERE cardId = ? AND outcome IS NULL`);
  const insertDispatch = db.prepare(`INSERT INTO dispatch (${dispatchColumns}) VALUES (${named(dispatchColumns)})`);
  const settleDispatch = db.prepare(
    `UPDATE dispatch SET outcome = @outcome, settledBy = @settledBy, settledAt = @settledAt
     WHERE id = @id AND outcome IS NULL`,
  );
  const insertReminder = db.prepare(`INSERT INTO reminder (${reminderColumns}) VALUES (${named(reminderColumns)})`);
  const complaint = db.prepare(
    `SELECT ${complaintColumns} FROM complaint WHERE cardId = ? ORDER BY openedAt DESC, rowid DESC LIMIT 1`,
  );
  const reminders = db.prepare(`SELECT ${reminderColumns} FROM reminder WHERE cardId = ? ORDER BY ordinal`);
  const complaintsOfCard = db.prepare(
    `SELECT ${complaintColumns} FROM complaint WHERE cardId = ? ORDER BY openedAt, rowid`,
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
    settleDispatch({ id, cardId, outcome, settledBy, settledAt }: Dispatch): void {
      sole(settleDispatch.run({ id, outcome, settledBy, settledAt }).changes, `open dispatch ${id}`);
      // What arrived there is no work of this desk.
      refresh(cardId);
    },
    insertReminder: (reminder: Reminder): void => void insertReminder.run(reminder),
    complaint: (id: CardId): Complaint | undefined => oneRow(complaintSchema, complaint.get(id)),
    reminders: (id: CardId): readonly Reminder[] => z.array(reminderSchema).parse(reminders.all(id)),
    complaintsOfCard: (id: CardId): readonly Complaint[] => z.array(complaintSchema).parse(complaintsOfCard.all(id)),
    complaintOf: (id: ApplicationId): Complaint | undefined => oneRow(complaintSchema, complaintOf.get(id)),
    insertComplaint(added: Complaint): void {
      insertComplaint.run(added);
      refresh(added.cardId);
    },
    updateComplaint(changed: Complaint): void {
      sole(updateComplaint.run(changed).changes, `open complaint ${changed.id}`);
      refresh(changed.cardId);
    },
    custody(query: CustodyQuery): CustodyPage {
      const { uncollectedBefore, returnBefore } = query;
      const rows = rowsOf.all({ rows: JSON.stringify(pages.ordinals(query)) });
      return {
        rows: rows.flatMap((row) => opened(vault, row) ?? []),
        counts: pages.counts({ uncollectedBefore, returnBefore }),
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
