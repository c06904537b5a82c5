// What verify-installer.mjs says of Debian packages, in one line each. The packages are small ones, signed by the same
// code as the large one, with keys that STARCARD_SIGNING_KEY names.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'starcard-verify-test-'));
const home = join(folder, 'gnupg');
const env = { GNUPGHOME: home };
const ours = 'ours@starcard.example';
const foreign = 'foreign@starcard.example';
const lapsed = 'lapsed@starcard.example';
const key = join(folder, 'ours.asc');

beforeAll(() => {
  mkdirSync(home, { mode: 0o700 });
  for (const who of [ours, foreign]) makeKey(who, 'never');
  // One that was good for a day, a year ago.
  makeKey(lapsed, '1d', ['--faked-system-time', '20250101T000000']);
  gpg('--output', key, '--export', ours, lapsed);
});

afterAll(() => {
  run('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(folder, { recursive: true, force: true });
});

describe('verify-installer', () => {
  test('says of a package of ours who signed it and what it is', () => {
    const { code, out } = verify(signed('good.deb', ours));
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(
        /^good\.deb: OK, signed by [0-9A-F]{40}, unaltered\. It is starcard 9\.8\.7 for amd64\.\n$/,
      ),
    });
  });

  test('says so where a package of ours is for another machine', () => {
    const { code, out } = verify(signed('other.deb', ours, 's390x'));
    expect(code).toBe(0);
    expect(out).toMatch(/It is starcard 9\.8\.7 for s390x, NOT FOR THIS MACHINE \(\w+\)\.\n$/);
  });

  test('refuses what nobody signed', () => {
    expect(verify(plain('unsigned.deb'))).toMatchObject(refused('unsigned.deb: UNSIGNED: do not install it.'));
  });

  test('refuses what somebody else signed', () => {
    const { code, out } = verify(signed('foreign.deb', foreign));
    expect(code).toBe(1);
    expect(out).toMatch(/^foreign\.deb: FOREIGN: signed by [0-9A-F]{16}, which is no key of ours\.\n$/);
  });

  test.each(['debian-binary', 'control.tar.xz', 'data.tar.xz'])('refuses one with other bytes in %s', (part) => {
    const file = signed('altered.deb', ours);
    const bytes = readFileSync(file);
    // Its header is 60 bytes.
    const at = bytes.indexOf(part) + 60 + 2;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(verify(file)).toMatchObject(refused('altered.deb: TAMPERED: it was altered after it was signed.'));
  });

  test('refuses one whose signature was taken from another package', () => {
    const donor = signed('donor.deb', ours, 'all');
    const file = plain('thief.deb');
    execFileSync('ar', ['x', '--output', folder, donor, '_gpgorigin']);
    execFileSync('ar', ['q', file, join(folder, '_gpgorigin')]);
    expect(verify(file)).toMatchObject(refused('thief.deb: TAMPERED: it was altered after it was signed.'));
  });

  test('refuses one whose signature is no signature', () => {
    const file = plain('noise.deb');
    writeFileSync(join(folder, '_gpgorigin'), 'noise');
    execFileSync('ar', ['q', file, join(folder, '_gpgorigin')]);
    expect(verify(file)).toMatchObject(refused('noise.deb: TAMPERED: it was altered after it was signed.'));
  });

  test('refuses a signature over SHA-1', () => {
    const file = plain('weak.deb');
    execFileSync('debsigs', ['--sign=origin', `--default-key=${ours}`, file], {
      env: { ...process.env, ...env, PATH: `${gpgOverSha1()}:${process.env['PATH'] ?? ''}` },
    });
    expect(verify(file)).toMatchObject(refused('weak.deb: WEAK: it is signed over a checksum that can be forged.'));
  });

  test('refuses a signature by a key of ours that has expired', () => {
    const file = plain('lapsed.deb');
    const parts = ['debian-binary', 'control.tar.xz', 'data.tar.xz'].map((part) =>
      execFileSync('ar', ['p', file, part]),
    );
    const content = join(folder, 'content');
    writeFileSync(content, Buffer.concat(parts));
    gpg(
      '--faked-system-time',
      '20250101T010000',
      '--local-user',
      lapsed,
      '--output',
      join(folder, '_gpgorigin'),
      '--detach-sign',
      content,
    );
    execFileSync('ar', ['q', file, join(folder, '_gpgorigin')]);
    expect(verify(file)).toMatchObject(
      refused('lapsed.deb: LAPSED: the key that signed it has expired or was revoked.'),
    );
  });

  test.each([
    ['is cut off', (file: string) => truncateSync(file, 300)],
    ['is empty', (file: string) => truncateSync(file, 0)],
    ['is something else', (file: string) => writeFileSync(file, 'no package at all\n')],
  ])('refuses a file that %s', (_what, damage) => {
    const file = signed('damaged.deb', ours);
    damage(file);
    expect(verify(file)).toMatchObject(refused('damaged.deb: DAMAGED: it is no Debian package.'));
  });

  test('says that it could not look where there is no file, no key or a folder', () => {
    const missing = join(folder, 'missing');
    expect(verify(missing)).toMatchObject({ code: 2, out: `${missing}: there is no such file.\n` });
    expect(verify(folder)).toMatchObject({ code: 2, out: `${folder}: there is no such file.\n` });
    expect(verify(plain('x.deb'), missing)).toMatchObject({ code: 2, out: `${missing}: there is no such key.\n` });
  });
});

test('a signing key that GnuPG does not have stops the build before anything is signed', () => {
  const { code, err } = sign(plain('never.deb'), 'nobody@starcard.example');
  expect(code).not.toBe(0);
  expect(err).toContain('GnuPG');
});

function refused(line: string) {
  return { code: 1, out: `${line}\n` };
}

function verify(file: string, believed = key) {
  return run('node', ['scripts/verify-installer.mjs', file, '--key', believed]);
}

/** A package of one file, unsigned. */
function plain(name: string, architecture = 'amd64'): string {
  const tree = mkdtempSync(join(folder, 'tree-'));
  mkdirSync(join(tree, 'DEBIAN'));
  copyFileSync('README.md', join(tree, 'README.md'));
  const fields = ['Package: starcard', 'Version: 9.8.7', `Architecture: ${architecture}`];
  const words = ['Maintainer: Nobody <nobody@starcard.example>', 'Description: for a test', ''];
  writeFileSync(join(tree, 'DEBIAN', 'control'), [...fields, ...words].join('\n'));
  const file = join(folder, name);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '--build', tree, file], { stdio: 'ignore' });
  return file;
}

function signed(name: string, who: string, architecture?: string): string {
  const file = plain(name, architecture);
  expect(sign(file, who)).toMatchObject({ code: 0 });
  return file;
}

/** As `npm run dist` signs. */
function sign(file: string, who: string) {
  const module = JSON.stringify(resolve('scripts', 'dist', 'signing.mjs'));
  const script = `const { openSigningKey, signPackage } = await import(${module}); signPackage(process.argv[1], openSigningKey());`;
  return run('node', ['--input-type=module', '-e', script, file], { ...env, STARCARD_SIGNING_KEY: who });
}

function makeKey(who: string, until: string, time: readonly string[] = []): void {
  gpg(...time, '--passphrase', '', '--quick-generate-key', who, 'rsa3072', 'sign', until);
}

function gpg(...args: readonly string[]): void {
  execFileSync('gpg', ['--homedir', home, '--batch', '--yes', '--pinentry-mode', 'loopback', ...args], {
    stdio: 'ignore',
  });
}

/** What debsigs does by itself. */
function gpgOverSha1(): string {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const real = execFileSync('sh', ['-c', 'command -v gpg'], { encoding: 'utf8' }).trim();
  writeFileSync(join(tools, 'gpg'), `#!/bin/sh\nexec ${real} --digest-algo SHA1 "$@"\n`, { mode: 0o755 });
  return tools;
}
