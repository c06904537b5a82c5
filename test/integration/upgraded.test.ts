/** A database of an earlier version: brought up to date when it is opened, and the log says so, once. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, test } from 'vitest';
import { auditLog } from '../../electron/adapters/sqlite/audit-log.ts';
import { noteKeyOf } from '../../electron/adapters/sqlite/log-owner.ts';
import { logVerifier } from '../../electron/adapters/sqlite/log-verifier.ts';
import { APPLICATION_ID, CURRENT_VERSION } from '../../electron/adapters/sqlite/migrate.ts';
import { migrations } from '../../electron/adapters/sqlite/migrations/all.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { freshFolder, must, optionsFor, signer } from './office.ts';

/** From the first whose log has the form of today. */
const versions = migrations
  .map(({ version }) => version)
  .filter((version) => version >= 6 && version < CURRENT_VERSION);

test.each(versions)('an upgrade from version %i is on record once, and leaves a sound file', (earlier) => {
  const options = optionsFor(freshFolder(), { signer: signer() });
  const before = new SqliteDatabase(':memory:');
  for (const { sql, after = '' } of migrations.slice(0, earlier)) before.exec(sql + after);
  before.pragma(`application_id = ${APPLICATION_ID}`);
  before.pragma(`user_version = ${earlier}`);
  const verifier = logVerifier(options.signer.publicKey());
  const written = auditLog(before, { ...options, verifier, key: noteKeyOf(options) }).begin(system);
  written.append({
    action: 'database.created',
    subject: { kind: 'log', id: 'audit' },
    outcome: 'ok',
    detail: { schemaVersion: earlier, verifierKey: 'of that time' },
  });
  must(written.seal());
  writeFileSync(join(options.folder, 'starcard.db'), before.serialize());
  before.close();
  const upgrades = () => {
    const store = must(openStore(options));
    const entries = store.auditEntries({ action: 'database.upgraded', limit: 9 });
    store.close();
    return entries.map(({ detail }) => detail);
  };

  const unwell = () => {
    const store = must(openStore(options));
    const found = store.diagnose().filter(({ ok }) => !ok);
    store.close();
    return found;
  };

  const once = upgrades();

  expect(once).toEqual([{ schemaVersion: CURRENT_VERSION, upgradedFrom: earlier }]);
  expect(upgrades()).toEqual(once);
  expect(unwell()).toEqual([]);
});
