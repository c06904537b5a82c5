// npm run dist: packs the program for this system, signs it and says how to check it. Nothing is fetched that the set-up
// has not fetched before; which Electron goes in is said here, in the package's name and on the start screen.
//
//   node scripts/dist.mjs                    dist/starcard_VERSION_amd64.deb, SHA256SUMS, SHA256SUMS.asc, bom.json;
//                                            on Windows the two installers (docs/deploy.md) in place of the .deb
//   node scripts/dist.mjs --version 0.0.9    the same program under another version (to try an upgrade)
//   node scripts/dist.mjs --quick            uncompressed: made sooner, three times as large (for tests)
//   node scripts/dist.mjs --out DIR          elsewhere
//   node scripts/dist.mjs --folder           the unpacked program only, unsigned: to look at it

import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { electronPath } from './electron-path.mjs';
import { openSigningKey, signChecksums, signPackage } from './dist/signing.mjs';
import { ready } from './ready.mjs';
import { inModules, inRoot, root } from './setup/places.mjs';
import { ask, say, Unready } from './setup/say.mjs';

const { values } = parseArgs({
  options: {
    version: { type: 'string' },
    out: { type: 'string', default: 'dist' },
    folder: { type: 'boolean' },
    quick: { type: 'boolean' },
  },
});

try {
  await ready('dist');
  await makePackage(resolve(values.out));
} catch (failure) {
  if (!(failure instanceof Unready)) throw failure;
  say(failure.message);
  process.exitCode = 1;
}

async function makePackage(out) {
  // Here, not above: the set-up must have brought it first.
  const { Arch, build, Platform } = await import('electron-builder');
  const electron = electronPath();
  // electron-builder takes its packer and the time of the build from the environment.
  process.env.CUSTOM_FPM_PATH = inRoot('scripts', 'dist', 'fpm.mjs');
  process.env.SOURCE_DATE_EPOCH ??= commitTime();
  if (values.quick) process.env.STARCARD_DEB_COMPRESSION = 'none';
  const documents = await writeDocuments(out, electron);
  const [platform, kinds] =
    process.platform === 'win32' ? [Platform.WINDOWS, ['nsis', 'msi']] : [Platform.LINUX, ['deb']];
  const made = await build({
    targets: platform.createTarget(values.folder ? 'dir' : kinds, Arch.x64),
    projectDir: root,
    publish: 'never',
    config: configurationFor(out, documents, electron),
  });
  const packages = made.filter((file) => /\.(deb|exe|msi)$/.test(file)).map((file) => named(file, electron));
  if (packages.length > 0) signAll(packages, join(out, 'bom.json'));
  say(`Electron ${electron.version}${electron.standIn ? ', the stand-in: NOT FOR PRODUCTION' : ''}`);
  for (const file of packages) say(`To check it: node scripts/verify-installer.mjs ${file}`);
  console.log(packages.join('\n') || join(out, 'linux-unpacked'));
}

function configurationFor(out, documents, { executable, standIn, version: electron }) {
  return {
    extends: inRoot('electron-builder.yml'),
    directories: { output: out },
    files: foreignBinaries().map((path) => `!**/node_modules/${path}`),
    electronDist: join(executable, '..'),
    electronVersion: electron,
    extraMetadata: {
      ...(values.version && { version: values.version }),
      // The program says on its start screen what it was built with.
      builtWith: { electron, forProduction: !standIn },
    },
    deb: { fpm: placesOf(out, documents) },
    // Windows has no place for them but beside the program.
    win: {
      extraFiles: [
        { from: join(documents, 'THIRD-PARTY-NOTICES'), to: 'THIRD-PARTY-NOTICES.txt' },
        { from: join(out, 'bom.json'), to: 'bom.json' },
        { from: inRoot('LICENSE'), to: 'LICENSE.txt' },
      ],
    },
    // What an Electron without a program of its own would show.
    afterPack: ({ appOutDir }) => rmSync(join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
  };
}

/** Binaries in libraries that this package never loads: of other machines, and the database's own where one was compiled. */
function foreignBinaries() {
  const isCompiled = existsSync(inModules('better-sqlite3', 'build', 'Release', 'better_sqlite3.node'));
  const machine = `${process.platform}-x64`;
  // node-hid reaches a device by the kernel's hidraw on Linux, never by libusb, which it holds too.
  const hid = process.platform === 'linux' ? `HID_hidraw-${machine}` : `HID-${machine}`;
  return [...prebuildsBut('better-sqlite3', isCompiled ? null : `${machine}.node`), ...prebuildsBut('node-hid', hid)];
}

function prebuildsBut(library, own) {
  return readdirSync(inModules(library, 'prebuilds'))
    .filter((name) => name !== own)
    .map((name) => `${library}/prebuilds/${name}${name.endsWith('.node') ? '' : '/**'}`);
}

/** What stands beside the program. @returns the folder it is in */
async function writeDocuments(out, { executable, version: electron }) {
  const { makeIcons } = await import('./dist/icons.mjs');
  const { writeBillOfMaterials, writeNotices } = await import('./dist/components.mjs');
  const documents = join(out, 'documents');
  rmSync(documents, { recursive: true, force: true });
  mkdirSync(documents, { recursive: true });
  await makeIcons(inRoot('dist', 'icons'));
  writeNotices(join(documents, 'THIRD-PARTY-NOTICES'), join(executable, '..'));
  writeBillOfMaterials(join(out, 'bom.json'), electron, executable);
  const version = values.version ?? JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).version;
  writePacked(join(documents, 'starcard.1.gz'), readFileSync(inRoot('resources', 'package', 'linux', 'starcard.1')));
  writePacked(join(documents, 'NEWS.gz'), readFileSync(inRoot('CHANGELOG.md')));
  writePacked(join(documents, 'changelog.gz'), debianChangelog(version, process.env.SOURCE_DATE_EPOCH));
  return documents;
}

/** The name of a package says it too where it holds the stand-in. */
function named(file, { standIn }) {
  if (!standIn) return file;
  const name = file.replace(/(\.\w+)$/, '-not-for-production$1');
  renameSync(file, name);
  return name;
}

/** Windows installers are signed by then, by the hook (scripts/dist/windows-signing.mjs). */
function signAll(packages, bill) {
  const key = openSigningKey();
  try {
    for (const file of packages.filter((name) => name.endsWith('.deb'))) signPackage(file, key);
    signChecksums([...packages, bill], key);
  } finally {
    key.close();
  }
}

/** Where Debian wants what stands beside the program, and what a desktop and a device manager look for. */
function placesOf(out, documents) {
  const own = (name) => inRoot('resources', 'package', 'linux', name);
  const doc = '/usr/share/doc/starcard';
  return [
    `${own('starcard')}=/usr/bin/starcard`,
    `${own('70-starcard.rules')}=/usr/lib/udev/rules.d/70-starcard.rules`,
    `${own('io.starcard.workstation.metainfo.xml')}=/usr/share/metainfo/io.starcard.workstation.metainfo.xml`,
    `${join(documents, 'starcard.1.gz')}=/usr/share/man/man1/starcard.1.gz`,
    `${join(documents, 'changelog.gz')}=${doc}/changelog.gz`,
    `${join(documents, 'NEWS.gz')}=${doc}/NEWS.gz`,
    `${join(documents, 'THIRD-PARTY-NOTICES')}=${doc}/THIRD-PARTY-NOTICES`,
    `${join(out, 'bom.json')}=${doc}/bom.json`,
    `${own('copyright')}=${doc}/copyright`,
  ];
}

/** Debian Policy section 12.7 wants its documents packed as small as they go. */
function writePacked(file, text) {
  writeFileSync(file, gzipSync(text, { level: 9 }));
}

/** deb-changelog(5); what has changed is told in NEWS, the changes of the program itself. */
function debianChangelog(version, epoch) {
  const date = new Date(Number(epoch) * 1000).toUTCString().replace('GMT', '+0000');
  const entry = `starcard (${version}) stable; urgency=medium`;
  return `${entry}\n\n  * See NEWS.gz.\n\n -- The Starcard developers <starcard@starcard.example>  ${date}\n`;
}

/**
 * The time of the commit in seconds, so that two builds of it are alike; where there is no git or no history, the day of the
 * newest release.
 */
function commitTime() {
  const { ok, text } = ask('git', ['log', '-1', '--format=%ct'], { cwd: root });
  if (ok) return text.trim();
  const released = readFileSync(
    inRoot('resources', 'package', 'linux', 'io.starcard.workstation.metainfo.xml'),
    'utf8',
  );
  return String(Date.parse(/<release version="[^"]+" date="([^"]+)"/.exec(released)[1]) / 1000);
}
