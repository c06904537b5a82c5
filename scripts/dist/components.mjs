// What others wrote and we ship: a CycloneDX bill of materials and the notices that their licences ask for. Both name the
// packages of the lock file, Electron with what it is made of, and the typefaces that come from Debian.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inModules, inRoot, root } from '../setup/places.mjs';
import { ask, Unready } from '../setup/say.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl|unlicense)/i;
const KNOWN_LICENCES =
  'MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2.0|OFL-1.1|Zlib|BlueOak-1.0.0|MIT AND OFL-1.1|(MIT AND Zlib)|(MIT OR CC0-1.0)|(MIT OR X11)';
/** Licences that may be in what ships; another one stops the build until somebody has looked at it. */
const agreed = new Set(KNOWN_LICENCES.split('|'));
/** Packages whose licence stands only in their licence file. */
const STATED_IN_FILE = { 'png-js': 'MIT' };
/** What Electron is made of, by the names under which it gives their versions and vulnerability lists know them. */
const PARTS_OF_ELECTRON = [
  { name: 'chromium', said: 'chrome', licence: 'BSD-3-Clause', cpe: 'cpe:2.3:a:google:chrome:VERSION:*:*:*:*:*:*:*' },
  { name: 'node', said: 'node', licence: 'MIT', cpe: 'cpe:2.3:a:nodejs:node.js:VERSION:*:*:*:*:*:*:*' },
  { name: 'v8', said: 'v8', licence: 'BSD-3-Clause' },
];
const TYPEFACES = inRoot('resources', 'fonts');

/**
 * CycloneDX 1.6 in JSON, the same for the same lock file and Electron.
 * @param {string} executable of Electron, before its fuses are set: it is asked what it is made of
 * @throws {Unready} when the packages that are installed are not those of the lock file
 */
export function writeBillOfMaterials(file, electron, executable) {
  const tool = inModules('@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js');
  const form = ['--output-reproducible', '--spec-version', '1.6', '--mc-type', 'application', '--output-file', file];
  const made = ask(process.execPath, [tool, '--omit', 'dev', '--omit', 'optional', '--ignore-npm-errors', ...form], {
    cwd: root,
  });
  if (!made.ok) throw new Unready(`The bill of materials could not be made:\n${made.text}`, 'see above.');
  const bill = JSON.parse(readFileSync(file, 'utf8'));
  const besides = [electronComponent(electron), ...partsOf(executable), ...typefaces().map(typefaceComponent)];
  bill.components.push(...besides);
  bill.dependencies?.push(...besides.map((component) => ({ ref: component['bom-ref'] })));
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
}

function electronComponent(version) {
  const purl = `pkg:npm/electron@${version}`;
  return { type: 'framework', 'bom-ref': purl, name: 'electron', version, ...licensed('MIT'), purl };
}

function partsOf(executable) {
  const answered = ask(executable, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  if (!answered.ok) throw new Unready(`Electron does not say what it is made of:\n${answered.text}`, 'see above.');
  const versions = JSON.parse(answered.text.slice(answered.text.indexOf('{')));
  return PARTS_OF_ELECTRON.map(({ name, said, licence, cpe }) => {
    const version = versions[said];
    const known = cpe ? { cpe: cpe.replace('VERSION', version) } : {};
    return { type: 'library', 'bom-ref': `electron:${name}@${version}`, name, version, ...licensed(licence), ...known };
  });
}

function typefaceComponent({ name, file }) {
  const content = createHash('sha256').update(readFileSync(file)).digest('hex');
  const hashes = [{ alg: 'SHA-256', content }];
  return { type: 'file', 'bom-ref': `typeface:${name}`, name, hashes };
}

function licensed(id) {
  return { licenses: [{ license: { id } }] };
}

/** The typefaces of rare ideographs with Debian's statement of their licences (scripts/setup/fonts.mjs). */
function typefaces() {
  return readdirSync(TYPEFACES)
    .filter((name) => name.endsWith('.ttf'))
    .toSorted()
    .map((name) => ({
      name,
      file: join(TYPEFACES, name),
      words: readFileSync(join(TYPEFACES, name.replace(/\.ttf$/, '.licence.txt')), 'utf8'),
    }));
}

/** One text: name, version, licence and its words for all that ships. @throws {Unready} for a licence unknown to us */
export function writeNotices(file, electronFolder) {
  const packages = shippedPackages();
  const odd = packages.filter(({ licence }) => !agreed.has(licence));
  if (odd.length > 0) {
    const names = odd.map(({ name, licence }) => `${name} (${licence || 'none stated'})`).join(', ');
    throw new Unready(
      `Nobody has agreed to ship ${names}.`,
      'look at the licence; then add it to scripts/dist/components.mjs.',
    );
  }
  const parts = packages.map(({ name, version, licence, words }) =>
    [`${name} ${version}`, `Licence: ${licence}`, '', words.trim(), ''].join('\n'),
  );
  const electron = `Electron\nLicence: MIT\n\n${readElectronLicence(electronFolder)}\nChromium and its parts, of which Skia and its libraries are in @napi-rs/canvas too: LICENSES.chromium.html beside the\nprogram.\n`;
  const faces = typefaces().map(({ name, words }) => `Typeface ${name}\n\n${words.trim()}\n`);
  const line = `\n${'-'.repeat(100)}\n\n`;
  writeFileSync(file, ['Starcard ships these works of others.\n', electron, ...faces, ...parts].join(line));
}

/** The packages of the lock file that are no tools of ours and are installed here, in the order of their names. */
function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && !entry.dev && !entry.devOptional && existsSync(inRoot(place)))
    .map(([place]) => {
      const about = JSON.parse(readFileSync(inRoot(place, 'package.json'), 'utf8'));
      return {
        name: about.name,
        version: about.version,
        licence: licenceOf(about),
        words: licenceWords(inRoot(place), about),
      };
    })
    .toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function licenceOf({ name, license, licenses }) {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' AND ') ?? STATED_IN_FILE[name] ?? '';
}

/** The files in which a package states its licence; where it brings none, the words that it names, in its maker's name. */
function licenceWords(folder, about) {
  const files = readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .toSorted();
  if (files.length > 0) return files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const words = readFileSync(inRoot('resources', 'package', 'licences', `${licenceOf(about)}.txt`), 'utf8');
  return `Copyright ${makerOf(about)}\n(This package names its licence and brings no text of it; these are the words of that licence.)\n\n${words}`;
}

function makerOf({ author, contributors, name }) {
  const maker = author ?? contributors?.[0];
  return (typeof maker === 'string' ? maker : maker?.name) ?? `the authors of ${name}`;
}

function readElectronLicence(folder) {
  const name = ['LICENSE', 'LICENSE.electron.txt'].find((candidate) => existsSync(join(folder, candidate)));
  return name ? readFileSync(join(folder, name), 'utf8') : '';
}
