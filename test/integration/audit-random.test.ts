// Random histories of a log, the same in every run: whatever is done to it in whatever order, it verifies, its exports and
// archives verify, everything signed before still holds, and one flipped bit anywhere is found.

import SqliteDatabase from 'better-sqlite3';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ok } from '../../shared/result.ts';
import { verifyExportFolder } from '../../electron/app/cli/verify-export-folder.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { openStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { officeHistory } from '../support/audit-history.ts';
import { dice } from '../unit/audit/platform.ts';
import { agreed } from '../support/agreed.ts';
import { freshFolder, handClock, must, optionsFor, signer } from './office.ts';
import { withoutTriggers } from '../support/hand.ts';

test.each([1, 2, 3, 4, 5, 6])('history %i', (seed) => {
  const roll = dice(seed);
  const clock = handClock('2026-01-15T00:00:00.000Z');
  let now = Date.parse('2026-01-15T00:00:00.000Z');
  let options: StoreOptions = optionsFor(freshFolder(), { clock, signer: signer() });
  let store = must(openStore(options));
  const keys = [store.verifierKey];
  const known: string[] = [];
  const steps = officeHistory(dice(seed + 100))[Symbol.iterator]();

  const acts: readonly (() => void)[] = [
    function append() {
      for (let count = roll(40); count >= 0; count -= 1) {
        now += roll(20) === 0 ? -roll(3_600_000) : roll(7_200_000);
        clock.set(new Date(now).toISOString());
        const step = steps.next().value;
        if (step === undefined) return;
        must(
          store.commit(step.actor, (tx) => {
            for (const event of step.events) tx.audit(event);
            return ok(undefined);
          }),
        );
      }
    },
    function checkpoint() {
      const detail = { period: '2026-01', size: store.treeHead()?.size ?? 0 };
      const subject = { kind: 'log', id: 'audit' } as const;
      must(
        store.commit(system, (tx) => {
          tx.audit({ action: 'audit.reported', subject, outcome: 'ok', detail });
          return ok(undefined);
        }),
      );
      known.push(store.treeHead()?.checkpoint ?? '');
    },
    function restart() {
      store.close();
      store = must(openStore(options));
    },
    function rotate() {
      const next = signer();
      must(store.rotateKey(system, next, agreed));
      options = { ...options, signer: next };
      keys.push(store.verifierKey);
    },
    function takeAway() {
      const folder = join(freshFolder(), 'export');
      const { size } = must(store.exportAudit(folder));
      for (const key of keys) expect(must(verifyExportFolder(folder, key)).size).toBe(size);
    },
    function archive() {
      const folder = join(freshFolder(), 'archive');
      const sealed = store.archiveAudit(folder, '2026-01');
      const sizes = sealed.ok ? keys.map((key) => must(verifyExportFolder(folder, key)).size - sealed.value.size) : [];
      const refusal = sealed.ok ? 'notFound' : sealed.error.kind;
      expect({ refusal, sizes }).toEqual({
        refusal: expect.stringMatching(/^(audit\.monthOpen|notFound)$/),
        sizes: sizes.map(() => 0),
      });
    },
    function fail() {
      expect(() =>
        store.commit(system, () => {
          throw new Error('a bug');
        }),
      ).toThrow('a bug');
    },
  ];
  for (let act = 0; act < 40; act += 1) acts[roll(3) === 0 ? roll(acts.length) : 0]?.();

  expect(store.verifyAudit(known).problem).toBeNull();
  const size = store.treeHead()?.size ?? 0;
  store.close();

  for (let turn = 0; turn < 8; turn += 1) {
    const folder = freshFolder();
    cpSync(options.folder, folder, { recursive: true });
    const what = flipOneBit(folder, roll, size);
    const reader = must(openStore({ ...options, folder, mode: 'read' }));
    expect({ what, found: reader.verifyAudit(known).problem !== null }).toEqual({ what, found: true });
    reader.close();
  }
});

/** Changes one bit of one value of the log, as a bad disk or a hand would; answers which. */
function flipOneBit(folder: string, roll: (below: number) => number, size: number): string {
  const [table, key, column] = (
    [
      ['auditEntry', 'sequence', 'entry'],
      ['auditEntry', 'sequence', 'leafHash'],
      ['auditTreeHead', 'size', 'rootHash'],
      ['auditTreeHead', 'size', 'checkpoint'],
    ] as const
  )[roll(4)] ?? ['auditEntry', 'sequence', 'entry'];
  const db = new SqliteDatabase(join(folder, 'starcard.db'), { readonly: true });
  const from = `FROM ${table} WHERE ${key} >= ? ORDER BY ${key} LIMIT 1`;
  const row = db.prepare(`SELECT ${key} AS place, CAST(${column} AS BLOB) AS value ${from}`).get(1 + roll(size - 1));
  db.close();
  const { place, value } = row as { place: number; value: Buffer };
  // The lowest bit of a letter is another letter: the text stays a text.
  const at = roll(value.length);
  value[at] = (value[at] ?? 0) ^ 1;
  const isText = column === 'entry' || column === 'checkpoint';
  withoutTriggers(folder, (open) => {
    // An entry that is no JSON any more cannot be in an indexed table: SQLite itself refuses it.
    const set = open.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`);
    try {
      set.run(isText ? value.toString('utf8') : value, place);
    } catch {
      open.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(place);
    }
  });
  return `${table}.${column} ${place} byte ${at}`;
}
