// What the operating system must bring: seen by dpkg, installed by apt where we may, else named so that a person can.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { inCache } from './places.mjs';
import { ask, ranWell, say, Unready } from './say.mjs';
import { sqliteBuildIsCached, sqliteMustBeBuilt } from './sqlite.mjs';

// Newer Debian and Ubuntu call some libraries by another name (64-bit time): either will do.
const COMPILER = ['g++', 'make', 'python3'];
const FOR_ELECTRON = [
  'libgtk-3-0|libgtk-3-0t64',
  'libx11-xcb1',
  'libnss3',
  'libasound2|libasound2t64',
  'libgbm1',
  'libxss1',
  'libxtst6',
  'libatk-bridge2.0-0|libatk-bridge2.0-0t64',
  'libcups2|libcups2t64',
  'libdrm2',
  'libusb-1.0-0',
  'fonts-noto-cjk',
];
const FOR_DEVICES = ['libpcsclite-dev'];
// A screen and readers of what we make; a security module in software and a virtual card reader.
const FOR_SCREENS = ['xvfb', 'xauth', 'poppler-utils', 'ghostscript', 'openssl'];
const FOR_TOKENS = ['softhsm2', 'opensc', 'pcscd', 'vsmartcard-vpcd'];
// What edits a database as anybody can, and another's tools for the log's formats.
const FOR_LOGS = ['sqlite3', 'golang-go', 'golang-golang-x-mod-dev'];
// A card printer in software, and the print service that stands in front of one.
const FOR_PRINTERS = ['cups-ipp-utils', 'cups-daemon', 'cups-client', 'dbus-daemon'];
// What packs and signs a package.
const FOR_PACKING = ['xz-utils', 'debsigs', 'gnupg'];
// What looks at a package as others do, at the window of an installed program, and what makes and signs for Windows.
const FOR_PACKAGES = [
  'binutils',
  'debsig-verify',
  'gpgv',
  'desktop-file-utils',
  'appstream',
  'man-db',
  'xdotool',
  'scrot',
  'nsis',
  'osslsigncode',
  'libengine-pkcs11-openssl',
];
// A virtual machine with a USB stack (scripts/usb-vm).
const FOR_USB = ['qemu-system-x86', 'kmod', 'cpio', 'libusb-1.0-0', 'libudev1'];

/** What each aim needs of the operating system: a package's name, or several of which one will do. */
function packagesFor(aim) {
  const forCompiling = sqliteMustBeBuilt() && !sqliteBuildIsCached() ? COMPILER : [];
  return {
    compile: forCompiling,
    devices: [...COMPILER, ...FOR_DEVICES],
    app: [],
    window: FOR_ELECTRON,
    dist: [...FOR_ELECTRON, ...FOR_PACKING],
    usb: FOR_USB,
    test: [
      ...FOR_ELECTRON,
      ...FOR_DEVICES,
      ...FOR_SCREENS,
      ...FOR_TOKENS,
      ...FOR_LOGS,
      ...FOR_PRINTERS,
      ...FOR_PACKING,
      ...FOR_PACKAGES,
    ],
  }[aim];
}

/** @returns why there is something to do, or null. Only Linux has packages to look after. */
export function packageLack(aim) {
  if (process.platform !== 'linux') return null;
  const missing = missingPackages(aim);
  return missing.length === 0 || existsSync(toldMark(missing))
    ? null
    : `the system lacks ${missing.map(plainName).join(', ')}`;
}

/** Installs what is missing where that is allowed; else says once how a person does it, and goes on: it may not matter. */
export function readyPackages(aim) {
  const missing = missingPackages(aim);
  const apt = aptCommand();
  if (!apt) return tellOnce(missing);
  say(`Installing with apt-get: ${missing.map(plainName).join(' ')}`);
  if (!ranWell(apt[0], [...apt.slice(1), 'update'])) say('apt-get update failed; trying with the lists that are here');
  const names = missing.map(availableName);
  if (ranWell(apt[0], [...apt.slice(1), 'install', '-y', '--no-install-recommends', ...names])) return;
  throw new Unready(`apt-get could not install ${names.join(', ')} (see above).`, `run: ${byHand(names)}`);
}

function missingPackages(aim) {
  const { ok, text } = ask('dpkg-query', ['-W', '-f=${db:Status-Status} ${Package}\n']);
  if (!ok) return packagesFor(aim);
  const installed = new Set(
    text.split('\n').flatMap((line) => (line.startsWith('installed ') ? [line.slice(10)] : [])),
  );
  return packagesFor(aim).filter((names) => !names.split('|').some((name) => installed.has(name)));
}

/** The command in front of apt-get's own arguments, or null where there is no apt-get or no right to use it. */
function aptCommand() {
  if (!existsSync('/usr/bin/apt-get')) return null;
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-o', 'Dpkg::Use-Pty=0'];
  if (process.getuid() === 0) return apt;
  return ask('sudo', ['-n', 'true']).ok ? ['sudo', '-n', ...apt] : null;
}

function tellOnce(missing) {
  say(`The system may lack ${missing.map(plainName).join(', ')}, and this user may not install them.`);
  say(`On Debian or Ubuntu: ${byHand(missing.map(availableName))}`);
  say('Elsewhere: the packages of the same content. Going on; this is said once.');
  mkdirSync(inCache(), { recursive: true });
  writeFileSync(toldMark(missing), '');
}

function toldMark(missing) {
  return inCache(`told-${createHash('sha256').update(missing.join()).digest('hex').slice(0, 16)}`);
}

function byHand(names) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

function plainName(names) {
  return names.split('|')[0];
}

function availableName(names) {
  const known = names.split('|').find((name) => ask('apt-cache', ['show', '--no-all-versions', name]).ok);
  return known ?? plainName(names);
}
