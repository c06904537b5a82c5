// The store on a real SQLite file: all or nothing, what the constraints refuse, the queue, and databases that are refused.

import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { application, blank, card, everyStep, file, firstDay, job, officer, photo, recordOf } from './cases.ts';
import type { Transaction } from '../../electron/core/ports.ts';
import { altering, freshFolder, handClock, kindOf, must, opened, optionsFor, withBlanks } from './office.ts';

describe('a transaction', () => {
  test('writes data, entries and a signed tree head together', () => {
    const store = opened(optionsFor(freshFolder()));
    const filed = application(1);

    must(store.commit(officer, (tx) => (file(tx, filed), ok(undefined))));

    expect(store.application(filed.id)).toEqual(filed);
    expect(store.applicationByNumber(filed.number)).toEqual(filed);
    expect(store.photo(filed.id)).toEqual(photo);
    expect(store.record(filed.recordHash)).toEqual(recordOf(filed));
    expect(store.auditEntries({ limit: 1 })).toEqual([
      {
        action: 'application.received',
        subject: { kind: 'application', id: filed.id },
        outcome: 'ok',
        detail: { recordDigest: store.salted(filed.id, filed.recordHash), state: 'received' },
        sequence: 1,
        time: '2026-03-02T08:00:00.000Z',
        actor: 'officer1',
        role: 'officer',
        workstation: 'WS-1',
      },
    ]);
    expect(store.treeHead()?.size).toBe(2);
  });

  test('leaves nothing behind when it ends in a failure or an exception', () => {
    const store = opened(optionsFor(freshFolder()));
    const before = store.treeHead();

    const refused = store.commit(officer, (tx) => (file(tx, application(1)), fail('notFound', { what: 'x' })));
    const broken = () =>
      store.commit(officer, (tx) => {
        file(tx, application(1));
        throw new Error('bug');
      });

    expect(kindOf(refused)).toBe('notFound');
    expect(broken).toThrow('bug');
    expect(store.countApplications().received).toBe(0);
    expect(store.treeHead()).toEqual(before);
    must(store.commit(officer, (tx) => (file(tx, application(2)), ok(undefined))));
    expect(store.verifyAudit().problem).toBeNull();
  });

  test('without an audit entry is a bug', () => {
    const store = opened(optionsFor(freshFolder()));
    expect(() => store.commit(officer, (tx) => (tx.insertApplication(application(1), photo), ok(undefined)))).toThrow(
      /without an audit entry/,
    );
    expect(store.application(application(1).id)).toBeUndefined();
  });

  test('sees its own writes, and cannot be nested', () => {
    const store = opened(optionsFor(freshFolder()));
    altering(store, (tx) => {
      file(tx, application(1));
      expect(tx.application(application(1).id)).toEqual(application(1));
      expect(() => store.commit(officer, () => ok(undefined))).toThrow(/inside another/);
    });
  });

  test('refuses a stale revision and a row that exists', () => {
    const store = opened(optionsFor(freshFolder()));
    must(store.commit(officer, (tx) => (file(tx, application(1)), ok(undefined))));

    expect(() => altering(store, (tx) => tx.updateApplication(application(1, { revision: 3 })))).toThrow(
      /changed meanwhile/,
    );
    expect(() => altering(store, (tx) => tx.insertApplication(application(1), photo))).toThrow(/UNIQUE/);
    altering(store, (tx) => tx.updateApplication(application(1, { revision: 2, urgent: true })));
    expect(store.application(application(1).id)?.urgent).toBe(true);
  });

  test('records a clock that went back instead of hiding it', () => {
    const clock = handClock('2026-03-02T08:00:00.000Z');
    const store = opened(optionsFor(freshFolder(), { clock }));
    clock.set('2026-03-02T07:59:00.000Z');

    altering(store, () => undefined);

    expect(store.auditEntries({ limit: 1 })[0]?.detail).toEqual({ clockBackMs: 60_000 });
    expect(store.verifyAudit().problem).toBeNull();
  });
});

describe('the database itself refuses', () => {
  const filed = application(1, { state: 'accepted', reviewedBy: 'officer1' });
  const other = application(2, { state: 'accepted', reviewedBy: 'officer1' });

  function office() {
    const store = opened(optionsFor(freshFolder()));
    withBlanks(store);
    altering(store, (tx) => {
      file(tx, filed);
      file(tx, other);
    });
    return store;
  }

  test('two open jobs for one application', () => {
    const store = office();
    altering(store, (tx) => tx.insertJob(job(1, filed)));
    expect(() => altering(store, (tx) => tx.insertJob(job(2, filed)))).toThrow(/UNIQUE/);
    altering(store, (tx) => tx.updateJob(job(1, filed, { state: 'cancelled', revision: 2 })));
    altering(store, (tx) => tx.insertJob(job(2, filed)));
    expect(store.jobOf(filed.id)?.id).toBe(job(2, filed).id);
  });

  test('one blank for two jobs, and two blanks in work for one job', () => {
    const store = office();
    altering(store, (tx) => tx.insertJob(job(1, filed, { blankSerial: blank(1).serial })));
    expect(() => altering(store, (tx) => tx.insertJob(job(2, other, { blankSerial: blank(1).serial })))).toThrow(
      /UNIQUE/,
    );
    const assigned = (number: number) => (tx: Transaction) =>
      void tx.moveBlanks({ act: 'assigned', at: new Date('2026-03-02T08:00:00.000Z') }, [
        blank(number, { place: 'inWork', jobId: job(1, filed).id }),
      ]);
    altering(store, assigned(1));
    expect(() => altering(store, assigned(2))).toThrow(/UNIQUE/);
  });

  test('an encoding job without a blank, a case on a record that is not on file, a row that is deleted', () => {
    const folder = freshFolder();
    const store = opened(optionsFor(folder));
    expect(() =>
      altering(store, (tx) => (file(tx, filed), tx.insertJob(job(1, filed, { state: 'encoding' })))),
    ).toThrow(/CHECK/);
    expect(() => altering(store, (tx) => tx.insertApplication(filed, photo))).toThrow(/FOREIGN KEY/);
    altering(store, (tx) => file(tx, filed));
    const shell = new SqliteDatabase(join(folder, 'starcard.db'));
    expect(() => shell.exec('DELETE FROM application')).toThrow(/never deleted/);
    expect(() => shell.exec(`UPDATE record SET recordId = 'x'`)).toThrow(/never changed/);
    expect(() => shell.exec('DELETE FROM auditEntry')).toThrow(/never deleted/);
    expect(() => shell.exec('UPDATE auditTreeHead SET size = 9')).toThrow(/never changed/);
    shell.close();
  });

  test('two living cards for one number, two that wait, and two in one slot', () => {
    const store = office();
    const sameNumber = application(3, { state: 'accepted', reviewedBy: 'officer1', card: filed.card });
    const cards = [
      { of: filed, from: job(1, filed, { blankSerial: blank(1).serial, state: 'verified' }), on: blank(1) },
      { of: sameNumber, from: job(3, sameNumber, { blankSerial: blank(2).serial, state: 'verified' }), on: blank(2) },
    ] as const;
    altering(store, (tx) => {
      file(tx, sameNumber);
      for (const { from } of cards) tx.insertJob(from);
    });
    const [first, second] = cards.map(({ of, from, on }, index) => card(index + 1, of, from, on));
    if (first === undefined || second === undefined) throw new Error('two cards');
    altering(store, (tx) => tx.insertCard(first));

    expect(() => altering(store, (tx) => tx.insertCard(second))).toThrow(/UNIQUE.*number/);
    expect(() => altering(store, (tx) => tx.insertCard({ ...second, number: other.card.number, slot: '1' }))).toThrow(
      /UNIQUE.*slot/,
    );
    const handedOver = {
      ...first,
      state: 'handedOver',
      handedOverAt: firstDay(first),
      handedOverBy: 'officer2',
      revision: 2,
    } as const;
    altering(store, (tx) => {
      everyStep(tx, first);
      tx.updateCard(handedOver);
    });
    altering(store, (tx) => {
      tx.insertCard(second);
      everyStep(tx, second);
    });
    expect(store.livingCard(filed.card.number)?.id).toBe(first.id);
    expect(store.waitingCard(filed.card.number)?.id).toBe(second.id);
    expect(store.cards({ text: blank(2).serial.toLowerCase(), limit: 5 })).toEqual([second]);
    expect(() =>
      altering(store, (tx) =>
        tx.updateCard({
          ...handedOver,
          ...second,
          state: 'handedOver',
          handedOverAt: firstDay(first),
          handedOverBy: 'o',
          revision: 2,
        }),
      ),
    ).toThrow(/another card of this person/);
  });
});

describe('files of a job', () => {
  test('of an earlier attempt stay when the next is written', () => {
    const folder = freshFolder();
    const store = opened(optionsFor(folder));
    const id = job(1, application(1)).id;
    altering(store, (tx) => {
      file(tx, application(1));
      tx.insertJob(job(1, application(1)));
      tx.putJobFile(id, 'card.pdf', Uint8Array.of(1));
    });
    altering(store, (tx) => {
      tx.updateJob(job(1, application(1), { attempt: 2, revision: 2 }));
      tx.putJobFile(id, 'card.pdf', Uint8Array.of(2));
    });
    expect(store.jobFile(id, 'card.pdf')).toEqual(Uint8Array.of(2));
    const shell = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
    expect(shell.prepare('SELECT count(*) FROM jobFile').pluck().get()).toBe(2);
    shell.close();
  });
});

describe('a reader', () => {
  test('works beside the writer, sees what it commits, and changes nothing', () => {
    const options = optionsFor(freshFolder());
    const writer = opened(options);
    const reader = opened({ ...options, mode: 'read' });
    altering(writer, (tx) => file(tx, application(1)));
    expect(reader.application(application(1).id)).toEqual(application(1));
    expect(reader.verifyAudit().problem).toBeNull();
    expect(kindOf(reader.commit(officer, () => ok(undefined)))).toBe('storage.unwritable');
  });
});
