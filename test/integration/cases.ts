/** Invented cases, jobs, blanks and cards: what the storage tests put on file. */

import { systemDigest } from '../../electron/adapters/system/digest.ts';
import type { Actor, StoredRecord, Transaction } from '../../electron/core/ports.ts';
import { applicationSchema, type Application } from '../../shared/model/application.ts';
import type { AuditEvent } from '../../shared/model/audit.ts';
import { sha256Schema } from '../../shared/model/ids.ts';
import { jobSchema, type Job } from '../../shared/model/job.ts';
import { blankSchema, cardSchema, type Blank, type Card } from '../../shared/model/stock.ts';

export const officer: Actor = { account: 'officer1', role: 'officer' };
export const ORIGIN = 'starcard/TEST-01/WS-1';

export function hexId(number: number, digits = 32): string {
  return number.toString(16).padStart(digits, '0');
}

/** A look at a case: an entry that needs no more. */
export function event(subject: string): AuditEvent {
  return { action: 'application.viewed', subject: { kind: 'application', id: subject }, outcome: 'ok', detail: {} };
}

export function application(number: number, change: Partial<Application> = {}): Application {
  return applicationSchema.parse({
    id: hexId(number),
    number: `A-2026-${String(number).padStart(6, '0')}`,
    state: 'received',
    heldFrom: null,
    reason: null,
    kind: 'firstIssue',
    urgent: false,
    person: {
      latinName: `KOWALSKA${number}, ŻANETA`,
      chineseName: '柯安娜',
      sex: 'F',
      birthDate: '1991-05-04',
      nationality: 'POL',
      passport: { number: `EP${String(number).padStart(6, '0')}`, issuingState: 'POL', expiresOn: '2031-01-01' },
    },
    card: {
      number: `9${String(number).padStart(17, '0')}`,
      renewalCount: 0,
      ...days,
    },
    decision: { number: `D-${number}`, date: '2026-03-01', authority: 'Sample authority' },
    recordHash: systemDigest.sha256Hex(payloadOf(hexId(number))),
    expiresAt: '2026-06-01T00:00:00Z',
    receivedAt: '2026-03-02T08:00:00.000Z',
    crop: null,
    reviewedBy: null,
    reviewedAt: null,
    revision: 1,
    ...change,
  });
}

const days = { validFrom: '2026-03-10', validUntil: '2036-03-09' };

/** Stands for a record's payload, with the days of its card: the record is named by its digest, as real ones are. */
function payloadOf(id: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ of: id, card: days }));
}

export function recordOf({ id, recordHash, receivedAt }: Application): StoredRecord {
  return {
    hash: recordHash,
    recordId: `record-${id}`,
    type: 'approval',
    jws: `e30.${Buffer.from(payloadOf(id)).toString('base64url')}.sig`,
    applicationId: id,
    receivedAt,
  };
}

export const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

/** Files one case with its record, photo and audit entry. */
export function file(tx: Transaction, filed: Application): void {
  tx.insertApplication(filed, photo);
  tx.insertRecord(recordOf(filed));
  tx.audit({
    action: 'application.received',
    subject: { kind: 'application', id: filed.id },
    outcome: 'ok',
    detail: { recordDigest: tx.salted(filed.id, filed.recordHash), state: filed.state },
  });
}

/** A job that officer 1 began, with its entry. */
export function compose(tx: Transaction, made: Job): void {
  tx.insertJob(made);
  tx.audit({
    action: 'job.composed',
    subject: { kind: 'job', id: made.id },
    outcome: 'ok',
    detail: {
      application: made.applicationId,
      recordDigest: tx.salted(made.applicationId, made.recordHash),
      pdfDigest: tx.salted(made.applicationId, made.pdfHash),
    },
  });
}

/** Lays a card into the safe, with its entry: its blank became it. */
export function keep(tx: Transaction, kept: Card): void {
  const spent = { serial: kept.blankSerial, jobId: kept.jobId, updatedAt: kept.finishedAt };
  for (const [act, place] of [
    ['assigned', 'inWork'],
    ['finished', 'finished'],
  ] as const) {
    const before = tx.blank(kept.blankSerial);
    if (before === undefined) throw new Error('a card on no blank');
    tx.moveBlanks({ act, at: new Date(kept.finishedAt) }, [{ ...before, ...spent, place }]);
  }
  tx.bindChip(kept.blankSerial, kept.chipSerial, new Date(kept.finishedAt));
  tx.audit({
    action: 'blank.bound',
    subject: { kind: 'blank', id: kept.blankSerial },
    outcome: 'ok',
    detail: { job: kept.jobId, chipSerial: kept.chipSerial },
  });
  tx.insertCard(kept);
  tx.audit({
    action: 'card.stored',
    subject: { kind: 'card', id: kept.id },
    outcome: 'ok',
    detail: { job: kept.jobId, blank: kept.blankSerial, safe: kept.safe ?? '', slot: kept.slot ?? '' },
  });
}

export function blank(number: number, change: Partial<Blank> = {}): Blank {
  return blankSchema.parse({
    serial: `SC-${String(number).padStart(8, '0')}`,
    place: 'inTray',
    box: 'BOX-1',
    position: number - 1,
    jobId: null,
    chipSerial: null,
    reason: null,
    updatedAt: '2026-03-02T08:00:00.000Z',
    ...change,
  });
}

export function job(number: number, of: Application, change: Partial<Job> = {}): Job {
  return jobSchema.parse({
    id: hexId(0xa000 + number),
    applicationId: of.id,
    state: 'composed',
    suspendedIn: null,
    setAsideReason: null,
    note: null,
    attempt: 1,
    blankSerial: null,
    chipSerial: null,
    recordHash: of.recordHash,
    pdfHash: hexId(1, 64),
    sodHash: null,
    slot: null,
    printOffsets: null,
    startedBy: 'officer1',
    createdAt: '2026-03-02T08:00:00.000Z',
    updatedAt: '2026-03-02T08:00:00.000Z',
    revision: 1,
    ...change,
  });
}

export function card(number: number, of: Application, from: Job, on: Blank, change: Partial<Card> = {}): Card {
  return cardSchema.parse({
    id: hexId(0xc000 + number),
    applicationId: of.id,
    jobId: from.id,
    number: of.card.number,
    blankSerial: on.serial,
    chipSerial: hexId(0xd000 + number, 16).toUpperCase(),
    validFrom: of.card.validFrom,
    validUntil: of.card.validUntil,
    state: 'inCustody',
    safe: 'S1',
    slot: String(number),
    finishedAt: '2026-03-02T08:00:00.000Z',
    handedOverAt: null,
    handedOverBy: null,
    revision: 1,
    ...change,
  });
}

/** Without them no card leaves, and this is about another rule. */
export function everyStep(tx: Transaction, of: Card): void {
  for (const step of ['identity', 'chip', 'holder', 'signature'] as const) {
    const receiptHash = step === 'signature' ? sha256Schema.parse('2'.repeat(64)) : null;
    tx.insertHandOverStep({ cardId: of.id, step, doneBy: 'officer2', doneAt: firstDay(of), receiptHash });
  }
}

/** When it may leave at the earliest, or soon after. */
export function firstDay({ validFrom }: Card): string {
  return `${validFrom}T08:00:00.000Z`;
}
