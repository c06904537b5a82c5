// A person leaves the file: two people decide, the keys are destroyed, and no backup brings the data back.

import SqliteDatabase from 'better-sqlite3';
import { createPublicKey, verify } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyRingPath } from '../../electron/adapters/persons/person-vault.ts';
import { restoreBackup } from '../../electron/adapters/sqlite/backup.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { erasePerson, finishErasures } from '../../electron/core/person/erase.ts';
import { exportPerson } from '../../electron/core/person/export-person.ts';
import { listDue } from '../../electron/core/person/due.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import { asked, office, second } from './erasing.ts';
import { freshFolder, kindOf, must, opened, optionsFor } from './office.ts';
import { openVault } from './resealed.ts';
import { approval, idOf, officer1, renewal, signed, type WalkOffice } from './walk-office.ts';

/** Where the wrapped key of a case lies now. */
function wrappedKey(folder: string, id: string): Buffer {
  const db = new SqliteDatabase(keyRingPath(folder), { readonly: true });
  const wrapped = db.prepare('SELECT wrapped FROM personKey WHERE applicationId = ?').pluck().get(id);
  db.close();
  return wrapped as Buffer;
}

describe('an erased person', () => {
  test('is found by nothing, and nothing of the key stays in any byte of the folder', async () => {
    const { walk, id, context } = await office();
    const key = wrappedKey(walk.folder, id);
    const before = walk.store.auditEntries({ limit: 1 })[0]?.sequence ?? 0;

    const erased = must(await erasePerson(asked(id), context));

    expect(erased.cases).toBe(1);
    expect([walk.store.application(id), walk.store.photo(id)]).toEqual([undefined, undefined]);
    expect(walk.store.applicationByNumber(approval(1).applicationNumber)).toBeUndefined();
    expect(walk.store.queue({ view: 'all', text: 'ep000001', offset: 0, limit: 9 }).total).toBe(0);
    expect(walk.store.queue({ view: 'all', offset: 0, limit: 9 })).toMatchObject({ total: 1, counts: { toReview: 1 } });
    expect(walk.store.countApplications().received).toBe(1);
    expect(walk.store.recordsOf(id).map(({ jws }) => jws)).toEqual(['']);
    expect(exportKind(walk, id)).toBe('person.erased');
    expect(wrappedKey(walk.folder, id).every((byte) => byte === 0)).toBe(true);
    const bytes = ['keys/persons.db', 'keys/persons.db-journal', 'starcard.db', 'starcard.db-wal'].map((name) =>
      Buffer.from(readIfThere(join(walk.folder, name))),
    );
    expect(bytes.map((content) => content.includes(key.subarray(12)))).toEqual([false, false, false, false]);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    const entries = walk.store.auditEntries({ subjectId: id, limit: 9 }).filter(({ sequence }) => sequence > before);
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'person.erased ok',
      'person.erased begun',
    ]);
  });

  test('is gone with the former card’s case too, and others stay', async () => {
    const { walk, id, context } = await office();
    await walk.take(signed(renewal(1, 'damage')));
    expect(must(await erasePerson(asked(id), context)).cases).toBe(2);
    expect(walk.store.application(idOf(walk, approval(2)))?.person).toEqual(approval(2).person);
  });

  test('has a certificate that anybody with the office’s key can check, and that names nobody', async () => {
    const { id, context } = await office();
    const { certificate } = must(await erasePerson(asked(id), context));
    const [header = '', payload = '', signature = ''] = certificate.split('.');
    const signer = must(context.certificateSigner());
    const key = createPublicKey({ key: Buffer.from(signer.publicKey()), format: 'der', type: 'spki' });
    const isGood = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(isGood).toBe(true);
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      cases: [id],
      startedBy: 'officer1',
      approvedBy: 'supervisor1',
      keyGeneration: 1,
      copiesThatMayHoldTheKeys: [],
    });
  });

  test('does not come back with a backup from before', async () => {
    const { walk, id, context } = await office();
    const backup = join(freshFolder(), 'backup.db');
    must(await walk.store.backup(backup));
    const salt = openVault(walk.folder).salt(id);
    must(await erasePerson(asked(id), context));
    const options = optionsFor(walk.folder, {
      signer: must(openSoftwareKeys(join(walk.folder, 'keys')).signer('audit', 'Ed25519')),
    });
    const elsewhere = freshFolder();
    cpSync(join(walk.folder, 'keys'), join(elsewhere, 'keys'), { recursive: true });
    must(restoreBackup(backup, elsewhere, options, new Date('2026-03-02T18:00:00.000Z')));

    const restored = opened({ ...options, folder: elsewhere });

    expect(restored.application(id)).toBeUndefined();
    expect(readFileSync(join(elsewhere, 'starcard.db')).includes(Buffer.from(salt ?? []))).toBe(false);
    expect(restored.diagnose().find(({ check }) => check === 'persons')?.ok).toBe(false);
    must(finishErasures({ ...context, store: restored, personKeys: restored.personKeys }));
    expect(restored.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    expect(restored.queue({ view: 'all', offset: 0, limit: 9 }).total).toBe(1);
  });

  test('that was decided when the power went is erased at the next start', async () => {
    const { walk, id, context } = await office();
    const cut = {
      ...walk.store.personKeys,
      destroy: () => ({ ok: false, error: { kind: 'storage.full', data: { path: '' } } }) as const,
    };
    expect(kindOf(await erasePerson(asked(id), { ...context, personKeys: cut }))).toBe('storage.full');
    expect(wrappedKey(walk.folder, id).some((byte) => byte !== 0)).toBe(true);
    expect(walk.store.application(id)).toBeUndefined();

    must(finishErasures(context));

    expect(wrappedKey(walk.folder, id).every((byte) => byte === 0)).toBe(true);
    expect(walk.store.erasuresBegun()).toEqual([]);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });

  test('makes every copy of the keys from before a thing to be destroyed, and the certificate names them', async () => {
    const { walk, id, context } = await office();
    const first = must(walk.store.personKeys.copyTo(join(freshFolder(), 'first.keys')));
    const other = must(walk.store.personKeys.copyTo(join(freshFolder(), 'second.keys')));
    expect(walk.store.personKeys.copyGone(other)).toBe(true);
    const { certificate } = must(await erasePerson(asked(id), context));
    const statement = JSON.parse(Buffer.from(certificate.split('.')[1] ?? '', 'base64url').toString()) as object;
    expect(statement).toMatchObject({ copiesThatMayHoldTheKeys: [{ id: first }] });
    expect(
      walk.store
        .diagnose()
        .filter((finding) => !finding.ok)
        .map(({ check }) => check),
    ).toEqual(['keyCopies']);
    walk.store.personKeys.copyGone(first);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });
});

describe('erasing is refused', () => {
  test.each<[string, Partial<Parameters<typeof erasePerson>[0]>, string]>([
    ['by one person', { second: { ...second, account: 'officer1' } }, 'access.secondRefused'],
    ['with a wrong password', { second: { ...second, password: 'wrong' } }, 'access.wrongPassword'],
    ['after a change', { revision: 2 }, 'changedMeanwhile'],
    ['before the time is over', { reason: 'retentionOver' }, 'person.retained'],
    ['for nobody', { applicationId: '0'.repeat(32) as ApplicationId }, 'notFound'],
  ])('%s', async (_, change, kind) => {
    const { walk, id, context } = await office();
    expect(kindOf(await erasePerson({ ...asked(id), ...change }, context))).toBe(kind);
    expect(walk.store.application(id)?.person).toEqual(approval(1).person);
  });

  test('by the role of an auditor', async () => {
    const { id, context } = await office();
    const auditor = { account: 'auditor1', role: 'auditor' } as const;
    expect(kindOf(await erasePerson(asked(id), { ...context, actor: auditor }))).toBe('access.forbidden');
  });

  test('and after its time it is listed, and done', async () => {
    const { walk, id, context } = await office();
    const due = () =>
      must(listDue({ after: null, limit: 10 }, { account: 's', role: 'supervisor' }, walk.store, walk.context()));
    expect(due()).toEqual([]);
    walk.clock.set('2027-06-02T08:00:00.000Z');
    expect(due().map(({ applicationId }) => applicationId)).toContain(id);
    must(await erasePerson(asked(id, { reason: 'retentionOver' }), context));
    expect(due().map(({ applicationId }) => applicationId)).not.toContain(id);
  });

  test('by the database: without an approval, twice, back again', async () => {
    const { walk, id, context } = await office();
    const other = idOf(walk, approval(2));
    const shell = new SqliteDatabase(join(walk.folder, 'starcard.db'));
    const erasure = (approvalId: string) =>
      `INSERT INTO erasure (id, state, reason, startedBy, approvedBy, approvalId, applicationId, startedAt)
       VALUES ('${'e'.repeat(32)}', 'begun', 'requested', 'officer1', 'supervisor1', '${approvalId}', '${other}', '2026')`;
    expect(() => shell.exec(erasure('a'.repeat(32)))).toThrow('approval of a second person');
    must(await erasePerson(asked(id), context));
    // An approval of another case is none for this one.
    const spent = shell.prepare('SELECT approvalId FROM erasure').pluck().get() as string;
    expect(() => shell.exec(erasure(spent))).toThrow('approval of a second person');
    expect(() => shell.exec('UPDATE application SET erasureId = NULL')).toThrow('stays erased');
    expect(() => shell.exec('DELETE FROM erasure')).toThrow('never deleted');
    expect(() => shell.exec(`UPDATE erasure SET certificate = 'x'`)).toThrow('never rewritten');
    shell.close();
    const ring = new SqliteDatabase(keyRingPath(walk.folder));
    expect(() => ring.exec('UPDATE personKey SET wrapped = randomblob(76)')).toThrow('destroyed, never changed');
    expect(() => ring.exec('DELETE FROM personKey')).toThrow('never deleted');
    expect(() => ring.exec('DELETE FROM destroyed')).toThrow('never deleted');
    ring.close();
  });
});

function exportKind(walk: WalkOffice, id: ApplicationId): string {
  return kindOf(exportPerson(id, officer1, walk.store));
}

function readIfThere(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    return new Uint8Array();
  }
}
