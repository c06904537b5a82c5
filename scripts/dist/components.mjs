// What others wrote and we ship: a CycloneDX bill of materials and the notices that their licences ask for.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inModules, inRoot, root } from '../setup/places.mjs';
import { ask, Unready } from '../setup/say.mjs';

const LICENCE_FILE = /^(licen[cs]e|copying|notice|ofl|unlicense)/i;
/** Licences that may be in what ships; another one stops the build until somebody has looked at it. */
const KNOWN_LICENCES = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', 'Zlib', 'BlueOak-1.0.0'],
  ...['MIT AND OFL-1.1', '(MIT AND Zlib)', '(MIT OR CC0-1.0)', '(MIT OR X11)'],
]);
/** Packages whose licence stands only in their licence file. */
const STATED_IN_FILE = { 'png-js': 'MIT' };

/**
 * CycloneDX 1.6 in JSON, the same for the same lock file.
 * @throws {Unready} when the packages that are installed are not those of the lock file
 */
export function writeBillOfMaterials(file) {
  const made = ask(
    process.execPath,
    [
      inModules('@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js'),
      ...['--omit', 'dev', '--omit', 'optional', '--output-reproducible', '--spec-version', '1.6', '--mc-type', 'application'],
      ...['--ignore-npm-errors', '--output-file', file],
    ],
    { cwd: root },
  );
  if (!made.ok) throw new Unready(`The bill of materials could not be made:\n${made.text}`, 'see above.');
}

/** One text: name, version, licence and its words for each package that ships. @throws {Unready} for a licence unknown to us */
export function writeNotices(file, electronFolder) {
  const packages = shippedPackages();
  const odd = packages.filter(({ licence }) => !KNOWN_LICENCES.has(licence));
  if (odd.length > 0) {
    const names = odd.map(({ name, licence }) => `${name} (${licence || 'none stated'})`).join(', ');
    throw new Unready(`Nobody has agreed to ship ${names}.`, 'look at the licence; then add it to scripts/dist/components.mjs.');
  }
  const parts = packages.map(({ name, version, licence, words }) =>
    [`${name} ${version}`, `Licence: ${licence}`, '', words.trim(), ''].join('\n'),
  );
  const electron = `Electron\nLicence: MIT\n\n${readElectronLicence(electronFolder)}\nChromium and its parts: LICENSES.chromium.html beside the program.\n`;
  const line = `\n${'-'.repeat(100)}\n\n`;
  writeFileSync(file, ['Starcard ships these works of others.\n', electron, ...parts].join(line));
}

/** The packages of the lock file that are no tools of ours and are installed here, in the order of their names. */
function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([place, entry]) => place !== '' && !entry.dev && !entry.devOptional && existsSync(inRoot(place)))
    .map(([place]) => {
      const about = JSON.parse(readFileSync(inRoot(place, 'package.json'), 'utf8'));
      return { name: about.name, version: about.version, licence: licenceOf(about), words: licenceWords(inRoot(place)) };
    })
    .toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function licenceOf({ name, license, licenses }) {
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' AND ') ?? STATED_IN_FILE[name] ?? '';
}

function licenceWords(folder) {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

function readElectronLicence(folder) {
  const name = ['LICENSE', 'LICENSE.electron.txt'].find((candidate) => existsSync(join(folder, candidate)));
  return name ? readFileSync(join(folder, name), 'utf8') : '';
}
