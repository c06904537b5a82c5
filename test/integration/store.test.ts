// The store on a real SQLite file: all or nothing, what the constraints refuse, the queue, and databases that are refused.

import SqliteDatabase from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import { schemaHash, schemaOf } from '../../electron/adapters/sqlite/schema.ts';
import { fail, ok } from '../../shared/result.ts';
import {
  application,
  blank,
  card,
  change,
  event,
  file,
  freshFolder,
  handClock,
  job,
  kindOf,
  must,
  officer,
  opened,
  optionsFor,
  photo,
  recordOf,
} from './office.ts';

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
        ...event(filed.id),
        sequence: 1,
        time: '2026-03-02T08:00:00.000Z',
        actor: 'officer1',
        role: 'officer',
        workstation: 'WS-1',
      },
    ]);
    expect(store.treeHead()?.size).toBe(2);
  });

  test.each([
    ['a failure', () => fail('notFound', { what: 'x' })],
    [
      'an exception',
      () => {
        throw new Error('bug');
      },
    ],
  ])('leaves nothing behind after %s', (_, end) => {
    const store = opened(optionsFor(freshFolder()));
    const before = store.treeHead();

    const attempt = () => store.commit(officer, (tx) => (file(tx, application(1)), end()));

    try {
      expect(kindOf(attempt())).toBe('notFound');
    } catch (thrown) {
      expect(String(thrown)).toContain('bug');
    }
    expect(store.countApplications().received).toBe(0);
    expect(store.treeHead()).toEqual(before);
    must(store.commit(officer, (tx) => (file(tx, application(2)), ok(undefined))));
    expect(store.verifyAudit().problem).toBeNull();
  });

  test('without an audit entry is a bug', () => {
    const store = opened(optionsFor(freshFolder()));
    expect(() => store.commit(officer, (tx) => (tx.putSetting('a', 'b'), ok(undefined)))).toThrow(
      /without an audit entry/,
    );
    expect(store.setting('a')).toBeUndefined();
  });

  test('sees its own writes, and cannot be nested', () => {
    const store = opened(optionsFor(freshFolder()));
    change(store, (tx) => {
      tx.putSetting('language', 'zh');
      expect(tx.setting('language')).toBe('zh');
      expect(() => store.commit(officer, () => ok(undefined))).toThrow(/inside another/);
    });
  });

  test('refuses a stale revision and a row that exists', () => {
    const store = opened(optionsFor(freshFolder()));
    must(store.commit(officer, (tx) => (file(tx, application(1)), ok(undefined))));

    expect(() => change(store, (tx) => tx.updateApplication(application(1, { revision: 3 })))).toThrow(
      /changed meanwhile/,
    );
    expect(() => change(store, (tx) => tx.insertApplication(application(1), photo))).toThrow(/UNIQUE/);
    change(store, (tx) => tx.updateApplication(application(1, { revision: 2, urgent: true })));
    expect(store.application(application(1).id)?.urgent).toBe(true);
  });

  test('records a clock that went back instead of hiding it', () => {
    const clock = handClock('2026-03-02T08:00:00.000Z');
    const store = opened(optionsFor(freshFolder(), { clock }));
    clock.set('2026-03-02T07:59:00.000Z');

    change(store, () => undefined);

    expect(store.auditEntries({ limit: 1 })[0]?.detail).toEqual({ clockBackMs: 60_000 });
    expect(store.verifyAudit().problem).toBeNull();
  });
});

describe('the database itself refuses', () => {
  const filed = application(1, { state: 'accepted', reviewedBy: 'officer1' });
  const other = application(2, { state: 'accepted', reviewedBy: 'officer1' });

  function office() {
    const store = opened(optionsFor(freshFolder()));
    change(store, (tx) => {
      file(tx, filed);
      file(tx, other);
      tx.insertBlank(blank(1));
      tx.insertBlank(blank(2));
    });
    return store;
  }

  test('two open jobs for one application', () => {
    const store = office();
    change(store, (tx) => tx.insertJob(job(1, filed)));
    expect(() => change(store, (tx) => tx.insertJob(job(2, filed)))).toThrow(/UNIQUE/);
    change(store, (tx) => tx.updateJob(job(1, filed, { state: 'cancelled', revision: 2 })));
    change(store, (tx) => tx.insertJob(job(2, filed)));
    expect(store.jobOf(filed.id)?.id).toBe(job(2, filed).id);
  });

  test('one blank for two jobs, and two blanks in work for one job', () => {
    const store = office();
    change(store, (tx) => tx.insertJob(job(1, filed, { blankSerial: blank(1).serial })));
    expect(() => change(store, (tx) => tx.insertJob(job(2, other, { blankSerial: blank(1).serial })))).toThrow(
      /UNIQUE/,
    );
    change(store, (tx) => tx.updateBlank(blank(1, { place: 'inWork', jobId: job(1, filed).id })));
    expect(() => change(store, (tx) => tx.updateBlank(blank(2, { place: 'inWork', jobId: job(1, filed).id })))).toThrow(
      /UNIQUE/,
    );
  });

  test('an encoding job without a blank, a case on a record that is not on file, a row that is deleted', () => {
    const folder = freshFolder();
    const store = opened(optionsFor(folder));
    expect(() => change(store, (tx) => (file(tx, filed), tx.insertJob(job(1, filed, { state: 'encoding' }))))).toThrow(
      /CHECK/,
    );
    expect(() => change(store, (tx) => tx.insertApplication(filed, photo))).toThrow(/FOREIGN KEY/);
    change(store, (tx) => file(tx, filed));
    const shell = new SqliteDatabase(join(folder, 'starcard.db'));
    expect(() => shell.exec('DELETE FROM application')).toThrow(/never deleted/);
    expect(() => shell.exec(`UPDATE record SET jws = 'x'`)).toThrow(/never changed/);
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
    change(store, (tx) => {
      file(tx, sameNumber);
      for (const { from } of cards) tx.insertJob(from);
    });
    const [first, second] = cards.map(({ of, from, on }, index) => card(index + 1, of, from, on));
    if (first === undefined || second === undefined) throw new Error('two cards');
    change(store, (tx) => tx.insertCard(first));

    expect(() => change(store, (tx) => tx.insertCard(second))).toThrow(/UNIQUE.*number/);
    expect(() => change(store, (tx) => tx.insertCard({ ...second, number: other.card.number, slot: '1' }))).toThrow(
      /UNIQUE.*slot/,
    );
    const handedOver = {
      ...first,
      state: 'handedOver',
      handedOverAt: first.finishedAt,
      handedOverBy: 'officer2',
      revision: 2,
    } as const;
    change(store, (tx) => tx.updateCard(handedOver));
    change(store, (tx) => tx.insertCard(second));
    expect(store.livingCard(filed.card.number)?.id).toBe(first.id);
    expect(store.waitingCard(filed.card.number)?.id).toBe(second.id);
    expect(store.cards({ text: blank(2).serial.toLowerCase(), limit: 5 })).toEqual([second]);
    expect(() =>
      change(store, (tx) =>
        tx.updateCard({
          ...handedOver,
          ...second,
          state: 'handedOver',
          handedOverAt: first.finishedAt,
          handedOverBy: 'o',
          revision: 2,
        }),
      ),
    ).toThrow(/UNIQUE.*number/);
  });
});

describe('the queue', () => {
  test('shows each case where it stands on the desk', () => {
    const store = opened(optionsFor(freshFolder()));
    const reviewed = { state: 'accepted', reviewedBy: 'officer1' } as const;
    const view = () => {
      const { counts } = store.queue({ view: 'all', offset: 0, limit: 1 });
      return Object.entries(counts)
        .filter(([name, count]) => name !== 'all' && count > 0)
        .map(([name]) => name);
    };
    change(store, (tx) => (file(tx, application(1)), tx.insertBlank(blank(1)), tx.insertBlank(blank(2))));
    expect(view()).toEqual(['toReview']);
    change(store, (tx) => tx.updateApplication(application(1, { ...reviewed, revision: 2 })));
    expect(view()).toEqual(['toIssue']);
    const at = (revision: number, more: Parameters<typeof job>[2]) => job(1, application(1), { revision, ...more });
    change(store, (tx) => tx.insertJob(at(1, {})));
    expect(view()).toEqual(['inWork']);
    const withBlank = { blankSerial: blank(1).serial };
    change(store, (tx) => tx.updateJob(at(2, { ...withBlank, state: 'suspended', suspendedIn: 'printing' })));
    expect(view()).toEqual(['attention']);
    change(store, (tx) => tx.updateApplication(application(1, { state: 'withdrawn', revision: 3 })));
    expect(view()).toEqual(['attention']);
    change(store, (tx) => tx.updateJob(at(3, { ...withBlank, state: 'setAside', setAsideReason: 'recordChanged' })));
    expect(view()).toEqual(['stopped']);
    change(store, (tx) => tx.updateApplication(application(1, { ...reviewed, revision: 4 })));
    expect(view()).toEqual(['attention']);
    const second = { blankSerial: blank(2).serial, attempt: 2 };
    change(store, (tx) => tx.updateJob(at(4, { ...second, state: 'verified' })));
    expect(view()).toEqual(['inWork']);
    const finished = card(1, application(1), at(4, second), blank(2));
    change(store, (tx) => tx.insertCard(finished));
    expect(view()).toEqual(['custody']);
    change(store, (tx) =>
      tx.updateCard({
        ...finished,
        state: 'handedOver',
        handedOverAt: finished.finishedAt,
        handedOverBy: 'officer2',
        revision: 2,
      }),
    );
    expect(view()).toEqual(['done']);
    expect(store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
  });

  test('comes urgent first, then oldest first, and page by page', () => {
    const store = opened(optionsFor(freshFolder()));
    change(store, (tx) => {
      file(tx, application(1, { receivedAt: '2026-03-02T08:00:02.000Z' }));
      file(tx, application(2, { receivedAt: '2026-03-02T08:00:01.000Z' }));
      file(tx, application(3, { receivedAt: '2026-03-02T08:00:03.000Z', urgent: true }));
      file(tx, application(4, { receivedAt: '2026-03-02T08:00:02.000Z' }));
    });
    const pageAt = (offset: number) =>
      store.queue({ view: 'toReview', offset, limit: 3 }).rows.map((row) => row.number.at(-1));
    expect([pageAt(0), pageAt(3)]).toEqual([['3', '2', '1'], ['4']]);
  });

  test.each(['a-2026-000002', application(2).card.number, 'ep000002', 'kowalska2', 'zaneta', '柯安'])(
    'finds %s',
    (text) => {
      const store = opened(optionsFor(freshFolder()));
      const nobody = { ...application(1).person, latinName: 'OTHER, PERSON', chineseName: '别人' };
      change(store, (tx) => {
        file(tx, application(1, { person: nobody }));
        file(tx, application(2));
      });
      const found = store.queue({ view: 'all', text, offset: 0, limit: 10 });
      expect([found.total, found.rows.map((row) => row.id)]).toEqual([1, [application(2).id]]);
      expect(store.queue({ view: 'toIssue', text, offset: 0, limit: 10 }).total).toBe(0);
    },
  );
});

describe('files of a job', () => {
  test('of an earlier attempt stay when the next is written', () => {
    const folder = freshFolder();
    const store = opened(optionsFor(folder));
    const id = job(1, application(1)).id;
    change(store, (tx) => {
      file(tx, application(1));
      tx.insertJob(job(1, application(1)));
      tx.putJobFile(id, 'card.pdf', Uint8Array.of(1));
    });
    change(store, (tx) => {
      tx.updateJob(job(1, application(1), { attempt: 2, revision: 2 }));
      tx.putJobFile(id, 'card.pdf', Uint8Array.of(2));
    });
    expect(store.jobFile(id, 'card.pdf')).toEqual(Uint8Array.of(2));
    const shell = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
    expect(shell.prepare('SELECT count(*) FROM jobFile').pluck().get()).toBe(2);
    shell.close();
  });
});

describe('a database that is refused stays as it was', () => {
  function refused(spoil: (path: string) => void) {
    const options = optionsFor(freshFolder());
    must(openStore(options)).close();
    const path = join(options.folder, 'starcard.db');
    spoil(path);
    const before = readFileSync(path);
    const result = openStore(options);
    if (result.ok) result.value.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    return result;
  }
  const sql = (statement: string) => (path: string) => {
    const shell = new SqliteDatabase(path);
    shell.exec(statement);
    shell.pragma('journal_mode = DELETE');
    shell.close();
  };

  test.each([
    ['newer', 'PRAGMA user_version = 99', 'storage.newer', { found: 99, known: migrations.length }],
    [
      'altered by a dropped trigger',
      'DROP TRIGGER auditEntryNoUpdate',
      'storage.altered',
      { what: 'trigger auditEntryNoUpdate -' },
    ],
    ['altered by a table', 'CREATE TABLE extra (a)', 'storage.altered', { what: 'table extra +' }],
    [
      'altered by a weakened trigger',
      `DROP TRIGGER recordNoDelete; CREATE TRIGGER recordNoDelete BEFORE DELETE ON record BEGIN SELECT 1; END`,
      'storage.altered',
      { what: 'trigger recordNoDelete ≠' },
    ],
    ['somebody else’s', 'PRAGMA application_id = 7', 'storage.notData', {}],
  ])('%s', (_, statement, kind, data) => {
    const result = refused(sql(statement));
    expect(result.ok ? null : result.error).toMatchObject({ kind, data });
  });

  test('no database at all', () => {
    expect(
      kindOf(refused((path) => writeFileSync(path, 'not a database, only a text of some length'.repeat(50)))),
    ).toBe('storage.notData');
  });

  test('no folder: a writer makes it, a reader does not', () => {
    const folder = join(freshFolder(), 'new', 'data');
    expect(kindOf(openStore(optionsFor(folder, { mode: 'read' })))).toBe('storage.notData');
    expect(existsSync(folder)).toBe(false);
    opened(optionsFor(folder));
    expect(existsSync(join(folder, 'starcard.db'))).toBe(true);
  });

  test('a path that cannot be a folder', () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    expect(kindOf(openStore(optionsFor(join(file, 'data'))))).toBe('storage.unwritable');
  });

  test('a folder in place of the database', () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'starcard.db'));
    expect(kindOf(openStore(optionsFor(folder)))).toBe('storage.unwritable');
  });
});

describe('a reader', () => {
  test('works beside the writer, sees what it commits, and changes nothing', () => {
    const options = optionsFor(freshFolder());
    const writer = opened(options);
    const reader = opened({ ...options, mode: 'read' });
    change(writer, (tx) => file(tx, application(1)));
    expect(reader.application(application(1).id)).toEqual(application(1));
    expect(reader.verifyAudit().problem).toBeNull();
    expect(kindOf(reader.commit(officer, () => ok(undefined)))).toBe('storage.unwritable');
  });
});

describe('migrations', () => {
  test('are numbered without a gap, and each leads to the structure that was written down for it', () => {
    const db = new SqliteDatabase(':memory:');
    const reached = migrations.map(({ sql: step, version }) => {
      db.exec(step);
      return { version, hash: schemaHash(schemaOf(db)) };
    });
    expect(reached).toEqual(migrations.map(({ schemaHash: hash }, index) => ({ version: index + 1, hash })));
    db.close();
  });
});
