// Is this installer ours and unaltered? One line, and exit code 0 for yes, 1 for no, 2 where it could not be looked at.
//
//   node scripts/verify-installer.mjs FILE                 believes the keys in resources/release-keys
//   node scripts/verify-installer.mjs FILE --key KEY.asc   believes that key (.deb), or that CA certificate (.exe, .msi)
//
// A package that was signed with the throw-away key beside it is told from a released one by the sentence.

import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  if (!isFile(file)) return { code: NOT_LOOKED_AT, line: `${file}: there is no such file.` };
  if (key && !isFile(key)) return { code: NOT_LOOKED_AT, line: `${key}: there is no such key.` };
  try {
    return /\.(exe|msi)$/i.test(file) ? verifyWindows(file, key) : verifyDebian(file, key);
  } catch (failure) {
    return { code: NOT_LOOKED_AT, line: `${file}: it cannot be read (${failure.code ?? failure.message}).` };
  }
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
  const signature = checkSignature(content, origin, key ? [key] : releaseKeys());
  if (signature.kind === 'good') {
    return { code: 0, line: `${name}: OK, signed by ${signature.by}, unaltered. It is ${contentOf(file)}.` };
  }
  const beside = join(dirname(file), THROW_AWAY_KEY);
  const thrownAway = !key && isFile(beside) ? checkSignature(content, origin, [beside]) : signature;
  if (thrownAway.kind === 'good') {
    const worth = `OK for trying out only, unaltered since it was built with the THROW-AWAY key ${thrownAway.by} beside it`;
    return { code: 0, line: `${name}: ${worth}; that says nothing of who built it. It is ${contentOf(file)}.` };
  }
  return refusalOf(name, thrownAway);
}

function refusalOf(name, signature) {
  switch (signature.kind) {
    case 'noTool':
      return { code: NOT_LOOKED_AT, line: `${name}: gpg is needed to look at it and is not here.` };
    case 'altered':
      return no(name, 'TAMPERED: it was altered after it was signed');
    case 'weak':
      return no(name, 'WEAK: it is signed over a checksum that can be forged');
    case 'lapsed':
      return no(name, 'LAPSED: the key that signed it has expired or was revoked');
    default:
      return no(name, `FOREIGN: signed by ${signature.by}, which is no key of ours`);
  }
}

/** What dpkg would install, and a word where this machine is of another kind: ours and unaltered it is all the same. */
function contentOf(file) {
  const { ok, text } = ask('dpkg-deb', ['--show', '--showformat=${Package} ${Version} for ${Architecture}', file]);
  if (!ok) return 'not described, for dpkg-deb is not here';
  const here = ask('dpkg', ['--print-architecture']).text.trim();
  const fits = text.endsWith(` ${here}`) || text.endsWith(' all');
  return fits ? text : `${text}, NOT FOR THIS MACHINE (${here})`;
}

function isFile(path) {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
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

/** @returns {{kind: 'good' | 'altered' | 'weak' | 'lapsed' | 'foreign' | 'noTool', by?: string}} with these keys alone */
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
    const strict = ['--weak-digest', 'SHA1', '--weak-digest', 'RIPEMD160'];
    const { ok, text } = gpg('--trust-model', 'always', ...strict, '--verify', detached, signed);
    return meaningOf(text, ok);
  } finally {
    ask('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  }
}

/** GnuPG's status lines (its doc/DETAILS): what it says for people is in the language of this machine. */
function meaningOf(text, ok) {
  const said = (line) => new RegExp(`^\\[GNUPG:\\] ${line}`, 'm').exec(text);
  const by = said('VALIDSIG ([0-9A-F]{40})')?.[1];
  if (ok && by && said('GOODSIG')) return { kind: 'good', by };
  if (said('(EXPKEYSIG|REVKEYSIG|EXPSIG)')) return { kind: 'lapsed' };
  if (said('(BADSIG|NODATA)')) return { kind: 'altered' };
  // Key, its algorithm, the digest's, class, time, reason: 5 is a digest that is not accepted.
  const [, keyId = 'nobody that gpg could name', reason] =
    said('ERRSIG ([0-9A-F]{16}) \\S+ \\S+ \\S+ \\S+ (\\d+)') ?? [];
  return reason === '5' ? { kind: 'weak' } : { kind: 'foreign', by: keyId };
}

/** Authenticode, by osslsigncode; on Windows itself `signtool verify /pa` says the same. */
function verifyWindows(file, key) {
  const name = basename(file);
  if (!ask('osslsigncode', ['--version']).text)
    return { code: NOT_LOOKED_AT, line: `${name}: osslsigncode is needed to look at it and is not here.` };
  if (!key) return { code: NOT_LOOKED_AT, line: `${name}: say whose signature to believe with --key CA.pem.` };
  if (!isWholeWindowsInstaller(readFileSync(file))) return no(name, 'DAMAGED: it is no whole Windows installer');
  const { ok, text } = ask('osslsigncode', ['verify', '-in', file, '-CAfile', key]);
  if (/No signature found/i.test(text)) return no(name, 'UNSIGNED: do not install it');
  if (/MISMATCH/i.test(text)) return no(name, 'TAMPERED: it was altered after it was signed');
  if (!ok) return no(name, 'FOREIGN: the signature does not lead to the certificate given');
  return { code: 0, line: `${name}: OK, signed under ${basename(key)}, unaltered.` };
}

/** A compound file as an MSI is, or an executable of Windows that ends where its signature does (PE format, "Attribute Certificate Table"). */
function isWholeWindowsInstaller(bytes) {
  if (bytes.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return true;
  if (bytes.length < 0x40 || bytes.toString('latin1', 0, 2) !== 'MZ') return false;
  const header = bytes.readUInt32LE(0x3c);
  if (header + 0x100 > bytes.length || bytes.toString('latin1', header, header + 4) !== 'PE\0\0') return false;
  const isWide = bytes.readUInt16LE(header + 24) === 0x20b;
  const table = header + 24 + (isWide ? 112 : 96) + 4 * 8;
  const start = bytes.readUInt32LE(table);
  return start === 0 || start + bytes.readUInt32LE(table + 4) === bytes.length;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } });
  const { code, line } = verifyInstaller(positionals[0], values.key);
  console.log(line);
  process.exitCode = code;
}
