// The Debian package as IT meets it: built, checked, installed, used by a person without rights, upgraded, removed.
// It is really installed on this machine, so these tests want root and take away again what they brought.

import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDisplay } from '../../scripts/setup/display.mjs';
import { addPerson, asPerson, end, isRoot, PERSON, removePerson, run, startAsPerson } from './machine.ts';

const OUT = resolve('out', 'installer');
const OLDER = '0.0.9';
const PROGRAM = '/opt/Starcard/starcard';
const HOME = `/home/${PERSON}`;

interface Built {
  readonly file: string;
  readonly folder: string;
}

// A machine of tests is root; elsewhere somebody's desktop should not get a package by running tests.
describe.skipIf(!isRoot && !process.env['CI'])('the Debian package', () => {
  let older: Built;
  let built: Built;

  beforeAll(() => {
    rmSync(OUT, { recursive: true, force: true });
    older = build('older', ['--version', OLDER]);
    built = build('current', []);
    addPerson();
    run('dpkg', ['--purge', 'starcard']);
  }, 1_500_000);

  afterAll(() => {
    run('dpkg', ['--purge', 'starcard']);
    removePerson();
  });

  describe('as a file', () => {
    test('is verified in one line, which says that a throw-away key signed it', () => {
      const { code, out } = verify(built.file);
      expect({ code, lines: out.trim().split('\n').length }).toEqual({ code: 0, lines: 1 });
      expect(out).toContain('THROW-AWAY');
    });

    test('is accepted by debsig-verify, which we did not write', () => {
      expect(debsigVerify(built)).toBe(0);
    });

    test('stands in SHA256SUMS, which the same key signed', () => {
      const checked = execFileSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
        cwd: built.folder,
        encoding: 'utf8',
      });
      expect(checked).toContain(`${basename(built.file)}: OK`);
      expect(verifyDetached(built)).toBe(0);
    });

    test('unsigned is refused by name', () => {
      const file = copyOf(built.file, 'unsigned.deb');
      execFileSync('ar', ['d', file, '_gpgorigin']);
      expect(verify(file, keyOf(built))).toMatchObject({
        code: 1,
        out: 'unsigned.deb: UNSIGNED: do not install it.\n',
      });
    });

    test('with one byte changed is refused by name', () => {
      const file = copyOf(built.file, 'tampered.deb');
      const bytes = readFileSync(file);
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      const { code, out } = verify(file, keyOf(built));
      expect({ code, out }).toEqual({ code: 1, out: 'tampered.deb: TAMPERED: it was altered after it was signed.\n' });
    });

    test('with a part more than ours have is refused by name', () => {
      const file = copyOf(built.file, 'more.deb');
      const extra = join(OUT, 'data.tar');
      writeFileSync(extra, 'another one');
      execFileSync('ar', ['q', file, extra]);
      expect(verify(file, keyOf(built)).out).toMatch(/^more\.deb: TAMPERED: it holds parts/);
    });

    test('signed by somebody else is refused by name', () => {
      // The other build was signed with another throw-away key.
      const { code, out } = verify(built.file, keyOf(older));
      expect(code).toBe(1);
      expect(out).toMatch(/FOREIGN: signed by [0-9A-F]{16}, which is no key of ours/);
    });

    test('cut off is refused by name', () => {
      const file = join(OUT, 'short.deb');
      writeFileSync(file, readFileSync(built.file).subarray(0, 1_000_000));
      expect(verify(file, keyOf(built))).toMatchObject({
        code: 1,
        out: 'short.deb: DAMAGED: it is no Debian package.\n',
      });
    });

    test('says in its name when it was built with the stand-in', () => {
      const standIn = existsSync(join(built.folder, 'linux-unpacked', 'stand-in.json'));
      expect(built.file.endsWith('-not-for-production.deb')).toBe(standIn);
    });

    test('holds every fuse as the builder set it', async () => {
      const wire = await getCurrentFuseWire(join(built.folder, 'linux-unpacked', 'starcard'));
      const on = [
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
      ];
      const off = [
        FuseV1Options.RunAsNode,
        FuseV1Options.EnableNodeOptionsEnvironmentVariable,
        FuseV1Options.EnableNodeCliInspectArguments,
        FuseV1Options.GrantFileProtocolExtraPrivileges,
      ];
      // Each fuse is one character in the executable.
      const states = (fuses: readonly FuseV1Options[]) => fuses.map((fuse) => String.fromCharCode(Number(wire[fuse])));
      expect(states(on)).toEqual(on.map(() => '1'));
      expect(states(off)).toEqual(off.map(() => '0'));
    });

    test('lists what others wrote in CycloneDX, and their licences', () => {
      const bill = JSON.parse(readFileSync(join(built.folder, 'bom.json'), 'utf8'));
      expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
      const names = bill.components.map(({ name }: { readonly name: string }) => name);
      expect(names).toEqual(expect.arrayContaining(['better-sqlite3', 'pdfkit', 'react']));
      expect(names).not.toContain('vitest');
      expect(readFileSync(join(built.folder, 'documents', 'THIRD-PARTY-NOTICES'), 'utf8')).toContain('pdfkit');
    });

    test('is the same program when the same sources are packed again', () => {
      const again = join(OUT, 'again');
      execFileSync('node', ['scripts/dist.mjs', '--folder', '--out', again], { stdio: 'ignore' });
      expect(asarOf(join(again, 'linux-unpacked'))).toEqual(asarOf(join(built.folder, 'linux-unpacked')));
    }, 300_000);
  });

  describe('installed', () => {
    beforeAll(() => {
      execFileSync('dpkg', ['--install', older.file], { stdio: 'ignore' });
    }, 120_000);

    test('lies where only root can write', () => {
      const writable = run('find', [
        '/opt/Starcard',
        '(',
        '-perm',
        '/022',
        '-o',
        '!',
        '-user',
        'root',
        ')',
        '!',
        '-type',
        'l',
      ]);
      expect(writable.out).toBe('');
    });

    test('has a desktop entry, AppStream data and a man page without fault', () => {
      expect(run('desktop-file-validate', ['/usr/share/applications/starcard.desktop'])).toMatchObject({
        code: 0,
        out: '',
      });
      const data = '/usr/share/metainfo/io.starcard.workstation.metainfo.xml';
      expect(run('appstreamcli', ['validate', '--no-net', data]).out).toContain('Validation was successful');
      expect(run('man', ['--warnings', '-l', '/usr/share/man/man1/starcard.1.gz'], { MANPAGER: 'cat' })).toMatchObject({
        code: 0,
        err: '',
      });
    });

    test('its executable is no Node and takes no orders from its environment', () => {
      const asNode = asPerson(`ELECTRON_RUN_AS_NODE=1 ${PROGRAM} --ozone-platform=headless --cli -e 'console.log(1)'`);
      expect(asNode.code).toBe(2);
      const orders = asPerson(`NODE_OPTIONS=--version starcard help`);
      expect(orders.out).toContain('starcard import');
    });

    test('makes one whole card on the command line, as an ordinary person without a display', () => {
      const steps = [
        'starcard sample --count 3 --seed 5 --out s.approvals',
        'starcard import s.approvals --data office',
        'N=$(starcard list --data office --view toReview --json | grep -m1 -o "S[0-9]*-5-0*1")',
        'starcard review $N --accept --acknowledge-warnings --data office --as officer1',
        'starcard issue $N --data office --as officer1 --plastic-from-tray',
        'starcard handover $N --identity-checked --holder-checked --data office --as officer2',
        'starcard audit verify --data office --json',
      ];
      const { code, out, err } = asPerson(`set -e; ${steps.join('; ')}`);
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('"intact": true');
    }, 180_000);

    test('opens its window for an ordinary person, in the sandbox, and says what it is not for', async () => {
      const { seccomp, titles } = await lookAtWindow();
      // 2: the kernel filters what a page's process may ask of it (proc(5)).
      expect({ seccomp, titles }).toEqual({ seccomp: '2', titles: 1 });
      expect(statSync(join(OUT, 'window.png')).size).toBeGreaterThan(20_000);
    }, 120_000);

    test('does not start from a folder that others can write', () => {
      execFileSync('chmod', ['o+w', '/opt/Starcard/resources']);
      try {
        const { code, err } = asPerson('LANG=C starcard help');
        expect(code).toBe(1);
        expect(err).toContain('/opt/Starcard/resources');
      } finally {
        execFileSync('chmod', ['o-w', '/opt/Starcard/resources']);
      }
    });

    test('puts everybody’s data into the folder that the policy names', () => {
      mkdirSync('/etc/starcard', { recursive: true });
      writeFileSync('/etc/starcard/policy.json', JSON.stringify({ sharedDataFolder: '/var/lib/starcard/office' }));
      execFileSync('usermod', ['--append', '--groups', 'starcard', PERSON]);
      try {
        expect(asPerson('starcard sample --count 1 --out s.approvals && starcard import s.approvals').code).toBe(0);
        const made = statSync('/var/lib/starcard/office/starcard.db');
        expect((made.mode & 0o777).toString(8)).toBe('660');
      } finally {
        rmSync('/etc/starcard', { recursive: true });
      }
    }, 60_000);

    test('is upgraded in place and keeps the data', () => {
      expect(installedVersion()).toBe(OLDER);
      execFileSync('dpkg', ['--install', built.file], { stdio: 'ignore' });
      expect(installedVersion()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
      expect(asPerson('starcard audit verify --data office --json').out).toContain('"intact": true');
    }, 120_000);

    test('is removed without a trace but the data, and purged with the shared ones', () => {
      execFileSync('dpkg', ['--remove', 'starcard'], { stdio: 'ignore' });
      expect({ program: existsSync('/opt/Starcard'), command: existsSync('/usr/bin/starcard') }).toEqual({
        program: false,
        command: false,
      });
      expect(existsSync('/var/lib/starcard/office/starcard.db')).toBe(true);
      execFileSync('dpkg', ['--purge', 'starcard'], { stdio: 'ignore' });
      expect(existsSync('/var/lib/starcard')).toBe(false);
      expect(existsSync(join(HOME, 'office', 'starcard.db'))).toBe(true);
    }, 60_000);
  });
});

function build(name: string, args: readonly string[]): Built {
  const folder = join(OUT, name);
  execFileSync('node', ['scripts/dist.mjs', '--out', folder, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  if (file === undefined) throw new Error(`no package in ${folder}`);
  return { file: join(folder, file), folder };
}

function verify(file: string, key?: string) {
  return run('node', ['scripts/verify-installer.mjs', file, ...(key === undefined ? [] : ['--key', key])]);
}

function keyOf({ folder }: Built): string {
  return join(folder, 'throw-away-key.asc');
}

function copyOf(file: string, name: string): string {
  const copy = join(OUT, name);
  copyFileSync(file, copy);
  return copy;
}

/** With a policy and a key ring that believe the key of this build. */
function debsigVerify({ file, folder }: Built): number | null {
  const home = join(folder, 'gnupg');
  mkdirSync(home, { mode: 0o700, recursive: true });
  const key = keyOf({ file, folder });
  const shown = run('gpg', ['--homedir', home, '--batch', '--with-colons', '--show-keys', key]);
  const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(shown.out)?.[1] ?? '';
  // debsig-verify looks for policies and rings under the long identifier of the key.
  const id = fingerprint.slice(-16);
  const ring = join(folder, 'keyrings', id);
  const policies = join(folder, 'policies', id);
  for (const place of [ring, policies]) mkdirSync(place, { recursive: true });
  run('gpg', ['--homedir', home, '--batch', '--yes', '--dearmor', '--output', join(ring, 'ring.gpg'), key]);
  writeFileSync(join(policies, 'starcard.pol'), policyFor(id));
  const places = ['--policies-dir', join(folder, 'policies'), '--keyrings-dir', join(folder, 'keyrings')];
  // Its gpg wants a home of its own to be there already.
  return run('debsig-verify', [...places, file], { GNUPGHOME: home }).code;
}

function policyFor(id: string): string {
  const required = `<Required Type="origin" File="ring.gpg" id="${id}"/>`;
  return [
    '<?xml version="1.0"?><!DOCTYPE Policy SYSTEM "https://www.debian.org/debsig/1.0/policy.dtd">',
    '<Policy xmlns="https://www.debian.org/debsig/1.0/">',
    `<Origin Name="Starcard" id="${id}" Description="Starcard"/>`,
    `<Selection>${required}</Selection><Verification MinOptional="0">${required}</Verification></Policy>`,
  ].join('\n');
}

function verifyDetached(built: Built): number | null {
  const { folder } = built;
  const ring = join(folder, 'ring.gpg');
  run('gpg', ['--batch', '--yes', '--dearmor', '--output', ring, keyOf(built)]);
  return run('gpgv', ['--keyring', ring, join(folder, 'SHA256SUMS.asc'), join(folder, 'SHA256SUMS')]).code;
}

function asarOf(unpacked: string): string {
  return run('sha256sum', [join(unpacked, 'resources', 'app.asar')]).out.slice(0, 64);
}

function installedVersion(): string {
  return run('dpkg-query', ['-W', '-f=${Version}', 'starcard']).out;
}

/** Opens the window on a screen of its own, waits until it is there, takes its picture and closes it. */
async function lookAtWindow(): Promise<{ readonly seccomp: string; readonly titles: number }> {
  const screen = await startDisplay();
  const on = `export DISPLAY=${screen.display}`;
  const program = startAsPerson(`${on}; exec ${PROGRAM} --data ~/window-office`);
  try {
    const seen = asPerson(`${on}; timeout 60 xdotool search --sync --onlyvisible --name 'Starcard|星证' | wc -l`);
    asPerson(`${on}; scrot --overwrite --delay 2 ~/window.png`);
    copyFileSync(join(HOME, 'window.png'), join(OUT, 'window.png'));
    const page = run('pgrep', ['-u', PERSON, '-f', 'type=renderer']).out.split('\n')[0] ?? '';
    const seccomp = /^Seccomp:\s+(\d)/m.exec(readFileSync(`/proc/${page}/status`, 'utf8'))?.[1] ?? '';
    return { seccomp, titles: Number(seen.out.trim()) };
  } finally {
    await end(program);
    screen.stop();
  }
}
