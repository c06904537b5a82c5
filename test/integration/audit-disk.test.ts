// A disk that is full or may only be read: the effect that was to be recorded does not happen, the officer is told, and
// nothing is half written. On real small disks, where one may be mounted.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { describeError } from '../../shared/messages/describe.ts';
import { fail, ok, type AppError } from '../../shared/result.ts';
import { recordPendingBackups } from '../../electron/app/on-record.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { application, event, file, officer } from './cases.ts';
import { freshFolder, handClock, must, optionsFor } from './office.ts';

function mounted(options: string): string | null {
  const folder = join(freshFolder(), 'disk');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'starcard-test', folder], { stdio: 'pipe' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'pipe' }));
  return folder;
}

function mayMount(): boolean {
  const folder = join('/tmp', `starcard-mount-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'starcard-test', folder], { stdio: 'pipe' });
    execFileSync('umount', [folder], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the officer reads: what happened, and what to do now. */
function told(error: AppError): void {
  for (const language of ['zh', 'en'] as const) {
    const { what, next } = describeError(error, language);
    expect(what.length).toBeGreaterThan(5);
    expect(next.length).toBeGreaterThan(5);
  }
}

describe.runIf(mayMount())('on a small disk', () => {
  test('that is full, nothing is written and nothing is done; once there is room, work goes on', () => {
    const folder = mounted('size=3m') ?? '';
    const options = optionsFor(folder);
    const store = must(openStore(options));
    onTestFinished(() => store.close());
    const filler = join(folder, 'filler');
    writeFileSync(filler, '');
    let effects = 0;
    let refused: AppError | null = null;
    let cases = 0;
    for (let number = 1; refused === null && number < 5000; number += 1) {
      if (number === 20) fill(filler);
      const begun = store.commit(officer, (tx) => {
        file(tx, application(number));
        tx.audit(event(`case-${number}`));
        return ok(undefined);
      });
      // Record before effect: the device is touched only once the row is on disk.
      if (begun.ok) [effects, cases] = [effects + 1, number];
      else refused = begun.error;
    }
    expect(refused?.kind).toBe('storage.full');
    if (refused !== null) told(refused);
    expect(store.countApplications().received).toBe(cases);
    expect(effects).toBe(cases);
    expect(store.verifyAudit().problem).toBeNull();

    rmSync(filler);
    must(store.commit(officer, (tx) => (file(tx, application(9000)), ok(undefined))));
    expect(store.verifyAudit()).toMatchObject({ problem: null });
  });

  test('that was made read-only meanwhile, the same', () => {
    const folder = mounted('size=8m') ?? '';
    const options = optionsFor(folder);
    must(openStore(options)).close();
    execFileSync('mount', ['-o', 'remount,ro', folder], { stdio: 'pipe' });
    const refused = openStore(options);
    expect(refused.ok ? null : refused.error.kind).toBe('storage.unwritable');
    if (!refused.ok) told(refused.error);
    execFileSync('mount', ['-o', 'remount,rw', folder], { stdio: 'pipe' });
    const again = must(openStore(options));
    expect(again.verifyAudit()).toMatchObject({ problem: null, size: 1 });
    again.close();
  });
});

test('a key store that does not answer while the head is signed undoes the whole transaction', () => {
  const options = optionsFor(freshFolder());
  let isThere = true;
  const silent = {
    ...options.signer,
    sign: (data: Uint8Array) =>
      isThere
        ? options.signer.sign(data)
        : ({ ok: false, error: { kind: 'hsm.tokenAbsent', data: { token: 'audit' } } } as const),
  };
  const store = must(openStore({ ...options, signer: silent }));
  onTestFinished(() => store.close());
  isThere = false;
  const refused = store.commit(officer, (tx) => (file(tx, application(1)), ok(undefined)));
  expect(refused).toMatchObject({ ok: false, error: { kind: 'hsm.tokenAbsent' } });
  expect(store.countApplications().received).toBe(0);
  isThere = true;
  must(store.commit(officer, (tx) => (file(tx, application(1)), ok(undefined))));
  expect(store.verifyAudit()).toMatchObject({ problem: null, size: 2 });
});

test('a clock that was set back is admitted in the entry, told by verification, and never hidden; forward is only late', () => {
  const clock = handClock('2026-03-02T08:00:00.000Z');
  const store = must(openStore(optionsFor(freshFolder(), { clock })));
  onTestFinished(() => store.close());
  const look = () => must(store.commit(officer, (tx) => (tx.audit(event('a')), ok(undefined))));
  clock.set('2026-03-02T10:00:00.000Z');
  look();
  clock.set('2026-03-02T09:30:00.000Z');
  look();
  clock.set('2027-01-01T00:00:00.000Z');
  look();
  clock.set('2026-03-02T11:00:00.000Z');
  look();
  expect(store.verifyAudit()).toMatchObject({
    problem: null,
    clockSetBack: [
      { sequence: 2, backMs: 30 * 60_000 },
      { sequence: 4, backMs: Date.UTC(2027, 0, 1) - Date.UTC(2026, 2, 2, 11) },
    ],
  });
});

test('a checkpoint file that cannot be written stops no work: the one of before still proves what was before', () => {
  const folder = freshFolder();
  const store = must(openStore(optionsFor(folder)));
  onTestFinished(() => store.close());
  mkdirSync(join(folder, 'audit.checkpoint.new'));
  const stop = { action: 'app.stopped', subject: { kind: 'workstation', id: 'WS-1' }, outcome: 'ok' } as const;
  must(store.commit(officer, (tx) => (tx.audit({ ...stop, detail: { program: 'test' } }), ok(undefined))));
  rmSync(join(folder, 'audit.checkpoint.new'), { recursive: true });
  must(store.commit(officer, (tx) => (tx.audit({ ...stop, detail: { program: 'test' } }), ok(undefined))));
  expect(readFileSync(join(folder, 'audit.checkpoint'), 'utf8')).toBe(store.treeHead()?.checkpoint);
});

/** Takes what is left of the disk, down to the last block. */
function fill(path: string): void {
  for (let size = 1 << 20; size >= 512; size /= 2) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // Full at this size; a smaller piece may still fit.
    }
  }
}

test('notes of backups that nobody may read are a failure that names them', () => {
  const folder = freshFolder();
  const store = must(openStore(optionsFor(folder)));
  onTestFinished(() => store.close());
  // Whatever the reason is: a file of another account, or no file at all.
  mkdirSync(join(folder, 'backups.pending'));

  expect(recordPendingBackups(folder, store, 'WS-1')).toEqual(
    fail('file.unreadable', { path: join(folder, 'backups.pending.taken'), reason: 'EISDIR' }),
  );
});
