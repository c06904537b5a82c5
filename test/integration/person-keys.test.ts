// The master of the keys of persons, by each of its slots; none of them opens by another's secret.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPkcs11Keys } from '../../electron/adapters/keys/pkcs11/pkcs11-keys.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { noVault, type Vault } from '../../electron/adapters/keys/vault.ts';
import {
  addSlot,
  masterBeside,
  openMaster,
  removeSlot,
  slotsOf,
} from '../../electron/adapters/persons/master-slots.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { openPersonMaster, personKeyDesk } from '../../electron/app/person-keys.ts';
import { recordPendingRecoveries, recoverByPassphrase } from '../../electron/app/recover-keys.ts';
import { join } from 'node:path';
import { ok } from '../../shared/result.ts';
import { application, file } from './cases.ts';
import { LIBRARY, PIN, softToken } from './soft-hsm.ts';
import { altering, freshFolder, kindOf, must, opened, optionsFor, signer } from './office.ts';

/** A key store of one user: what another sealed it does not open. */
function vaultOf(user: number): Vault {
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ user);
  return {
    isAvailable: () => true,
    seal: (secret) => Uint8Array.of(user, ...turned(secret)),
    open: (sealed) => (sealed[0] === user ? turned(sealed.subarray(1)) : null),
  };
}

const passphrase = 'four words in an envelope';
const admin = { account: 'supervisor1', role: 'supervisor' } as const;

function office() {
  const options = optionsFor(freshFolder(), { signer: signer() });
  const store = opened(options);
  altering(store, (tx) => file(tx, application(1)));
  const { folder } = options;
  const module = must(openSoftwareKeys(join(freshFolder(), 'token')).deriver('person-master'));
  const keys = openSoftwareKeys(join(freshFolder(), 'token'));
  const parts = { folder, mode: 'write', profile: { live: false }, vault: vaultOf(7), keys, hasModule: false } as const;
  return { options, folder, store, module, parts };
}

describe('the master of the keys of persons', () => {
  test('opens by each of its slots to the same key, and by no other secret', async () => {
    const { folder, module } = office();
    const master = must(masterBeside(folder, 'read'));
    must(await addSlot(folder, master, { kind: 'passphrase', passphrase }));
    must(await addSlot(folder, master, { kind: 'system', vault: vaultOf(7) }));
    must(await addSlot(folder, master, { kind: 'module', deriver: module }));

    expect(must(await openMaster(folder, { kind: 'passphrase', passphrase }))).toEqual(master);
    expect(must(await openMaster(folder, { kind: 'system', vault: vaultOf(7) }))).toEqual(master);
    expect(must(await openMaster(folder, { kind: 'module', deriver: module }))).toEqual(master);
    const stranger = must(openSoftwareKeys(join(freshFolder(), 'token')).deriver('person-master'));
    const wrong = [
      await openMaster(folder, { kind: 'passphrase', passphrase: `${passphrase} ` }),
      await openMaster(folder, { kind: 'system', vault: vaultOf(8) }),
      await openMaster(folder, { kind: 'module', deriver: stranger }),
    ];
    expect(wrong.map(kindOf)).toEqual(Array(3).fill('storage.keysMissing'));
    expect(kindOf(await addSlot(folder, master, { kind: 'file' }))).toBe('person.slotExists');
  });

  test('without its file slot opens by the system’s key store, and by the envelope once that is gone', async () => {
    const { options, folder, store, parts } = office();
    const desk = personKeyDesk({ ...parts, store, workstation: 'WS-1' }, admin);
    must(await desk.change({ act: 'add', slot: 'system', passphrase: '' }));
    must(await desk.change({ act: 'add', slot: 'passphrase', passphrase }));
    must(await desk.change({ act: 'remove', slot: 'file', passphrase: '' }));
    expect(
      store.auditEntries({ action: 'person.slotChanged', outcome: 'ok', limit: 9 }).map(({ detail }) => detail),
    ).toEqual([
      { what: 'remove', way: 'file' },
      { what: 'add', way: 'passphrase' },
      { what: 'add', way: 'system' },
    ]);
    store.close();

    expect(kindOf(openStore(options))).toBe('storage.keysMissing');
    const personMaster = must(await openPersonMaster(parts));
    const again = opened({ ...options, ...(personMaster === undefined ? {} : { personMaster }) });
    expect(again.application(application(1).id)).toEqual(application(1));
    again.close();

    // Another machine: the key store there knows nothing of it.
    expect(kindOf(await openPersonMaster({ ...parts, vault: vaultOf(9) }))).toBe('storage.keysMissing');
    expect(kindOf(await recoverByPassphrase(parts, 'wrong words in an envelope'))).toBe('storage.keysMissing');
    expect(existsSync(join(folder, 'recoveries.pending'))).toBe(false);
    expect(must(await recoverByPassphrase(parts, passphrase))).toBe('file');
    expect(opened(options).application(application(1).id)).toEqual(application(1));
  });

  test('that is recovered by the envelope stands in the log once it is opened again', async () => {
    const { folder, store, parts } = office();
    must(await addSlot(folder, must(masterBeside(folder, 'read')), { kind: 'passphrase', passphrase }));
    must(await recoverByPassphrase(parts, passphrase));

    must(recordPendingRecoveries(folder, store, 'WS-1'));
    must(recordPendingRecoveries(folder, store, 'WS-1'));
    const entries = store.auditEntries({ action: 'person.slotChanged', limit: 9 });
    expect(entries.map(({ actor, outcome, detail }) => ({ actor, outcome, detail }))).toEqual([
      { actor: 'system', outcome: 'unknown', detail: { what: 'renew', way: 'file', means: 'passphrase' } },
    ]);
  });

  test('of a live office is recovered into its key store or its module, never beside the keys', async () => {
    const { folder, parts, module } = office();
    const master = must(masterBeside(folder, 'read'));
    must(await addSlot(folder, master, { kind: 'passphrase', passphrase }));
    must(await addSlot(folder, master, { kind: 'system', vault: vaultOf(8) }));
    must(removeSlot(folder, 'file'));
    const live = { ...parts, profile: { live: true } };

    expect(kindOf(await recoverByPassphrase({ ...live, vault: noVault }, passphrase))).toBe('person.slotImpossible');
    expect(slotsOf(folder)).toEqual(['system', 'passphrase']);
    expect(must(await recoverByPassphrase(live, passphrase))).toBe('system');
    expect(must(await openMaster(folder, { kind: 'system', vault: vaultOf(7) }))).toEqual(master);
    const keys = { ...parts.keys, deriver: () => ok(module) };
    const withModule = { ...live, vault: noVault, keys, hasModule: true };
    expect(must(await recoverByPassphrase(withModule, passphrase))).toBe('module');
    expect(slotsOf(folder)).toEqual(['system', 'module', 'passphrase']);
  });

  test('never loses its last slot, and takes no short passphrase', async () => {
    const { folder, store, parts } = office();
    const desk = personKeyDesk({ ...parts, store, workstation: 'WS-1' }, admin);
    expect(kindOf(await desk.change({ act: 'remove', slot: 'file', passphrase: '' }))).toBe('storage.lastSlot');
    expect(kindOf(removeSlot(folder, 'file'))).toBe('storage.lastSlot');
    expect(kindOf(await desk.change({ act: 'add', slot: 'passphrase', passphrase: 'short' }))).toBe(
      'person.shortPassphrase',
    );
    expect(kindOf(await desk.change({ act: 'add', slot: 'module', passphrase: '' }))).toBe('person.slotImpossible');
    expect(kindOf(await desk.change({ act: 'renew', slot: 'system', passphrase: '' }))).toBe('notFound');
    expect(slotsOf(folder)).toEqual(['file']);
  });

  test('of a live office is never made beside the keys', async () => {
    const { parts } = office();
    const folder = freshFolder();
    must(await openPersonMaster({ ...parts, folder, profile: { live: true } }));
    expect(slotsOf(folder)).toEqual(['system']);
  });

  test('lies in a security module, opens by its token alone, and is wrapped anew there', async () => {
    const { options, folder, store, parts } = office();
    const inModule = async (label: string, pin: string) => {
      const opening = { library: LIBRARY, token: label, pin, missingKeys: 'make' } as const;
      const keys = must(await openPkcs11Keys(opening));
      onTestFinished(() => keys.close());
      return { ...parts, keys, hasModule: true } as const;
    };
    const token = softToken();
    // Before the module is opened: it counts its tokens once.
    token.beside('another token', '271828');
    const station = { ...(await inModule(token.label, PIN)), store, workstation: 'WS-1' };
    const desk = personKeyDesk(station, admin);
    must(await desk.change({ act: 'add', slot: 'module', passphrase: '' }));
    must(await desk.change({ act: 'remove', slot: 'file', passphrase: '' }));
    expect(token.tool('--list-objects')).toContain('person-master');
    const slot = join(folder, 'keys', 'person-master.module');
    const before = readFileSync(slot);
    must(await desk.change({ act: 'renew', slot: 'module', passphrase: '' }));
    expect(readFileSync(slot).equals(before)).toBe(false);
    expect(desk.status().slots.filter(({ isThere }) => isThere)).toEqual([
      { slot: 'module', isThere: true, isPossible: true },
    ]);
    store.close();

    const personMaster = must(await openPersonMaster(station));
    if (personMaster === undefined) throw new Error('the module opened nothing');
    const again = opened({ ...options, personMaster });
    expect(again.application(application(1).id)).toEqual(application(1));
    again.close();
    const stranger = await inModule('another token', '271828');
    expect(kindOf(await openPersonMaster(stranger))).toBe('storage.keysMissing');
    expect(kindOf(await openPersonMaster(parts))).toBe('person.slotImpossible');
  });
});
