// The signing hook of Windows packages on a real installer of ours, made with Debian's NSIS. It is not run on Windows here.

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, type Ending } from './machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'starcard-windows-'));
const installer = join(folder, 'starcard-0.1.0-setup.exe');
const ours = join(folder, 'ours');
const foreign = join(folder, 'foreign');

beforeAll(async () => {
  const { makeIcons } = await import('../../scripts/dist/icons.mjs');
  await makeIcons(folder);
  const source = join(folder, 'program');
  mkdirSync(source);
  copyFileSync('README.md', join(source, 'README.md'));
  const words = {
    VERSION: '0.1.0',
    SOURCE: source,
    OUTPUT: installer,
    ICON: join(folder, 'starcard.ico'),
  };
  const defined = Object.entries(words).map(([name, value]) => `-D${name}=${value}`);
  execFileSync('makensis', ['-V1', ...defined, resolve('resources', 'package', 'windows', 'starcard.nsi')]);
  for (const name of [ours, foreign]) makeCertificate(name);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the signing hook', () => {
  test('without a certificate signs nothing and says so', () => {
    const file = copyOf('plain.exe');
    expect(signWith(file, {}).err).toContain('NOT SIGNED');
    expect(verify(file, ours)).toBe('plain.exe: UNSIGNED: do not install it.');
  });

  test('signs with a certificate in a file', () => {
    const file = copyOf('signed.exe');
    expect(signWith(file, certificate(ours)).code).toBe(0);
    expect(verify(file, ours)).toBe('signed.exe: OK, signed under ours.pem, unaltered.');
  });

  test('signs with a key that never leaves its token (PKCS#11)', () => {
    const file = copyOf('token.exe');
    expect(signWith(file, tokenWithKey(ours)).code).toBe(0);
    expect(verify(file, ours)).toBe('token.exe: OK, signed under ours.pem, unaltered.');
  });

  test('signs with whatever program a cloud signer brings, without a shell in between', () => {
    const file = copyOf('cloud signed.exe');
    const script = join(folder, 'cloud-signer');
    writeFileSync(
      script,
      `#!/bin/sh\nosslsigncode sign -pkcs12 "${ours}.p12" -in "$1" -out "$1.new" && mv "$1.new" "$1"\n`,
    );
    execFileSync('chmod', ['+x', script]);
    expect(signWith(file, { STARCARD_WINDOWS_SIGN_COMMAND: `${script} {file}` }).code).toBe(0);
    expect(verify(file, ours)).toBe('cloud signed.exe: OK, signed under ours.pem, unaltered.');
  });

  test('fails loudly where the certificate cannot be used', () => {
    const { code, err } = signWith(copyOf('wrong.exe'), { STARCARD_WINDOWS_CERTIFICATE: join(folder, 'missing.p12') });
    expect(code).not.toBe(0);
    expect(err).toContain('osslsigncode could not sign');
  });
});

describe('verify-installer', () => {
  test('refuses by name what somebody else signed', () => {
    const file = copyOf('foreign.exe');
    signWith(file, certificate(foreign));
    expect(verify(file, ours)).toBe('foreign.exe: FOREIGN: the signature does not lead to the certificate given.');
  });

  test.each(['exe', 'msi'])('refuses by name a .%s that is no installer', (kind) => {
    const file = join(folder, `text.${kind}`);
    writeFileSync(file, 'no installer at all\n');
    expect(verify(file, ours)).toBe(`text.${kind}: DAMAGED: it is no whole Windows installer.`);
  });

  test.each([
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 1_000)],
    ['lengthened behind its signature', (file: string) => appendFileSync(file, 'more')],
  ])('refuses by name what is %s', (_what, damage) => {
    const file = copyOf('length.exe');
    signWith(file, certificate(ours));
    damage(file);
    expect(verify(file, ours)).toBe('length.exe: DAMAGED: it is no whole Windows installer.');
  });

  test('refuses by name what was altered after it was signed', () => {
    const file = copyOf('tampered.exe');
    signWith(file, certificate(ours));
    const bytes = readFileSync(file);
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(verify(file, ours)).toBe('tampered.exe: TAMPERED: it was altered after it was signed.');
  });
});

/** A token in software that holds the key, and what the hook is to be told of it. */
function tokenWithKey(path: string): Record<string, string> {
  const settings = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(settings, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
  const env = { SOFTHSM2_CONF: settings };
  const pin = ['--pin', '4321'];
  const asRoot = { env: { ...process.env, ...env }, stdio: 'ignore' } as const;
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', 'signing', '--so-pin', '4321', ...pin], asRoot);
  execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', `${path}.key`, '-out', `${path}.p8`]);
  const what = ['--import', `${path}.p8`, '--token', 'signing', '--label', 'code', '--id', '01'];
  execFileSync('softhsm2-util', [...what, ...pin], asRoot);
  writeFileSync(join(folder, 'pin'), '4321');
  return {
    ...env,
    STARCARD_WINDOWS_PKCS11: '/usr/lib/softhsm/libsofthsm2.so',
    STARCARD_WINDOWS_KEY: `pkcs11:token=signing;object=code;type=private?pin-source=file:${join(folder, 'pin')}`,
    STARCARD_WINDOWS_CHAIN: `${path}.pem`,
  };
}

/** A certificate for signing code that is its own authority, with its key in a file. */
function makeCertificate(path: string): void {
  const subject = `/CN=SPECIMEN ${path.slice(folder.length + 1)}`;
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${path}.key`];
  const uses = ['-addext', 'keyUsage=digitalSignature', '-addext', 'extendedKeyUsage=codeSigning'];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', `${path}.pem`, '-days', '30', '-subj', subject, ...uses], {
    stdio: 'ignore',
  });
  const files = ['-inkey', `${path}.key`, '-in', `${path}.pem`, '-out', `${path}.p12`];
  execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', 'pass:']);
}

function certificate(path: string): Record<string, string> {
  return { STARCARD_WINDOWS_CERTIFICATE: `${path}.p12` };
}

function copyOf(name: string): string {
  const copy = join(folder, name);
  copyFileSync(installer, copy);
  return copy;
}

/** As electron-builder calls it. */
function signWith(path: string, env: Record<string, string>): Ending {
  const hook = JSON.stringify(resolve('scripts', 'dist', 'windows-signing.mjs'));
  const script = `const { default: sign } = await import(${hook}); sign({ path: process.argv[1] });`;
  return run('node', ['--input-type=module', '-e', script, path], env);
}

function verify(file: string, believed: string): string {
  return run('node', ['scripts/verify-installer.mjs', file, '--key', `${believed}.pem`]).out.trim();
}
