/** An office with many cards on file: cases, records, blanks, jobs and cards as the use cases leave them, put there in large commits. */

import { createCanvas } from '@napi-rs/canvas';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { encodeBase64, encodeBase64Url } from '../../electron/core/intake/base64.ts';
import type { Actor, StoredRecord } from '../../electron/core/ports.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import { composeCardNumber } from '../../shared/card/number.ts';
import { applicationSchema, type Application } from '../../shared/model/application.ts';
import { recordSchema, type AuthorityRecord } from '../../shared/model/approval.ts';
import type { Revocation } from '../../shared/model/custody.ts';
import { jobSchema, type Job } from '../../shared/model/job.ts';
import { cardSchema, type Blank, type Card } from '../../shared/model/stock.ts';
import { ok } from '../../shared/result.ts';

const officer: Actor = { account: 'officer1', role: 'officer' };
const BATCH = 500;
/** Of every so many cases the card is revoked. */
const REVOKED = 20;
/** The photo of every case: a small one, for what is measured is the desk and not the camera. */
export const photo = new Uint8Array(createCanvas(60, 80).toBuffer('image/jpeg', 60));
const photoData = encodeBase64(photo);
const LATIN = [
  'KOWALSKA',
  'MUELLER',
  'OKAFOR',
  'TANAKA',
  'SILVA',
  'NGUYEN',
  'HAKIMI',
  'LINDQVIST',
  'PETROV',
  'MARTINS',
];
const GIVEN = ['ANNA', 'JONAS', 'MIRA', 'KENJI', 'LUCIA', 'OMAR', 'INGRID', 'PAVEL', 'ROSA', 'TARIQ'];
const HAN = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';

/** The n-th invented case; of every tenth the card waits in the safe, the others came back, some of them revoked. */
export function caseOf(n: number, change: Partial<Application> = {}): Application {
  const { applicationNumber: number, kind, urgent, person, card, decision, expiresAt } = approvalOf(n);
  return applicationSchema.parse({
    id: hex(n, 32),
    number,
    state: 'accepted',
    heldFrom: null,
    reason: null,
    kind,
    urgent,
    person,
    card,
    decision,
    recordHash: systemDigest.sha256Hex(payloadOf(n)),
    expiresAt,
    receivedAt: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString(),
    crop: null,
    reviewedBy: 'officer1',
    reviewedAt: '2026-03-02T09:00:00.000Z',
    revision: 2,
    ...change,
  });
}

/** What the authority said of the n-th case; hand-over holds the row against it. */
function approvalOf(n: number): Extract<AuthorityRecord, { readonly type: 'approval' }> {
  const birthDate = `19${String(50 + (n % 50)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 9}`;
  const place = ['11', '31', '44', '33', '51', '61', '37', '32'][n % 8] ?? '11';
  const number = composeCardNumber({
    place,
    nationality: String(100 + (Math.floor(n / 8000) % 700)).padStart(3, '0'),
    birthDate,
    sequence: String(Math.floor(n / 8) % 1000).padStart(3, '0'),
  });
  const record = recordSchema.parse({
    type: 'approval',
    version: 1,
    recordId: `00000000-0000-4000-8000-${hex(n, 12)}`,
    issuedAt: '2026-03-01T08:00:00Z',
    audience: { office: specimenProfile.office },
    applicationNumber: `A-2026-${String(n).padStart(6, '0')}`,
    kind: 'firstIssue',
    urgent: n % 97 === 0,
    person: {
      latinName: `${LATIN[n % 10]}${letters(n)}, ${GIVEN[Math.floor(n / 10) % 10]}`,
      chineseName: `${HAN[n % 20]}${HAN[Math.floor(n / 20) % 20]}${HAN[Math.floor(n / 400) % 20]}`,
      sex: n % 2 === 0 ? 'F' : 'M',
      birthDate,
      nationality: 'POL',
      passport: { number: `EP${String(n).padStart(7, '0')}`, issuingState: 'POL', expiresOn: '2031-01-01' },
    },
    card: { number, renewalCount: 0, validFrom: '2026-03-01', validUntil: '2036-02-29' },
    decision: { number: `D-${n}`, date: '2026-02-20', authority: 'Sample authority' },
    photo: { mediaType: 'image/jpeg', data: photoData },
    expiresAt: '2026-12-01T00:00:00Z',
  });
  if (record.type !== 'approval') throw new Error('no approval');
  return record;
}

function payloadOf(n: number): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(approvalOf(n)));
}

/** Its signature is none: only intake and encoding ask for it, and neither is measured. */
export function recordOf(n: number, { id, recordHash, receivedAt }: Application): StoredRecord {
  const jws = `e30.${encodeBase64Url(payloadOf(n))}.sig`;
  return { hash: recordHash, recordId: `record-${id}`, type: 'approval', jws, applicationId: id, receivedAt };
}

/** Fills the store with that many finished cards, from case 1 on. */
export function fill(store: OpenStore, count: number, now: Date): void {
  for (let first = 1; first <= count; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - first + 1) }, (_, index) => first + index);
    const box = { box: `H-${first}`, firstSerial: first, count: numbers.length };
    const serials = setUpTray(box, { store, now });
    if (!serials.ok) throw new Error(serials.error.kind);
    const blanks = serials.value.flatMap((serial) => store.blank(serial) ?? []);
    must(
      store.commit(officer, (tx) => {
        const made = numbers.flatMap((n, position) => {
          const blank = blanks[position];
          return blank === undefined ? [] : [finished(n, blank)];
        });
        for (const { n, application, job } of made) {
          tx.insertApplication(application, photo);
          tx.insertRecord(recordOf(n, application));
          tx.insertJob(job);
          const { id, recordHash, revision } = application;
          tx.audit({
            action: 'application.accepted',
            subject: { kind: 'application', id },
            outcome: 'ok',
            detail: { recordDigest: tx.salted(id, recordHash), revision, warnings: '' },
          });
        }
        const at = now;
        const moved = (place: Blank['place']): Blank[] =>
          made.map(({ job, blank }) => ({ ...blank, place, jobId: job.id, chipSerial: null }));
        tx.moveBlanks({ act: 'assigned', at }, moved('inWork'));
        tx.moveBlanks({ act: 'finished', at }, moved('finished'));
        for (const { card } of made) {
          tx.insertCard(card);
          if (card.state === 'revoked') tx.insertRevocation(revocationOf(card, now));
        }
        return ok(undefined);
      }),
    );
  }
}

interface Finished {
  readonly n: number;
  readonly application: Application;
  readonly blank: Blank;
  readonly job: Job;
  readonly card: Card;
}

function finished(n: number, blank: Blank): Finished {
  const application = caseOf(n);
  const job = jobOf(n, application, blank.serial, 'verified');
  const card = cardSchema.parse({
    id: hex(n, 32, 'c'),
    applicationId: application.id,
    jobId: job.id,
    number: application.card.number,
    blankSerial: blank.serial,
    chipSerial: hex(n, 16, 'd').toUpperCase(),
    validFrom: application.card.validFrom,
    validUntil: application.card.validUntil,
    state: n % 10 === 0 ? 'inCustody' : n % REVOKED === 1 ? 'revoked' : 'returned',
    safe: n % 10 === 0 ? 'S1' : null,
    slot: n % 10 === 0 ? String(n) : null,
    finishedAt: new Date(Date.UTC(2026, 2, 3) + n * 1000).toISOString(),
    handedOverAt: null,
    handedOverBy: null,
    revision: 1,
  });
  return { n, application, blank, job, card };
}

function revocationOf({ id, applicationId, blankSerial, chipSerial, validFrom }: Card, now: Date): Revocation {
  const revokedAt = now.toISOString();
  return {
    applicationId,
    cardId: id,
    blankSerial,
    chipSerial,
    validFrom,
    formerNumber: null,
    reason: 'recordReplaced',
    revokedAt,
  };
}

export function jobOf(
  n: number,
  { id, recordHash }: Application,
  blankSerial: string | null,
  state: Job['state'],
): Job {
  return jobSchema.parse({
    id: hex(n, 32, 'a'),
    applicationId: id,
    state,
    suspendedIn: null,
    setAsideReason: null,
    note: null,
    attempt: 1,
    blankSerial,
    chipSerial: null,
    recordHash,
    pdfHash: hex(1, 64),
    sodHash: hex(2, 64),
    startedBy: 'officer1',
    slot: null,
    printOffsets: null,
    createdAt: '2026-03-02T08:00:00.000Z',
    updatedAt: '2026-03-02T08:00:00.000Z',
    revision: 1,
  });
}

function hex(n: number, digits: number, first = '0'): string {
  return first + n.toString(16).padStart(digits - 1, '0');
}

/** A name of its own for each: letters only, as names are. */
function letters(n: number): string {
  return [...n.toString(26)].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 26))).join('');
}

function must(result: { readonly ok: boolean; readonly error?: unknown }): void {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
}
