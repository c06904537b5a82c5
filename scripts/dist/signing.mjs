// Signs a Debian package and the list of checksums. The key is one of GnuPG's that STARCARD_SIGNING_KEY names; without
// it one is made for this build alone, so that every step is the real one, and the result says what it is worth.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ask, say, Unready } from '../setup/say.mjs';

/** Beside the packages: the public key that a build without a key of ours was signed with. */
export const THROW_AWAY_KEY = 'throw-away-key.asc';

/**
 * Opens the signing key; `close` forgets a throw-away one.
 * @returns {{fingerprint: string, home: string | undefined, throwAway: boolean, close: () => void}}
 */
export function openSigningKey() {
  const named = process.env.STARCARD_SIGNING_KEY;
  if (named) return { fingerprint: fingerprintOf(named), home: undefined, throwAway: false, close: () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'starcard-gpg-'));
  const who = 'Starcard THROW-AWAY KEY, not for production <throw-away@starcard.example>';
  gpg(home, ['--quick-generate-key', '--passphrase', '', who, 'rsa3072', 'sign', '1y']);
  const close = () => {
    ask('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
    rmSync(home, { recursive: true, force: true });
  };
  return { fingerprint: fingerprintOf(who, home), home, throwAway: true, close };
}

/** SHA-1, which debsigs leaves to GnuPG as OpenPGP of 1998 has it, is refused by debsig-verify and by us. */
const DIGEST = ['--digest-algo', 'SHA512'];

/** Puts the signature of its maker into the package, as debsig-verify reads it. */
export function signPackage(file, key) {
  const tools = mkdtempSync(join(tmpdir(), 'starcard-tools-'));
  try {
    // debsigs hands no options on to the `gpg` that it looks for, so it finds one that brings its own.
    const script = `#!/bin/sh\nPATH=$STARCARD_PATH\nexec gpg ${DIGEST.join(' ')} "$@"\n`;
    writeFileSync(join(tools, 'gpg'), script, { mode: 0o755 });
    const path = process.env.PATH ?? '';
    const env = {
      ...process.env,
      PATH: `${tools}:${path}`,
      STARCARD_PATH: path,
      ...(key.home && { GNUPGHOME: key.home }),
    };
    const signed = ask('debsigs', ['--sign=origin', `--default-key=${key.fingerprint}`, file], { env });
    if (signed.ok) return;
    throw new Unready(
      `debsigs could not sign (${signed.ending}):\n${signed.text}`,
      'install debsigs and look at the key.',
    );
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

/** SHA256SUMS of the files, its signature SHA256SUMS.asc, and the public key where it is a throw-away one. */
export function signChecksums(files, key) {
  const folder = dirname(files[0]);
  const sums = join(folder, 'SHA256SUMS');
  const line = (file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`;
  writeFileSync(sums, files.map(line).join(''));
  gpg(key.home, ['--local-user', key.fingerprint, ...DIGEST, '--output', `${sums}.asc`, '--detach-sign', sums]);
  const publicKey = join(folder, THROW_AWAY_KEY);
  rmSync(publicKey, { force: true });
  if (!key.throwAway) return;
  gpg(key.home, ['--output', publicKey, '--export', key.fingerprint]);
  say('NO SIGNING KEY WAS GIVEN. The package is signed with a key made for this build and thrown away.');
  say('It proves that the file is unaltered since, not who made it. STARCARD_SIGNING_KEY names a real one.');
}

function fingerprintOf(who, home) {
  const listed = gpg(home, ['--with-colons', '--list-secret-keys', who]);
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1];
  if (!fingerprint)
    throw new Unready(`GnuPG has no secret key “${who}”.`, 'import it, or name another one in STARCARD_SIGNING_KEY.');
  return fingerprint;
}

function gpg(home, args) {
  const place = home ? ['--homedir', home] : [];
  const { ok, text, ending } = ask('gpg', [
    ...place,
    '--batch',
    '--yes',
    '--armor',
    '--pinentry-mode',
    'loopback',
    ...args,
  ]);
  if (!ok) throw new Unready(`GnuPG failed (${ending}):\n${text}`, 'install gnupg and look at the key.');
  return text;
}
