/** A data folder, a clock that is set by hand, keys, and another program beside: what the storage tests work on. */

import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type OpenStore, type StoreOptions } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import type { Clock, Signer, Transaction } from '../../electron/core/ports.ts';
import { setUpDay, setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import { ok, type Result } from '../../shared/result.ts';
import { event, officer, ORIGIN } from './cases.ts';

/** An empty folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestSigner extends Signer {
  /** PKCS#8 DER in base64, for a child process. */
  readonly secret: string;
}

export function signer(): TestSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
  return {
    secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    keyName: 'audit',
    algorithm: 'Ed25519',
    publicKey: () => spki,
    sign: (data) => ok(new Uint8Array(sign(null, data, privateKey))),
  };
}

/** Shows the time it was set to, until it is set again. */
export function handClock(start: string): Clock & { set(time: string): void } {
  let now = start;
  return { now: () => new Date(now), set: (time) => void (now = time) };
}

export function optionsFor(folder: string, change: Partial<StoreOptions> = {}): StoreOptions {
  return {
    folder,
    mode: 'write',
    digest: systemDigest,
    clock: handClock('2026-03-02T08:00:00.000Z'),
    signer: signer(),
    workstation: 'WS-1',
    origin: ORIGIN,
    ...change,
  };
}

/** Opens, and closes after the test. */
export function opened(options: StoreOptions): OpenStore {
  const store = must(openStore(options));
  onTestFinished(() => store.close());
  return store;
}

/** The value of a result that has to be good. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected failure: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The failure kind of a result, `ok` for a good one. */
export function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.kind;
}

/** Two blanks in the tray, `blank(1)` and `blank(2)`, and an open day. */
export function withBlanks(store: OpenStore): OpenStore {
  const setting = { store, now: new Date('2026-03-02T08:00:00.000Z') };
  must(setUpTray({ box: 'BOX-1', firstSerial: 1, count: 2 }, setting));
  must(setUpDay(setting));
  return store;
}

/** Runs it in one transaction with an entry of its own. */
export function altering(store: OpenStore, work: (tx: Transaction) => void): void {
  must(
    store.commit(officer, (tx) => {
      work(tx);
      tx.audit(event('change'));
      return ok(undefined);
    }),
  );
}
