// The log goes from one key to the next, wherever keys lie, and whoever trusts one of them can follow it to the others.

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  changeAuditKey,
  openAuditKey,
  openKnownAuditKey,
  type AuditKeyParts,
  type KeyTarget,
} from '../../electron/app/audit-key.ts';
import { verifyExportFolder } from '../../electron/app/cli/verify-export-folder.ts';
import { noVault, type Vault } from '../../electron/adapters/keys/vault.ts';
import { openStore, type OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { system } from '../../electron/core/access/system-actor.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { fail, ok } from '../../shared/result.ts';
import { agreed } from '../support/agreed.ts';
import { freshFolder, kindOf, must, optionsFor } from './office.ts';
import { withoutTriggers } from '../support/hand.ts';
import { edited, entryText, history, put } from './tampering.ts';
import { LIBRARY, PIN, softToken } from './soft-hsm.ts';

const MASK = 0x5a;
/** Stands for the desktop's key store: seals, for this process. */
const vault: Vault = {
  isAvailable: () => true,
  seal: (secret) => secret.map((byte) => byte ^ MASK),
  open: (sealed) => sealed.map((byte) => byte ^ MASK),
};

function partsOf(folder: string, other: Partial<AuditKeyParts> = {}): AuditKeyParts {
  return { folder, profile: specimenProfile, pin: async (token) => fail('hsm.pinNeeded', { token }), vault, ...other };
}

/** The folder's log under the key that signs it now. */
async function openLog(parts: AuditKeyParts): Promise<OpenStore> {
  const { owner, close } = must(await openAuditKey(parts, 'write'));
  onTestFinished(close);
  const store = must(openStore(optionsFor(parts.folder, owner)));
  onTestFinished(() => store.close());
  return store;
}

async function change(parts: AuditKeyParts, store: OpenStore, target: KeyTarget): Promise<string> {
  const changed = must(await changeAuditKey(parts, store, system, target, agreed));
  onTestFinished(changed.close);
  return changed.verifierKey;
}

describe('a log with three keys', () => {
  async function threeKeys() {
    const parts = partsOf(freshFolder());
    const store = await openLog(parts);
    const first = store.verifierKey;
    history(store, 5);
    const early = store.treeHead()?.checkpoint ?? '';
    const second = await change(parts, store, { store: 'file' });
    history(store, 5);
    const third = await change(parts, store, { store: 'system' });
    history(store, 5);
    return { parts, store, keys: [first, second, third], early };
  }

  test('verifies as a whole, here and from an export, under each of them', async () => {
    const { store, keys, early } = await threeKeys();
    expect(new Set(keys).size).toBe(3);
    expect(store.verifyAudit([early])).toMatchObject({ problem: null });
    const folder = join(freshFolder(), 'export');
    must(store.exportAudit(folder));
    const size = store.treeHead()?.size;
    expect(keys.map((key) => must(verifyExportFolder(folder, key)).size)).toEqual([size, size, size]);
  });

  test('is opened again under the last one, and by its public key alone for reading', async () => {
    const { parts, store, keys } = await threeKeys();
    store.close();
    const again = await openLog(parts);
    expect(again.verifierKey).toBe(keys[2]);
    history(again, 1);
    again.close();
    const reading = must(await openKnownAuditKey({ ...parts, vault: noVault }, 'read'));
    const reader = must(openStore(optionsFor(parts.folder, { ...reading.owner, mode: 'read' })));
    expect(reader.verifyAudit().problem).toBeNull();
    reader.close();
  });

  test('cannot be written to where the key store is missing, and says so', async () => {
    const { parts, store } = await threeKeys();
    store.close();
    expect(kindOf(await openAuditKey({ ...parts, vault: noVault }, 'write'))).toBe('keys.noSystemStore');
  });

  test('is found out where an entry before a change was edited', async () => {
    const { parts, store, keys } = await threeKeys();
    store.close();
    withoutTriggers(parts.folder, (db) => put(db, 3, edited(entryText(db, 3))));
    const { owner } = must(await openAuditKey(parts, 'read'));
    const reader = must(openStore(optionsFor(parts.folder, { ...owner, mode: 'read' })));
    expect(reader.verifierKey).toBe(keys[2]);
    expect(reader.verifyAudit().problem).toMatchObject({ kind: 'audit.rewritten', data: { sequence: 3 } });
    reader.close();
  });

  test('is found out where the change of key names another key', async () => {
    const { parts, store, keys } = await threeKeys();
    const [rotated] = store.auditEntries({ action: 'audit.keyRotated', limit: 1 });
    const sequence = rotated?.sequence ?? 0;
    store.close();
    withoutTriggers(parts.folder, (db) =>
      put(db, sequence, entryText(db, sequence).replace(keys[2] ?? '', keys[0] ?? '')),
    );
    const { owner } = must(await openAuditKey(parts, 'read'));
    const reader = must(openStore(optionsFor(parts.folder, { ...owner, mode: 'read' })));
    expect(reader.verifyAudit().problem).toEqual({ kind: 'audit.keyChangeForged', data: { sequence } });
    reader.close();
  });
});

test('a key of another log verifies nothing', async () => {
  const store = await openLog(partsOf(freshFolder()));
  const stranger = await openLog(partsOf(freshFolder()));
  const folder = join(freshFolder(), 'export');
  must(store.exportAudit(folder));
  expect(kindOf(verifyExportFolder(folder, stranger.verifierKey))).toBe('audit.forged');
});

test('a change that was cut off before it was in the log leaves the old key; after it, the new one', async () => {
  const parts = partsOf(freshFolder());
  const store = await openLog(parts);
  const first = store.verifierKey;
  const second = await change(parts, store, { store: 'file' });
  store.close();
  const place = (key: string, name: string) => ({ store: 'file', name, verifierKey: key });
  const [current, next] = [place(first, 'audit'), place(second, 'audit-2')];
  writeFileSync(join(parts.folder, 'audit-key.json'), JSON.stringify({ current, next }));
  const after = await openLog(parts);
  expect(after.verifierKey).toBe(second);
});

test.runIf(existsSync(LIBRARY))('a key in a security module signs the log', async () => {
  const token = softToken('audit token');
  const parts = partsOf(freshFolder(), { pin: async () => ok(PIN) });
  const store = await openLog(parts);
  const inToken = await change(parts, store, { store: 'token', library: LIBRARY, token: token.label });
  history(store, 3);
  expect(store.verifyAudit().problem).toBeNull();
  expect(store.treeHead()?.checkpoint).toContain(inToken.split('+')[0]);
  store.close();
  expect(kindOf(await openAuditKey(partsOf(parts.folder), 'write'))).toBe('hsm.pinNeeded');
  const again = await openLog(parts);
  expect(again.verifierKey).toBe(inToken);
  history(again, 1);
  expect(again.verifyAudit().problem).toBeNull();
});
