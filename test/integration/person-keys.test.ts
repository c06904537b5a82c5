// The master of the keys of persons, by each of its slots; none of them opens by another's secret.

import { describe, expect, test } from 'vitest';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import type { Vault } from '../../electron/adapters/keys/vault.ts';
import {
  addSlot,
  masterBeside,
  openMaster,
  removeSlot,
  slotsOf,
} from '../../electron/adapters/persons/master-slots.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { openPersonMaster, personKeyDesk, recoverByPassphrase } from '../../electron/app/person-keys.ts';
import { join } from 'node:path';
import { application, file } from './cases.ts';
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
    expect(kindOf(await addSlot(folder, master, { kind: 'file' }))).toBe('storage.exists');
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
    expect(kindOf(await recoverByPassphrase(folder, 'wrong words in an envelope'))).toBe('storage.keysMissing');
    must(await recoverByPassphrase(folder, passphrase));
    expect(opened(options).application(application(1).id)).toEqual(application(1));
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
});
