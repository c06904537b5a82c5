// A person leaves the file: two people decide, the keys are destroyed, and no backup brings the data back.

import SqliteDatabase from 'better-sqlite3';
import { createPublicKey, verify } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyRingPath } from '../../electron/adapters/persons/person-vault.ts';
import { restoreBackup } from '../../electron/adapters/sqlite/backup.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { takeBack } from '../../electron/core/custody/come-back.ts';
import { dispatchCard, settleDispatch } from '../../electron/core/custody/dispatch.ts';
import { cancelJob } from '../../electron/core/issue/cancel.ts';
import { erasePerson, finishErasures, type PersonContext } from '../../electron/core/person/erase.ts';
import { exportPerson } from '../../electron/core/person/export-person.ts';
import { listDue } from '../../electron/core/person/due.ts';
import { showPerson } from '../../electron/core/person/show-person.ts';
import type { ApplicationId } from '../../shared/model/ids.ts';
import type { Card } from '../../shared/model/stock.ts';
import { employ, hasher, password } from '../support/people.ts';
import { handedOver } from './hand-over-steps.ts';
import { altering, freshFolder, kindOf, must, opened, optionsFor } from './office.ts';
import { openVault } from './resealed.ts';
import {
  approval,
  composed,
  idOf,
  notice,
  officer1,
  on,
  renewal,
  replaced,
  signed,
  signerOf,
  stored,
  walkOffice,
  type WalkOffice,
} from './walk-office.ts';

const second = { account: 'supervisor1', password };

async function office() {
  const walk = await walkOffice();
  await employ(walk.store, [[second.account, 'supervisor']]);
  await walk.take(signed(approval(1)), signed(approval(2)));
  return { walk, id: idOf(walk, approval(1)), context: contextOf(walk) };
}

function contextOf(walk: WalkOffice): PersonContext {
  const certificateSigner = () => openSoftwareKeys(join(walk.folder, 'keys')).signer('results', 'ES256');
  return { ...walk.context(officer1), hasher, personKeys: walk.store.personKeys, certificateSigner };
}

function asked(applicationId: ApplicationId, change: object = {}) {
  return { applicationId, revision: 1, reason: 'requested', second, ...change } as const;
}

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

  test('while a card of it is at another office, and may live there', async () => {
    const { walk, context } = await office();
    const card = await stored(walk, approval(3));
    const input = { cardId: card.id, revision: 1, office: 'OTHER-02' };
    must(dispatchCard(input, walk.context(), signerOf(walk)));
    const erase = () => erasePerson(asked(card.applicationId, { revision: 2 }), context);

    const underWay = await erase();
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    const there = await erase();

    expect(underWay).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'card' } } });
    expect(there).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'livingCard' } } });
  });

  test('while a revoked card lies in the safe, or is on its way: nobody could take it in', async () => {
    const { walk, context } = await office();
    const [kept, sent] = [approval(3), approval(4)];
    const cards = { inSafe: await stored(walk, kept), onItsWay: await stored(walk, sent, '2') };
    const input = { cardId: cards.onItsWay.id, revision: 1, office: 'OTHER-02' };
    must(dispatchCard(input, walk.context(), signerOf(walk)));
    await walk.take(notice('withdrawal', kept), notice('withdrawal', sent));
    altering(walk.store, (tx) => tx.acknowledgeResults(tx.pendingResults().map(({ result }) => result.resultId)));
    const erase = ({ applicationId }: Card) => erasePerson(asked(applicationId, { revision: 3 }), context);
    const held = { error: { kind: 'person.stillNeeded', data: { by: 'card' } } };

    expect([await erase(cards.inSafe), await erase(cards.onItsWay)]).toMatchObject([held, held]);
    must(takeBack({ cardId: cards.inSafe.id, revision: 2 }, walk.context()));
    must(settleDispatch({ cardId: cards.onItsWay.id, back: { safe: 'S1', slot: '9' } }, walk.context()));

    expect([await erase(cards.inSafe), await erase(cards.onItsWay)].map(kindOf)).toEqual(['ok', 'ok']);
    expect(walk.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });

  test('for as long as after a card that was used, where another office had it and it was revoked since', async () => {
    const { walk } = await office();
    const record = approval(3);
    const card = await stored(walk, record);
    must(dispatchCard({ cardId: card.id, revision: 1, office: 'OTHER-02' }, walk.context(), signerOf(walk)));
    must(settleDispatch({ cardId: card.id, back: null }, walk.context()));
    await walk.take(notice('withdrawal', record));

    const supervisor = { account: 'supervisor1', role: 'supervisor' } as const;
    const view = must(showPerson({ applicationId: card.applicationId }, walk.context(supervisor)));

    expect(view.cases).toMatchObject([{ kind: 'cardIssued', keptUntil: '2041-03-01' }]);
  });

  test('while a card of an earlier job is with its holder, also after the case’s last job came to nothing', async () => {
    const { walk, context } = await office();
    const record = approval(3);
    const card = must(await handedOver(walk, await stored(walk, record))).card;
    await walk.take(replaced(record, 'PRZYKŁADOWA-NOWA, ŻANETA'));
    must(cancelJob({ ...on(await composed(walk, record)), note: '' }, walk.context()));
    const { applicationId } = card;
    const revision = walk.store.application(applicationId)?.revision ?? 0;

    const refused = await erasePerson(asked(applicationId, { revision }), context);
    walk.clock.set('2028-06-02T08:00:00.000Z');
    const supervisor = { account: 's', role: 'supervisor' } as const;
    const due = must(listDue({ after: null, limit: 10 }, supervisor, walk.store, walk.context()));

    expect(refused).toMatchObject({ error: { kind: 'person.stillNeeded', data: { by: 'livingCard' } } });
    expect(due.map((one) => one.applicationId)).not.toContain(applicationId);
  });

  test('while the old card that was handed in is not destroyed', async () => {
    const { walk, id, context } = await office();
    const collected = { collectedBy: 'officer2', collectedAt: walk.clock.now().toISOString() };
    const ended = { cancelledBy: null, cancelledAt: null, destroyedBy: null, witness: null, destroyedAt: null };
    altering(walk.store, (tx) =>
      tx.insertOldCard({
        id: 'd'.repeat(32),
        applicationId: id,
        cardId: null,
        layout: '2017',
        readBy: 'eye',
        differences: '',
        state: 'evidence',
        evidenceReason: 'case 12',
        approvalId: null,
        revision: 1,
        ...collected,
        ...ended,
      }),
    );
    expect(await erasePerson(asked(id), context)).toMatchObject({
      error: { kind: 'person.stillNeeded', data: { by: 'oldCard' } },
    });
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
