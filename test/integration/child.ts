/**
 * Another program on the same data folder, for the tests that kill one:
 *   lock FOLDER          takes the folder's lock, says so, and holds it
 *   commit FOLDER KEY    commits case after case and says the number of each one that is durable
 *   write FOLDER POINT   writes the chip that is about to be written, and kills itself at POINT (writing-child.ts)
 *   writer CARD POINT    drives the simulated card in that file for the program that forked it (writer-child.ts)
 * KEY is the audit key, PKCS#8 DER in base64.
 */

import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { writeSync } from 'node:fs';
import { lockDataFolder } from '../../electron/adapters/sqlite/lock.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemClock } from '../../electron/adapters/system/clock.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { ok } from '../../shared/result.ts';
import { application, file, officer, ORIGIN } from './cases.ts';

function say(line: string): void {
  // Straight to the descriptor: a line is out before the next commit begins.
  writeSync(1, `${line}\n`);
}

function holdLock(folder: string): void {
  const locked = lockDataFolder(folder, `child ${process.pid}`);
  say(locked.ok ? 'locked' : locked.error.kind);
  if (locked.ok) setInterval(() => undefined, 60_000);
}

function commitForEver(folder: string, keyBase64: string): void {
  const privateKey = createPrivateKey({ key: Buffer.from(keyBase64, 'base64'), format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }));
  const opened = openStore({
    folder,
    mode: 'write',
    digest: systemDigest,
    clock: systemClock,
    signer: {
      keyName: 'audit',
      algorithm: 'Ed25519',
      publicKey: () => publicKey,
      sign: (data) => ok(new Uint8Array(sign(null, data, privateKey))),
    },
    workstation: 'WS-1',
    origin: ORIGIN,
  });
  if (!opened.ok) return say(opened.error.kind);
  const store = opened.value;
  for (let number = store.countApplications().received + 1; ; number += 1) {
    const done = store.commit(officer, (tx) => {
      file(tx, application(number));
      return ok(undefined);
    });
    if (!done.ok) return say(done.error.kind);
    say(String(number));
  }
}

const [, , command, folder = '', key = ''] = process.argv;
if (command === 'lock') holdLock(folder);
else if (command === 'write') await (await import('./writing-child.ts')).writeUntil(folder, key, say);
else if (command === 'writer') (await import('./writer-child.ts')).driveUntil(folder, key);
else commitForEver(folder, key);
