import { describe, expect, test } from 'vitest';
import { defects } from '../../electron/core/sample/defects.ts';
import { noticeAbout, replacementOf, signRecord } from '../../electron/core/sample/sign-record.ts';
import { specimenAuthority } from '../../electron/core/specimen/authority.ts';
import type { AuditAction } from '../../shared/model/audit.ts';
import type { ApplicationNumber } from '../../shared/model/ids.ts';
import { kindOf, must } from './office.ts';
import { intakeOffice, maker, oneChunk, sampleLines, type IntakeOffice } from './intake-office.ts';

const nothing = { imported: 0, replaced: 0, withdrawn: 0, held: 0, released: 0, duplicates: 0, refused: [] };
const { signers } = specimenAuthority();

function auditCount({ store }: IntakeOffice, action: AuditAction): number {
  return store.auditEntries({ limit: 1000, action }).length;
}

describe('a good file', () => {
  test('two hundred records become two hundred applications, and a second import changes nothing', async () => {
    const office = intakeOffice();
    const lines = await sampleLines({ count: 200 });
    const { doubtfulPhotos, photosToCheck, ...report } = await office.importLines(lines);
    // A few of the drawn sitters have hair as white as the wall behind them.
    expect([doubtfulPhotos, photosToCheck.length]).toEqual([1, 1]);
    expect(report).toEqual({ file: 'test.approvals', lines: 200, ...nothing, imported: 200 });
    expect(office.store.countApplications().received).toBe(200);
    expect(auditCount(office, 'application.received')).toBe(200);
    expect(office.progress.at(-1)).toMatchObject({ lines: 200, imported: 200, refused: 0 });

    const again = await office.importLines(lines);
    const noPhotos = { doubtfulPhotos: 0, photosToCheck: [] };
    expect(again).toEqual({ file: 'test.approvals', lines: 200, ...nothing, ...noPhotos, duplicates: 200 });
    expect(auditCount(office, 'application.received')).toBe(200);
    expect(office.store.verifyAudit()).toMatchObject({ problem: null });
  });

  test('what is on file is what was signed', async () => {
    const office = intakeOffice();
    const { record, jws, hash } = await maker()(0);
    await office.importLines([jws]);
    const application = office.store.applicationByNumber(record.applicationNumber);
    if (application === undefined) throw new Error('not imported');
    expect(application).toMatchObject({
      state: 'received',
      kind: record.kind,
      person: record.person,
      card: record.card,
      decision: record.decision,
      recordHash: hash,
      expiresAt: record.expiresAt,
      revision: 1,
    });
    expect(office.store.record(hash)).toMatchObject({ jws, recordId: record.recordId, applicationId: application.id });
    expect(Buffer.from(office.store.photo(application.id) ?? []).toString('base64')).toBe(record.photo.data);
  });

  test('the log names no person', async () => {
    const office = intakeOffice();
    const { record, jws } = await maker()(0);
    await office.importLines([jws]);
    const log = JSON.stringify(office.store.auditEntries({ limit: 100 }));
    const { person, card, applicationNumber } = record;
    for (const personal of [person.latinName, person.passport.number, card.number, applicationNumber]) {
      expect(log).not.toContain(personal);
    }
  });

  test('byte order mark, CRLF, blank lines and a missing last line end are fine', async () => {
    const office = intakeOffice();
    const [first = '', second = ''] = await sampleLines({ count: 2 });
    const report = must(await office.importBytes(oneChunk(`\uFEFF${first}\r\n\r\n   \n${second}`)));
    expect(report).toMatchObject({ lines: 2, imported: 2, refused: [] });
  });

  test('the same record signed anew is a duplicate, since its payload is', async () => {
    const office = intakeOffice();
    const { record, jws } = await maker()(0);
    // Another order of x5c header, another signature, the same payload.
    const resigned = signRecord(record, { ...signers.approval, x5c: [...signers.approval.x5c] }).jws;
    expect(await office.importLines([jws, resigned])).toMatchObject({ imported: 1, duplicates: 1, refused: [] });
  });
});

describe('a bad line costs one line', () => {
  test('each defect is refused by its own name, and every good record comes in', async () => {
    const office = intakeOffice();
    const report = await office.importLines(await sampleLines({ count: 3, broken: true }));
    const found = report.refused.map(({ line, error }) => [line, defects[line - 4]?.name, error.kind]);
    expect(found).toEqual(defects.map(({ name, expected }, index) => [index + 4, name, expected]));
    expect(report).toMatchObject({ lines: 3 + defects.length, imported: 3 });
    expect(office.store.countApplications().received).toBe(3);
    expect(auditCount(office, 'intake.lineRefused')).toBe(defects.length);
  });

  test('a refusal between two good records of one transaction leaves both', async () => {
    const office = intakeOffice();
    const [first = '', second = ''] = await sampleLines({ count: 2 });
    const report = await office.importLines([first, first.slice(0, 5000), second]);
    expect(report).toMatchObject({ imported: 2, refused: [{ line: 2, error: { kind: 'intake.truncated' } }] });
  });
});

describe('what the authority says later', () => {
  async function received(office: IntakeOffice, index = 0) {
    const sample = await maker()(index);
    await office.importLines([sample.jws]);
    return sample;
  }
  function stateOf(office: IntakeOffice, applicationNumber: ApplicationNumber) {
    const found = office.store.applicationByNumber(applicationNumber);
    return found && { state: found.state, heldFrom: found.heldFrom, reason: found.reason, revision: found.revision };
  }
  const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;

  test('a replacement brings new content and a new photo, and the review starts anew', async () => {
    const office = intakeOffice();
    const { record, hash } = await received(office);
    const { photo } = (await maker()(50)).record;
    const replacement = signRecord(
      replacementOf(record, hash, id(1), { photo, urgent: !record.urgent }),
      signers.approval,
    );
    expect(await office.importLines([replacement.jws])).toMatchObject({ replaced: 1, refused: [] });
    const application = office.store.applicationByNumber(record.applicationNumber);
    if (application === undefined) throw new Error('lost');
    expect(application).toMatchObject({
      state: 'received',
      urgent: !record.urgent,
      recordHash: replacement.hash,
      revision: 2,
    });
    expect(Buffer.from(office.store.photo(application.id) ?? []).toString('base64')).toBe(photo.data);
    // The replaced record is kept as evidence, but it is no longer the one to refer to.
    expect(office.store.record(hash)?.type).toBe('approval');
    const late = signRecord(noticeAbout('hold', record, hash, id(2), 'SPECIMEN'), signers.approval);
    expect(await office.importLines([late.jws])).toMatchObject({
      held: 0,
      refused: [{ line: 1, error: { kind: 'intake.concernsUnknown' } }],
    });
  });

  test('hold, release and withdrawal, each in its place', async () => {
    const office = intakeOffice();
    const { record, hash } = await received(office);
    const say = (type: 'hold' | 'release' | 'withdrawal', digit: number) =>
      office.importLines([
        signRecord(noticeAbout(type, record, hash, id(digit), `because ${digit}`), signers.approval).jws,
      ]);
    expect(await say('hold', 1)).toMatchObject({ held: 1 });
    expect(stateOf(office, record.applicationNumber)).toEqual({
      state: 'held',
      heldFrom: 'received',
      reason: 'because 1',
      revision: 2,
    });
    expect(await say('release', 2)).toMatchObject({ released: 1 });
    expect(stateOf(office, record.applicationNumber)).toMatchObject({
      state: 'received',
      heldFrom: null,
      reason: null,
    });
    expect(await say('withdrawal', 3)).toMatchObject({ withdrawn: 1 });
    expect(stateOf(office, record.applicationNumber)).toMatchObject({ state: 'withdrawn', reason: 'because 3' });
    expect(await say('release', 4)).toMatchObject({
      released: 0,
      refused: [{ line: 1, error: { kind: 'intake.wrongState' } }],
    });
  });
});

describe('what is no file of approvals', () => {
  async function* repeated(chunk: Uint8Array, times: number, read: { chunks: number }): AsyncGenerator<Uint8Array> {
    for (let index = 0; index < times; index += 1) {
      read.chunks += 1;
      yield await Promise.resolve(chunk);
    }
  }

  test('two gigabytes without a line end are given up early, in little memory, with one sentence', async () => {
    const office = intakeOffice();
    const read = { chunks: 0 };
    const before = process.memoryUsage().rss;
    const result = await office.importBytes(repeated(new Uint8Array(1 << 20).fill(0x41), 2048, read), 2 ** 31);
    expect(kindOf(result)).toBe('intake.notApprovals');
    expect(read.chunks).toBeLessThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
    expect(office.store.countApplications().received).toBe(0);
    expect(office.store.auditEntries({ limit: 1 })).toMatchObject([
      { action: 'intake.fileFinished', outcome: 'refused' },
    ]);
  });

  test('a long file of text lines is given up after a hundred', async () => {
    const office = intakeOffice();
    const read = { chunks: 0 };
    const result = await office.importBytes(repeated(new TextEncoder().encode('name;number\n'), 1_000_000, read));
    expect(kindOf(result)).toBe('intake.notApprovals');
    expect(read.chunks).toBeLessThan(200);
  });

  test('one endless line among good records costs that line', async () => {
    const office = intakeOffice();
    const [first = '', second = ''] = await sampleLines({ count: 2 });
    async function* chunks() {
      yield* oneChunk(`${first}\n`);
      yield* repeated(new Uint8Array(1 << 20).fill(0x41), 80, { chunks: 0 });
      yield* oneChunk(`\n${second}`);
    }
    const report = must(await office.importBytes(chunks()));
    expect(report).toMatchObject({ imported: 2, refused: [{ line: 2, error: { kind: 'intake.oversized' } }] });
  });

  test('a file that breaks off while it is read is noted as failed', async () => {
    const office = intakeOffice();
    const [first = ''] = await sampleLines({ count: 1 });
    async function* chunks() {
      yield* oneChunk(`${first}\n`);
      throw new Error('EIO');
    }
    await expect(office.importBytes(chunks())).rejects.toThrow('EIO');
    expect(office.store.auditEntries({ limit: 1 })).toMatchObject([
      { action: 'intake.fileFinished', outcome: 'failed' },
    ]);
  });
});
