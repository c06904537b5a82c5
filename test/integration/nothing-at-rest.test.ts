// Everything that a whole office writes about persons, searched for byte by byte in whatever lies on the disk.

import SqliteDatabase from 'better-sqlite3';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { cells } from '../../electron/adapters/sqlite/cells.ts';
import { beginClose, closeDay } from '../../electron/core/day/close-day.ts';
import { explainDifference } from '../../electron/core/day/explain.ts';
import { handShift } from '../../electron/core/day/shift.ts';
import { checkIdentity } from '../../electron/core/hand-over/check-identity.ts';
import { collectOldCard, holdAsEvidence } from '../../electron/core/hand-over/old-card.ts';
import { draftReceipt, signReceipt } from '../../electron/core/hand-over/sign.ts';
import { setAsideJob } from '../../electron/core/issue/set-aside.ts';
import { erasePerson } from '../../electron/core/person/erase.ts';
import { returnApplication } from '../../electron/core/review/return.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { keepPhoto } from '../../electron/core/stock/spoilt.ts';
import type { ApprovalRecord } from '../../shared/model/approval.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import type { Card } from '../../shared/model/stock.ts';
import { approvalSchema } from '../../shared/model/approval.ts';
import { doStep } from './hand-over-steps.ts';
import { altering, freshFolder, must } from './office.ts';
import { openVault } from './resealed.ts';
import { second } from './service-office.ts';
import { counted, serial, stockOffice, type StockOffice } from './stock-office.ts';
import { accepted, approval, drawnPhoto, encoded, idOf, officer2, on, signed, stored } from './walk-office.ts';

/** Nobody has these; each says where it was written. */
const said = {
  proxy: 'ZWENTIBOLD OF THE PAPERS',
  proxyDocument: 'QX7755331',
  paper: 'GRAUDENZ-PAPER-61',
  spoilt: 'note of the spoilt card: ask QUILLABAMBA',
  returned: 'returned because of TREBIZOND',
  evidence: 'held in the matter of VOLHYNIA',
  shift: 'tell the next shift of SAMOGITIA',
  day: 'the day on which COURLAND was asked for',
  explained: 'the missing one lay with SEMIGALLIA',
  review: 'the auditor remembers LIVONIA',
} as const;
const strokes = [
  [
    [1234, 4321],
    [8765, 5678],
    [2468, 1357],
  ] as [number, number][],
];

function person(n: number, latinName: string, change: object = {}): ApprovalRecord {
  const record = approval(n);
  const passport = { ...record.person.passport, number: `XQ88664${n}Z` };
  return approvalSchema.parse({
    ...record,
    applicationNumber: `UNMISTAKABLE-${n}`,
    decision: { ...record.decision, number: `DECIDED-${n}-GLAGOLITSA` },
    person: { ...record.person, latinName, chineseName: '鑫淼焱', passport },
    ...change,
  });
}

const holder = person(1, 'XERXOVITSCH, BLODWENNA');
const spoilt = person(2, 'PFEFFERKORNZ, QUIRINA');
const damaged = person(3, 'WYTHENSHAWE, ZDENKA', {
  kind: 'damage',
  card: { ...approval(3).card, renewalCount: 1 },
});
const refused = person(4, 'HJALMARSDOT, YRSA');
const everybody = [holder, spoilt, damaged, refused];
const spoiltPhoto = drawnPhoto(77);

/** Each of them somewhere else on its way, with everything that can be written about it. */
async function fullOffice() {
  const office = await stockOffice();
  const { walk } = office;
  const card = await stored(walk, holder);
  must(await byProxy(office, card));

  const job = await encoded(walk, spoilt);
  must(setAsideJob({ ...on(job), reason: 'chipFault', note: said.spoilt }, walk.context()));
  must(await keepPhoto(serial(job.blankSerial ?? ''), spoiltPhoto, office.context()));

  const { id: applicationId, card: old } = await accepted(walk, damaged);
  const looked = { applicationId, number: old.number, record: null, face: null, faceMatches: true };
  const { id: oldCardId, revision } = must(collectOldCard(looked, walk.context(officer2)));
  must(holdAsEvidence({ oldCardId, revision, reason: said.evidence }, walk.context(officer2)));

  await walk.take(signed(refused));
  const returned = { applicationId: idOf(walk, refused), revision: 1, reason: said.returned };
  must(await returnApplication(returned, walk.context()));

  await handedShift(office);
  await closedWithDifference(office);
  altering(walk.store, (tx) =>
    tx.insertReviewNote({ id: 'd'.repeat(32), sequence: 1, salt: new Uint8Array(16), text: said.review }),
  );
  walk.store.openIndex();
  walk.store.closeIndex();
  return { office, walk, applicationId: idOf(walk, holder) };
}

async function byProxy({ walk }: StockOffice, card: Card) {
  const context = walk.context(officer2);
  const cardId = card.id;
  const { number: passportNumber } = holder.person.passport;
  const { proxy: name, proxyDocument: documentNumber, paper } = said;
  const collector = { kind: 'proxy', name, documentNumber, relation: 'lawyer', paper } as const;
  must(checkIdentity({ cardId, passportNumber, portraitMatches: true, collector }, context));
  must(await doStep(walk, card, 'chip'));
  must(await doStep(walk, card, 'holder'));
  const { receiptHash } = must(await draftReceipt({ cardId }, context));
  must(signReceipt({ cardId, receiptHash, signature: { means: 'pen', strokes } }, context));
  return handOverCard({ cardId, revision: card.revision }, context);
}

async function handedShift(office: StockOffice): Promise<void> {
  const { boxed, inTray } = office.walk.store.countBlanks();
  const input = { count: { boxed, inTray }, countedTwice: false, note: said.shift, second };
  must(await handShift(input, office.context()));
}

async function closedWithDifference(office: StockOffice): Promise<void> {
  must(beginClose(office.context()));
  const count = { ...counted(office), inTray: 0 };
  must(closeDay({ count, countedTwice: true, leftOverSeen: true, note: said.day }, office.context()));
  const number = office.walk.store.unexplained()[0]?.number ?? 0;
  must(await explainDifference({ number, cause: 'other', explanation: said.explained, second }, office.context()));
}

/** As it may stand in a file: in any of these encodings, wherever it begins. */
function formsOf(value: string | Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(value);
  const inBase64 = [0, 1, 2].flatMap((shift) =>
    (['base64', 'base64url'] as const).map((form) =>
      bytes.subarray(shift).toString(form).replace(/=+$/, '').slice(0, -2),
    ),
  );
  const texts = [...inBase64, bytes.toString('hex'), bytes.toString('hex').toUpperCase()].map((text) =>
    Buffer.from(text),
  );
  return typeof value === 'string' ? [bytes, Buffer.from(value, 'utf16le'), ...texts] : [bytes, ...texts];
}

function values(): readonly (readonly [string, string | Uint8Array])[] {
  const photoOf = (record: ApprovalRecord): Uint8Array => Buffer.from(record.photo.data, 'base64').subarray(900, 948);
  return [
    ...Object.entries(said),
    ...everybody.flatMap((record) => {
      const { applicationNumber, person: who, card, decision } = record;
      const [surname = '', given = ''] = who.latinName.split(', ');
      const words = [surname, given, surname.toLowerCase(), who.chineseName ?? '', who.passport.number, card.number];
      return [...words, applicationNumber, decision.number].map((word) => [word, word] as const);
    }),
    ...everybody.map((record) => [`photo of ${record.applicationNumber}`, photoOf(record)] as const),
    ['photo of the spoilt card', spoiltPhoto.subarray(900, 948)],
    ['signature', JSON.stringify(strokes[0])],
    ['a stroke', '8765,5678'],
  ];
}

/** Every file but the training devices' own: their plastic and their chips show a person, as real ones do. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !['printer', 'chips'].some((devices) => path.startsWith(join(folder, devices))));
}

function leaks(paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const bytes = readFileSync(path);
    return values()
      .filter(([, value]) => formsOf(value).some((form) => form.length > 7 && bytes.includes(form)))
      .map(([name]) => `${path}: ${name}`);
  });
}

describe('an office full of persons', () => {
  test('has none of them in its database, its log ahead, its keys, its backups or a copy of its keys', async () => {
    const { walk } = await fullOffice();
    const apart = freshFolder();
    const [backup, copy] = [join(apart, 'backup.db'), join(apart, 'keys.db')];
    must(await walk.store.backup(backup));
    must(walk.store.personKeys.copyTo(copy));
    const paths = filesOf(walk.folder);

    expect(paths.filter((path) => path.endsWith('-wal')).map((path) => readFileSync(path).length > 0)).toEqual([true]);
    expect(leaks([...paths, backup, copy])).toEqual([]);
    // The search can find: every value is there for whoever may read it.
    expect(walk.store.application(idOf(walk, refused))?.reason).toBe(said.returned);
    expect(walk.store.oldCards(['evidence'])[0]?.evidenceReason).toBe(said.evidence);
    expect(walk.store.reviewNotes(1)[0]?.text).toBe(said.review);
    expect(walk.store.lastClosedDay()?.note).toBe(said.day);
    expect(walk.store.counts('2026-03-02').map(({ explanation }) => explanation)).toContain(said.explained);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    const sample = join(apart, 'sample');
    writeFileSync(sample, Buffer.concat([Buffer.from(signed(holder).jws), spoiltPhoto]));
    const found = leaks([sample]).map((leak) => leak.slice(sample.length + 2));
    expect(found).toEqual(expect.arrayContaining(['XERXOVITSCH', holder.card.number, 'photo of the spoilt card']));
  });

  test('keeps nothing that opens of somebody who was erased, not even in the backups from before', async () => {
    const { office, walk, applicationId } = await fullOffice();
    const before = join(freshFolder(), 'before.db');
    must(await walk.store.backup(before));
    expect(openedOf(walk.folder, before, applicationId)).not.toContain(0);

    acknowledged(office);
    walk.clock.set('2060-01-01T00:00:00.000Z');
    const revision = walk.store.application(applicationId)?.revision ?? 0;
    const certificateSigner = () => openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256');
    const context = { ...office.context(), personKeys: walk.store.personKeys, certificateSigner };
    must(await erasePerson({ applicationId, revision, reason: 'retentionOver', second }, context));
    const after = join(freshFolder(), 'after.db');
    must(await walk.store.backup(after));

    expect([before, after].map((backup) => openedOf(walk.folder, backup, applicationId))).toEqual([none, none]);
    // The others are as they were.
    expect(walk.store.application(idOf(walk, damaged))?.person).toEqual(damaged.person);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });
});

const none = [0, 0, 0, 0, 0, 0];

/** How many values of that case the keys of the folder open in the backup: cases, photos, records, cards, files, papers. */
function openedOf(folder: string, backup: string, id: ApplicationId): readonly number[] {
  const vault = openVault(folder);
  const db = new SqliteDatabase(backup, { readonly: true });
  const opens = (sql: string, cellOf: (row: Row) => ReturnType<typeof cells.record>): number =>
    db
      .prepare(sql)
      .all(id)
      .filter((row) => vault.open(id, cellOf(row as Row), (row as Row).sealed) !== null).length;
  const counts = [
    opens('SELECT sealed, revision FROM application WHERE id = ?', ({ revision }) => cells.application(id, revision)),
    opens('SELECT sealed, revision FROM photo WHERE applicationId = ?', ({ revision }) => cells.photo(id, revision)),
    opens('SELECT sealed, hash AS row FROM record WHERE applicationId = ?', ({ row }) => cells.record(row)),
    opens('SELECT sealed, id AS row, revision FROM card WHERE applicationId = ?', (card) =>
      cells.card(card.row, card.revision),
    ),
    opens(
      `SELECT sealed, jobId AS row, kind, attempt AS revision FROM jobFile
       WHERE jobId IN (SELECT id FROM job WHERE applicationId = ?)`,
      ({ row, kind, revision }) => cells.jobFile(row, kind as 'card.pdf', revision),
    ),
    opens(
      `SELECT sealed, cardId AS row, kind FROM cardFile WHERE cardId IN (SELECT id FROM card WHERE applicationId = ?)`,
      ({ row, kind }) => cells.cardFile(row, kind as 'signature.json'),
    ),
  ];
  db.close();
  vault.close();
  return counts;
}

interface Row {
  readonly sealed: Uint8Array;
  readonly row: string;
  readonly kind: string;
  readonly revision: number;
}

/** The authority has everything. */
function acknowledged({ walk }: StockOffice): void {
  const ids = walk.store.pendingResults().map(({ result }) => result.resultId);
  altering(walk.store, (tx) => void tx.acknowledgeResults(ids));
}
