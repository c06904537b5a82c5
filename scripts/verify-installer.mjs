// Is this installer ours and unaltered? One line, and exit code 0 for yes, 1 for no, 2 where it could not be looked at.
//
//   node scripts/verify-installer.mjs FILE                 believes the keys in resources/release-keys
//   node scripts/verify-installer.mjs FILE --key KEY.asc   believes that key (.deb), or that CA certificate (.exe, .msi)
//
// A package that was signed with the throw-away key beside it is told from a released one by the sentence.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readArchive } from './dist/ar.mjs';
import { THROW_AWAY_KEY } from './dist/signing.mjs';
import { inRoot } from './setup/places.mjs';
import { ask } from './setup/say.mjs';

const NOT_OURS = 1;
const NOT_LOOKED_AT = 2;
const PARTS = ['debian-binary', 'control.tar', 'data.tar'];

/**
 * @param {string | undefined} file `.deb`, `.exe` or `.msi`
 * @param {string | undefined} key an OpenPGP public key, or a CA certificate in PEM for Windows installers
 * @returns {{code: 0 | 1 | 2, line: string}}
 */
export function verifyInstaller(file, key) {
  if (!file) return { code: NOT_LOOKED_AT, line: 'Which file? node scripts/verify-installer.mjs FILE [--key KEY]' };
  if (!existsSync(file)) return { code: NOT_LOOKED_AT, line: `${file}: there is no such file.` };
  if (key && !existsSync(key)) return { code: NOT_LOOKED_AT, line: `${key}: there is no such key.` };
  return /\.(exe|msi)$/i.test(file) ? verifyWindows(file, key) : verifyDebian(file, key);
}

/** debsigs signs the members before its own, one after the other, into `_gpgorigin`; dpkg ignores that member. */
function verifyDebian(file, key) {
  const name = basename(file);
  const members = readArchive(readFileSync(file));
  if (members === null || members[0]?.name !== 'debian-binary') return no(name, 'DAMAGED: it is no Debian package');
  const signatures = members.filter((member) => member.name.startsWith('_gpg'));
  const origin = signatures.find((member) => member.name === '_gpgorigin');
  if (origin === undefined) return no(name, 'UNSIGNED: do not install it');
  const content = members.filter((member) => !signatures.includes(member));
  // Exactly these three in this order: a second data member would be unpacked by some tools and not by others.
  const isPlain = content.length === 3 && content.every(({ name: part }, at) => part.startsWith(PARTS[at]));
  if (!isPlain) return no(name, 'TAMPERED: it holds parts that no package of ours has');
  const believed = key ? [key] : releaseKeys();
  const signedBy = checkSignature(content, origin, believed);
  if (signedBy.kind === 'noTool')
    return { code: NOT_LOOKED_AT, line: `${name}: gpg is needed to look at it and is not here.` };
  if (signedBy.kind === 'good') return { code: 0, line: `${name}: OK, signed by ${signedBy.fingerprint}, unaltered.` };
  if (signedBy.kind === 'bad') return no(name, 'TAMPERED: it was altered after it was signed');
  const beside = join(dirname(file), THROW_AWAY_KEY);
  const thrownAway = !key && existsSync(beside) ? checkSignature(content, origin, [beside]) : signedBy;
  if (thrownAway.kind === 'bad') return no(name, 'TAMPERED: it was altered after it was signed');
  if (thrownAway.kind !== 'good') return no(name, `FOREIGN: signed by ${signedBy.keyId}, which is no key of ours`);
  const line = `${name}: OK for trying out only, unaltered since it was built with the THROW-AWAY key ${thrownAway.fingerprint} beside it; that says nothing of who built it.`;
  return { code: 0, line };
}

function no(name, why) {
  return { code: NOT_OURS, line: `${name}: ${why}.` };
}

function releaseKeys() {
  const folder = inRoot('resources', 'release-keys');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.asc'))
    .map((name) => join(folder, name));
}

/** @returns what GnuPG says, with a key ring of these keys and no other */
function checkSignature(content, signature, keys) {
  const home = mkdtempSync(join(tmpdir(), 'starcard-verify-'));
  try {
    const [signed, detached] = [join(home, 'signed'), join(home, 'signature')];
    writeFileSync(signed, Buffer.concat(content.map(({ bytes }) => bytes)));
    writeFileSync(detached, signature.bytes);
    const gpg = (...args) =>
      ask('gpg', ['--homedir', home, '--batch', '--no-auto-key-retrieve', '--status-fd', '1', ...args]);
    if (!ask('gpg', ['--version']).ok) return { kind: 'noTool' };
    for (const key of keys) gpg('--import', key);
    const { ok, text } = gpg('--trust-model', 'always', '--verify', detached, signed);
    const fingerprint = /^\[GNUPG:\] VALIDSIG ([0-9A-F]{40})/m.exec(text)?.[1];
    if (ok && fingerprint) return { kind: 'good', fingerprint };
    if (/^\[GNUPG:\] (BADSIG|NODATA)/m.test(text)) return { kind: 'bad' };
    return {
      kind: 'foreign',
      keyId: /^\[GNUPG:\] ERRSIG ([0-9A-F]{16})/m.exec(text)?.[1] ?? 'an expired or revoked key',
    };
  } finally {
    ask('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  }
}

/** Authenticode, by osslsigncode; on Windows itself `signtool verify /pa` says the same. */
function verifyWindows(file, key) {
  const name = basename(file);
  if (!ask('osslsigncode', ['--version']).text)
    return { code: NOT_LOOKED_AT, line: `${name}: osslsigncode is needed to look at it and is not here.` };
  if (!key) return { code: NOT_LOOKED_AT, line: `${name}: say whose signature to believe with --key CA.pem.` };
  const { ok, text } = ask('osslsigncode', ['verify', '-in', file, '-CAfile', key]);
  if (/No signature found/i.test(text)) return no(name, 'UNSIGNED: do not install it');
  if (/MISMATCH/i.test(text)) return no(name, 'TAMPERED: it was altered after it was signed');
  if (!ok) return no(name, 'FOREIGN: the signature does not lead to the certificate given');
  return { code: 0, line: `${name}: OK, signed under ${basename(key)}, unaltered.` };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } });
  const { code, line } = verifyInstaller(positionals[0], values.key);
  console.log(line);
  process.exitCode = code;
}
