/** A data folder, a clock that is set by hand, keys, and invented cases: what the storage tests work on. */

import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type OpenStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import type { Actor, Clock, Signer, StoredRecord, Transaction } from '../../electron/core/ports.ts';
import { applicationSchema, type Application } from '../../shared/model/application.ts';
import type { AuditEvent } from '../../shared/model/audit.ts';
import { jobSchema, type Job } from '../../shared/model/job.ts';
import { blankSchema, cardSchema, type Blank, type Card } from '../../shared/model/stock.ts';
import { ok, type Result } from '../../shared/result.ts';

export const officer: Actor = { account: 'officer1', role: 'officer' };
export const ORIGIN = 'starcard/TEST-01/WS-1';

/** An empty folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function signer(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  return {
    keyName: 'audit',
    algorithm: 'Ed25519',
    publicKey: () => spki,
    sign: (data) => new Uint8Array(sign(null, data, privateKey)),
  };
}

/** Shows the time it was set to, until it is set again. */
export function handClock(start: string): Clock & { set(time: string): void } {
  let now = start;
  return { now: () => new Date(now), set: (time) => void (now = time) };
}

export function optionsFor(folder: string, change: Partial<StoreOptions> = {}): StoreOptions {
  return {
    folder,
    mode: 'write',
    digest: systemDigest,
    clock: handClock('2026-03-02T08:00:00.000Z'),
    signer: signer(),
    workstation: 'WS-1',
    origin: ORIGIN,
    ...change,
  };
}

/** Opens, and closes after the test. */
export function opened(options: StoreOptions): OpenStore {
  const store = must(openStore(options));
  onTestFinished(() => store.close());
  return store;
}

/** The value of a result that has to be good. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected failure: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The failure kind of a result, `ok` for a good one. */
export function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.kind;
}

export function hexId(number: number, digits = 32): string {
  return number.toString(16).padStart(digits, '0');
}

export function event(subject: string, action: AuditEvent['action'] = 'application.received'): AuditEvent {
  return { action, subject: { kind: 'application', id: subject }, outcome: 'ok', detail: {} };
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
      validFrom: '2026-03-10',
      validUntil: '2036-03-09',
    },
    decision: { number: `D-${number}`, date: '2026-03-01', authority: 'Sample authority' },
    recordHash: hexId(number, 64),
    expiresAt: '2026-06-01T00:00:00Z',
    receivedAt: '2026-03-02T08:00:00.000Z',
    reviewedBy: null,
    reviewedAt: null,
    revision: 1,
    ...change,
  });
}

export function recordOf({ id, recordHash, receivedAt }: Application): StoredRecord {
  return {
    hash: recordHash,
    recordId: `record-${id}`,
    type: 'approval',
    jws: `e30.${id}.sig`,
    applicationId: id,
    receivedAt,
  };
}

export const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);

/** Files one case with its record, photo and audit entry. */
export function file(tx: Transaction, filed: Application): void {
  tx.insertApplication(filed, photo);
  tx.insertRecord(recordOf(filed));
  tx.audit(event(filed.id));
}

export function blank(number: number, change: Partial<Blank> = {}): Blank {
  return blankSchema.parse({
    serial: `B${String(number).padStart(8, '0')}`,
    place: 'inTray',
    box: 'BOX-1',
    position: number,
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
    finishedAt: '2026-03-02T09:00:00.000Z',
    handedOverAt: null,
    handedOverBy: null,
    revision: 1,
    ...change,
  });
}

/** Runs it in one transaction with an entry of its own. */
export function altering(store: OpenStore, work: (tx: Transaction) => void): void {
  must(
    store.commit(officer, (tx) => {
      work(tx);
      tx.audit(event('change', 'setting.changed'));
      return ok(undefined);
    }),
  );
}
