#!/usr/bin/env node
// What electron-builder asks of fpm, done with Debian's own dpkg-deb: its fpm comes from a release page that closed
// networks do not reach, and dpkg-deb gives the same bytes for the same input. It knows the arguments that
// electron-builder gives for a .deb and refuses any other (docs/adr/0090).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  cpSync,
  lutimesSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { ...text, short: 's' },
    target: { ...text, short: 't' },
    depends: { ...text, short: 'd', multiple: true },
    'deb-recommends': { ...text, multiple: true },
    'deb-priority': text,
    'deb-compression': text,
    architecture: text,
    'after-install': text,
    'after-remove': text,
    description: text,
    version: text,
    package: text,
    name: text,
    maintainer: text,
    vendor: text,
    url: text,
    category: text,
    license: text,
    force: { type: 'boolean' },
  },
});
if (values.source !== 'dir' || values.target !== 'deb') throw new Error('only folders become packages, only .deb');

const LIBRARY = /\.(node|so(\.\d+)*)$/;
const epoch = Number(process.env.SOURCE_DATE_EPOCH ?? Math.floor(Date.now() / 1000));
const tree = mkdtempSync(join(tmpdir(), 'starcard-deb-'));
try {
  for (const place of positionals) copyTo(tree, place);
  settle(tree);
  writeControl(tree);
  // The lowest level of xz but one: a sixth larger than the usual one, in a fifth of the time.
  const compression = process.env.STARCARD_DEB_COMPRESSION === 'none' ? ['-Znone'] : ['-Zxz', '-z1'];
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', tree, values.package], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}

/** `folder/=/opt/Name` copies what is in the folder, `file=/usr/bin/name` one file. */
function copyTo(root, place) {
  const [from, to] = place.split('=');
  if (!from || !to?.startsWith('/')) throw new Error(`not a place of a package: ${place}`);
  mkdirSync(dirname(join(root, to)), { recursive: true });
  cpSync(from, join(root, to), { recursive: true, verbatimSymlinks: true });
}

/** Every file with the same rights and the same time, whoever builds it when. */
function settle(path) {
  const stat = lstatSync(path);
  if (stat.isDirectory()) {
    for (const name of readdirSync(path)) settle(join(path, name));
    chmodSync(path, 0o755);
  } else if (stat.isFile()) {
    // A library is loaded, never started.
    const isProgram = (stat.mode & 0o111) !== 0 && !LIBRARY.test(path);
    chmodSync(path, isProgram ? 0o755 : 0o644);
  }
  lutimesSync(path, epoch, epoch);
}

function writeControl(root) {
  const files = filesIn(root);
  const kilobytes = files.reduce((sum, { size }) => sum + Math.ceil(size / 1024), 0);
  const [synopsis = '', ...body] = values.description.split('\n');
  // Debian Policy section 5.6.13: further lines are indented by one space, an empty one is a single dot.
  const lines = body.flatMap((line) => folded(line.trim() || '.', 78));
  const description = [synopsis.trim(), ...lines.map((line) => ` ${line}`)].join('\n');
  const fields = {
    Package: values.name,
    Version: values.version,
    Architecture: values.architecture,
    Maintainer: values.maintainer,
    'Installed-Size': String(kilobytes),
    Depends: [cLibraryFor(root, files)].concat(values.depends ?? []).join(', '),
    Recommends: values['deb-recommends']?.join(', '),
    Section: values.category,
    Priority: values['deb-priority'],
    Homepage: values.url,
    Description: description,
  };
  const control = join(root, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(
    join(control, 'control'),
    Object.entries(fields)
      .flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []))
      .join(''),
  );
  writeFileSync(join(control, 'md5sums'), files.map(({ md5, path }) => `${md5}  ${path}\n`).join(''));
  for (const [name, from] of [
    ['postinst', values['after-install']],
    ['postrm', values['after-remove']],
  ]) {
    if (!from) continue;
    cpSync(from, join(control, name));
    chmodSync(join(control, name), 0o755);
  }
  for (const name of readdirSync(control)) lutimesSync(join(control, name), epoch, epoch);
  lutimesSync(control, epoch, epoch);
}

/** The C library in the newest version that a binary of the package names: an older system is told so by dpkg. */
function cLibraryFor(root, files) {
  const versions = files
    .filter(({ path }) => isBinary(join(root, path)))
    .flatMap(({ path }) => [...readFileSync(join(root, path), 'latin1').matchAll(/\0GLIBC_2\.(\d+)(?=[.\0])/g)])
    .map(([, minor]) => Number(minor));
  return `libc6 (>= 2.${Math.max(...versions)})`;
}

function isBinary(path) {
  const start = Buffer.alloc(4);
  const file = openSync(path);
  readSync(file, start);
  closeSync(file);
  return start.toString('latin1') === '\x7fELF';
}

/** Words in lines of at most so many characters. */
function folded(line, width) {
  const lines = [''];
  for (const word of line.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The files of the package without the leading slash, in the order of their names. */
function filesIn(root, below = '') {
  return readdirSync(join(root, below), { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return filesIn(root, path);
      if (!entry.isFile()) return [];
      const bytes = readFileSync(join(root, path));
      return [{ path, size: bytes.length, md5: createHash('md5').update(bytes).digest('hex') }];
    });
}
