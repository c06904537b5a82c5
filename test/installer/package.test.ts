// The Debian package as IT meets it: built, checked, installed, used by a person without rights, upgraded, removed.
// It is really installed on this machine, so those tests want root and take away again what they brought.

import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asarOf,
  build,
  debsigVerify,
  keyOf,
  OUT,
  sumOf,
  unpacked,
  verify,
  verifyDetached,
  type Built,
} from './built.ts';
import {
  addPerson,
  asPerson,
  HOME,
  INSTALLED,
  isRoot,
  PERSON,
  PROGRAM,
  removePerson,
  run,
  sandboxRefusal,
} from './machine.ts';
import { asksFor, faultsOfBill, filesBelow, namesIn, packagesIn, packagesOf, readElf } from './packed.ts';
import { lookAtWindow } from './window.ts';

const OLDER = '0.0.9';
const VERSION: string = JSON.parse(readFileSync('package.json', 'utf8')).version;
const HELPER = `${INSTALLED}/chrome-sandbox`;

if (!isRoot) console.warn('\nNOT INSTALLED: only root may, so what the installed package does is not tried here.\n');

// A machine of tests is root or says CI; elsewhere nobody's tests should pack for minutes. Installing wants root.
describe.skipIf(!isRoot && !process.env['CI'])('the Debian package', () => {
  let older: Built;
  let built: Built;

  beforeAll(() => {
    rmSync(OUT, { recursive: true, force: true });
    older = build('older', ['--version', OLDER, '--quick']);
    built = build('current', []);
  }, 1_500_000);

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

    test('signed by somebody else is refused by name', () => {
      // The other build was signed with another throw-away key. What else can be wrong: verify.test.ts.
      const { code, out } = verify(built.file, keyOf(older));
      expect(code).toBe(1);
      expect(out).toMatch(/FOREIGN: signed by [0-9A-F]{16}, which is no key of ours/);
    });

    test('with a part more than ours have is refused by name', () => {
      const file = join(OUT, 'more.deb');
      const extra = join(OUT, 'data.tar');
      copyFileSync(built.file, file);
      writeFileSync(extra, 'another one');
      execFileSync('ar', ['q', file, extra]);
      expect(verify(file, keyOf(built)).out).toMatch(/^more\.deb: TAMPERED: it holds parts/);
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

    test('lists what others wrote in CycloneDX, with the Electron that went in', async () => {
      const text = readFileSync(join(built.folder, 'bom.json'), 'utf8');
      const bill = JSON.parse(text);
      expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
      expect(await faultsOfBill(text)).toBe(null);
      expect(await faultsOfBill(text.replace('"type": "library"', '"type": "libel"'))).not.toBe(null);
      const names = namesIn(bill.components);
      const shipped = packagesIn(unpacked(built)).map(({ name, version }) => `${name} ${version}`);
      expect(shipped.length).toBeGreaterThan(30);
      expect(shipped.filter((name) => !names.includes(name))).toEqual([]);
      const electron = readFileSync(join(unpacked(built), 'version'), 'utf8').trim();
      const besides = [`electron ${electron}`, 'HanaMinB.ttf', 'BabelStoneHan.ttf'];
      expect(names).toEqual(expect.arrayContaining(besides));
      expect(names.filter((name) => /^(chromium|node|v8) \d+\./.test(name))).toHaveLength(3);
      expect(names.filter((name) => /^(vitest|typescript|electron-builder) /.test(name))).toEqual([]);
    });

    test('holds the words of every licence that its parts are under', () => {
      const [, ...notices] = readFileSync(join(built.folder, 'documents', 'THIRD-PARTY-NOTICES'), 'utf8').split(
        /\n-{100}\n\n/,
      );
      const titles = new Set(notices.map((notice) => notice.slice(0, notice.indexOf('\n'))));
      const shipped = packagesIn(unpacked(built)).map(({ name, version }) => `${name} ${version}`);
      const wanted = [...shipped, 'Electron', 'Typeface HanaMinB.ttf', 'Typeface BabelStoneHan.ttf'];
      expect(wanted.filter((title) => !titles.has(title))).toEqual([]);
      // The shortest licence there is has some 700 characters; less would be a name without words.
      expect(notices.filter((notice) => notice.length < 600).map((notice) => notice.slice(0, 60))).toEqual([]);
      expect(statSync(join(unpacked(built), 'LICENSES.chromium.html')).size).toBeGreaterThan(1_000_000);
    });

    test('holds binaries of this kind of machine alone, and asks for each library that they are linked with', () => {
      const depends = run('dpkg-deb', ['--field', built.file, 'Depends']).out;
      const binaries = filesBelow(unpacked(built))
        .map(readElf)
        .filter((elf) => elf !== null);
      expect(binaries.length).toBeGreaterThan(8);
      expect([...new Set(binaries.map(({ machine }) => machine))]).toEqual(['x86-64']);
      const own = new Set(binaries.map(({ file }) => basename(file)));
      const needed = new Set(binaries.flatMap(({ libraries }) => libraries).filter((library) => !own.has(library)));
      expect(needed.size).toBeGreaterThan(30);
      expect([...needed].filter((library) => !packagesOf(library).some((name) => asksFor(depends, name)))).toEqual([]);
      const newest = Math.max(...binaries.map(({ cLibrary }) => cLibrary));
      // No binary is linked with it: Chromium loads it by its name as a window opens, and ends where it is not there.
      expect(asksFor(depends, 'libx11-xcb1')).toBe(true);
      expect(depends).toContain(`libc6 (>= 2.${newest})`);
    });

    test('is the same to the last byte but for its signature when the same sources are built and packed again', () => {
      rmSync(join('build', '.made'));
      const again = build('again', []);
      for (const part of ['debian-binary', 'control.tar.xz', 'data.tar.xz']) {
        expect([part, sumOf(again.file, part)]).toEqual([part, sumOf(built.file, part)]);
      }
      expect(asarOf(unpacked(again))).toEqual(asarOf(unpacked(built)));
    });
  });

  describe.skipIf(!isRoot)('installed', () => {
    beforeAll(() => {
      addPerson();
      run('dpkg', ['--purge', 'starcard']);
      execFileSync('dpkg', ['--install', older.file], { stdio: 'ignore' });
    });

    afterAll(() => {
      run('dpkg', ['--purge', 'starcard']);
      removePerson();
    });

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
      expect(readFileSync(data, 'utf8')).toContain(`<release version="${VERSION}"`);
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
        // The passport in hand: what the approval says stands in it.
        `P=$(head -1 s.approvals | cut -d. -f2 | tr '_-' '/+' | base64 -di 2>/dev/null | grep -o '"passport":{"number":"[A-Z0-9]*' | cut -d'"' -f6)`,
        'starcard handover $N --passport $P --portrait-matches --holder-checked --signed-on-paper F-1 --data office --as officer2',
        'starcard audit verify --data office --json',
      ];
      const { code, out, err } = asPerson(`set -e; ${steps.join('; ')}`);
      expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('"intact": true');
    });

    test('its pages run in the sandbox, whichever the kernel gives', async ({ skip }) => {
      const refusal = sandboxRefusal(HELPER);
      if (refusal !== null) {
        console.warn(`\nSANDBOX NOT STARTABLE IN THIS CONTAINER: ${refusal}\n`);
        skip(`sandbox not startable in this container: ${refusal}`);
      }
      const { seccomp, ownProcesses } = await lookAtWindow([]);
      // 2: the kernel filters what a page's process may ask of it (proc(5)). It sees no processes but the sandbox's own.
      expect({ seccomp, ownProcesses }).toEqual({ seccomp: '2', ownProcesses: true });
    });

    test('opens its window for an ordinary person', async () => {
      const { titles } = await lookAtWindow(sandboxWords());
      expect(titles).toBe(1);
    });

    test('opens no port to be debugged through, whatever it is told', async () => {
      const { ports } = await lookAtWindow([...sandboxWords(), '--remote-debugging-port=0', '--inspect=0']);
      expect(ports).toBe('');
    });

    test('its helper has more rights than its person only where name spaces are refused', () => {
      const refused = asPerson('unshare --user --pid --net --fork true').code !== 0;
      expect((statSync(HELPER).mode & 0o7777).toString(8)).toBe(refused ? '4755' : '755');
    });

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
    });

    test('is upgraded in place and keeps the data', () => {
      expect(installedVersion()).toBe(OLDER);
      const before = asPerson('starcard list --data office --json').out;
      expect(JSON.parse(before)).toBeTruthy();
      execFileSync('dpkg', ['--install', built.file], { stdio: 'ignore' });
      expect(installedVersion()).toBe(VERSION);
      expect(asPerson('starcard list --data office --json').out).toBe(before);
      expect(asPerson('starcard audit verify --data office --json').out).toContain('"intact": true');
    });

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
    });
  });
});

/** Where the kernel refuses every sandbox, the window can be looked at without one only. */
function sandboxWords(): readonly string[] {
  return sandboxRefusal(HELPER) === null ? [] : ['--no-sandbox'];
}

function installedVersion(): string {
  return run('dpkg-query', ['-W', '-f=${Version}', 'starcard']).out;
}
