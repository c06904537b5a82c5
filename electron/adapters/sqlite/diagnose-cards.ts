/**
 * Cards, hand-overs and cases against the signed log: rows that stand where only an act of a person could have put them,
 * and no entry says so. Triggers refuse a row that breaks a rule; a row that keeps them all can still be a forgery.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { isRevocationOnRecord } from '../../core/custody/revocation-on-record.ts';
import type { Reader } from '../../core/ports.ts';
import { atTheTime, entriesWithout, inDetail, logged, withoutRow } from './logged.ts';

export interface CardsFinding {
  readonly check: 'cards' | 'steps' | 'custodyPapers' | 'cases';
  readonly ok: boolean;
  readonly note: string;
}

// A card waits where the ledger has its plastic: at one place at a time.
// `destroyed` is left to the ledger of blanks, which has a chain of its own.
const cards = `
  SELECT count(*) FROM card AS c WHERE NOT (
    (${logged('card.stored', 'c.id', `${inDetail('blank', 'c.blankSerial')} AND ${atTheTime('c.finishedAt')}`)}
      OR ${logged('card.arrived', 'c.id', inDetail('blank', 'c.blankSerial'))})
    AND c.chipSerial IS (SELECT chipSerial FROM blank WHERE serial = c.blankSerial)
    AND (c.handedOverBy IS NULL
      OR ${logged('card.handedOver', 'c.id', `e.actor = c.handedOverBy AND ${atTheTime('c.handedOverAt')}`)})
    AND CASE c.state
      WHEN 'handedOver' THEN c.handedOverBy IS NOT NULL
      WHEN 'inCustody' THEN (SELECT place FROM blank WHERE serial = c.blankSerial) = 'finished'
      WHEN 'dispatched' THEN ${logged('card.dispatched', 'c.id')}
        AND (SELECT place FROM blank WHERE serial = c.blankSerial) = 'transferred'
      WHEN 'revoked' THEN ${logged('card.revoked', 'c.id')}
      WHEN 'returned' THEN ${logged('card.returned', 'c.id')} OR ${logged('complaint.decided', 'c.id')}
        OR EXISTS (SELECT 1 FROM oldCard AS o WHERE o.cardId = c.id)
      ELSE TRUE END)`;

// Who made a card stands on its papers; a job of another office names somebody there.
const jobs = `
  SELECT count(*) FROM job AS j WHERE NOT (
    (${logged('job.composed', 'j.id', 'e.actor = j.startedBy')} OR ${logged('application.arrived', 'j.applicationId')})
    AND (j.chipSerial IS NULL OR j.blankSerial IS NULL
      OR j.chipSerial IS (SELECT chipSerial FROM blank WHERE serial = j.blankSerial)))`;

const stepEntries = { identity: 'identity', chip: 'chip', holder: 'holder', signature: 'signed' } as const;

const steps = `
  SELECT count(*) FROM handOverStep AS s WHERE NOT CASE s.step ${Object.entries(stepEntries)
    .map(([step, entry]) => `WHEN '${step}' THEN ${logged(`handover.${entry}`, 's.cardId', 'e.actor = s.doneBy')}`)
    .join('\n')} ELSE FALSE END`;

const oldCards = `
  SELECT count(*) FROM oldCard AS o WHERE NOT (
    ${logged('oldCard.collected', 'o.applicationId', `${inDetail('old', 'o.id')} AND e.actor = o.collectedBy`)}
    AND (o.cancelledBy IS NULL
      OR ${logged('oldCard.cancelled', 'o.applicationId', `${inDetail('old', 'o.id')} AND e.actor = o.cancelledBy`)}
      OR ${logged('oldCard.evidence', 'o.applicationId', `${inDetail('old', 'o.id')} AND e.actor = o.cancelledBy`)})
    AND (o.state <> 'evidence' OR ${logged('oldCard.evidence', 'o.applicationId', inDetail('old', 'o.id'))})
    AND (o.state <> 'destroyed'
      OR ${logged('oldCard.destroyed', 'o.applicationId', inDetail('approval', 'o.approvalId'))}))`;

const dispatches = `
  SELECT count(*) FROM dispatch AS d WHERE NOT (
    ${logged('card.dispatched', 'd.cardId', inDetail('dispatch', 'd.id'))}
    AND (d.outcome IS NULL OR ${logged('card.dispatchSettled', 'd.cardId', inDetail('dispatch', 'd.id'))}))`;

const complaints = `
  SELECT count(*) FROM complaint AS k WHERE NOT (
    ${logged('complaint.opened', 'k.cardId', inDetail('complaint', 'k.id'))}
    AND (k.decision IS NULL OR ${logged(
      'complaint.decided',
      'k.cardId',
      `${inDetail('complaint', 'k.id')} AND ${inDetail('decision', 'k.decision')}`,
    )}))`;

const cases = `
  SELECT count(*) FROM application AS a WHERE NOT (
    ${logged('application.received', 'a.id')} OR ${logged('application.arrived', 'a.id')})`;

// Before there were steps, a hand-over had entries alone.
const goneSteps = Object.entries(stepEntries).map(([step, entry]) =>
  entriesWithout(
    `e.action = 'handover.${entry}' AND e.outcome = 'ok'
      AND e.sequence > (SELECT min(sequence) FROM auditEntry WHERE action = 'handover.signed')`,
    `handOverStep AS row WHERE row.cardId = e.subjectId AND row.step = '${step}' AND row.doneBy = e.actor
      AND ${atTheTime('row.doneAt')}`,
  ),
);

/** Entries whose row is gone, for each check. */
const gone: Readonly<Record<CardsFinding['check'], readonly string[]>> = {
  cards: [
    withoutRow('card.stored', 'card AS row WHERE row.id = e.subjectId'),
    withoutRow('card.arrived', 'card AS row WHERE row.id = e.subjectId'),
    withoutRow('job.composed', 'job AS row WHERE row.id = e.subjectId'),
  ],
  steps: goneSteps,
  custodyPapers: [
    withoutRow('oldCard.collected', `oldCard AS row WHERE ${inDetail('old', 'row.id')}`),
    withoutRow('card.dispatched', `dispatch AS row WHERE ${inDetail('dispatch', 'row.id')}`),
    withoutRow('complaint.opened', `complaint AS row WHERE ${inDetail('complaint', 'row.id')}`),
    withoutRow('card.revoked', 'revocation AS row WHERE row.cardId = e.subjectId'),
  ],
  cases: [
    withoutRow('application.received', 'application AS row WHERE row.id = e.subjectId'),
    withoutRow('application.arrived', 'application AS row WHERE row.id = e.subjectId'),
  ],
};

export type RecordsOfCards = Pick<
  Reader,
  'application' | 'auditEntries' | 'recordsOf' | 'revocations' | 'revocationsOf' | 'salted'
>;

export function diagnoseCards(db: Database, reader: RecordsOfCards): readonly CardsFinding[] {
  const count = (sql: string): number => z.int().parse(db.prepare(sql).pluck().get());
  const found = (check: CardsFinding['check'], unknown: number, what: string): CardsFinding => {
    const missing = gone[check].reduce((sum, sql) => sum + count(sql), 0);
    return { check, ok: unknown + missing === 0, note: `${unknown} ${what}, ${missing} that are gone` };
  };
  const unknownRevocations = reader.revocations().filter((row) => !isRevocationOnRecord(reader, row)).length;
  return [
    found('cards', count(cards) + count(jobs), 'cards or jobs that are not as the log has them'),
    found('steps', count(steps), 'steps of hand-overs that nobody is on record for'),
    found(
      'custodyPapers',
      [oldCards, dispatches, complaints].reduce((sum, sql) => sum + count(sql), unknownRevocations),
      'old cards, revocations, dispatches or complaints that the log does not know',
    ),
    found('cases', count(cases), 'applications that came in by no entry'),
  ];
}
