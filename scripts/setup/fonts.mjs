// The typefaces of rare ideographs, from Debian's packages to resources/fonts/. No right to install anything is needed:
// a package is downloaded and unpacked into the cache, with its licence. Elsewhere a person puts the files there.

import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCache, inRoot } from './places.mjs';
import { ask, say } from './say.mjs';

// Neither changes any more: what the cache holds under this name stays good.
const FONTS = [
  { package: 'fonts-hanazono', file: 'HanaMinB.ttf', folder: 'usr/share/fonts/truetype/hanazono' },
  { package: 'fonts-babelstone-han', file: 'BabelStoneHan.ttf', folder: 'usr/share/fonts/truetype/babelstone' },
];

const inFonts = (...parts) => inRoot('resources', 'fonts', ...parts);
const licenceOf = (font) => `${font.file.replace('.ttf', '')}.licence.txt`;

/** @returns why there is something to do, or null. */
export function fontLack() {
  const missing = missingFonts();
  return missing.length === 0 || existsSync(toldMark())
    ? null
    : `the typefaces of rare ideographs are missing (${missing.map(({ file }) => file).join(', ')})`;
}

/** Puts them in place, or says once that names with such characters will be refused, and goes on. */
export function readyFonts() {
  mkdirSync(inFonts(), { recursive: true });
  for (const font of missingFonts()) {
    const source = [`/${font.folder}`, inCache('fonts')].find((folder) => isComplete(font, folder));
    const folder = source ?? unpacked(font);
    if (folder !== null) place(font, folder);
  }
  const missing = missingFonts();
  if (missing.length > 0) tellOnce(missing);
}

function missingFonts() {
  return FONTS.filter((font) => !existsSync(inFonts(font.file)) || !existsSync(inFonts(licenceOf(font))));
}

/** The system's own folder has the licence elsewhere; what we unpacked lies beside its own. */
function isComplete(font, folder) {
  return existsSync(join(folder, font.file)) && existsSync(licencePath(font, folder));
}

function licencePath(font, folder) {
  return folder === inCache('fonts') ? inCache('fonts', licenceOf(font)) : `/usr/share/doc/${font.package}/copyright`;
}

/** The same file under a second name where the disk allows it, so that 30 MB do not become 60. */
function place(font, folder) {
  const target = inFonts(font.file);
  rmSync(target, { force: true });
  try {
    linkSync(join(folder, font.file), target);
  } catch {
    copyFileSync(join(folder, font.file), target);
  }
  copyFileSync(licencePath(font, folder), inFonts(licenceOf(font)));
}

/** Downloads the package and keeps the typeface and its licence in the cache; null where that cannot be. */
function unpacked(font) {
  if (!existsSync('/usr/bin/apt-get') || !existsSync('/usr/bin/dpkg-deb')) return null;
  const work = inCache(`unpacking-${font.package}-${process.pid}`);
  mkdirSync(work, { recursive: true });
  try {
    say(`Downloading ${font.file}, from Debian's package ${font.package}`);
    if (!downloads(font, work)) return null;
    const archive = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (!archive || !ask('dpkg-deb', ['-x', join(work, archive), join(work, 'content')]).ok) return null;
    mkdirSync(inCache('fonts'), { recursive: true });
    copyFileSync(join(work, 'content/usr/share/doc', font.package, 'copyright'), inCache('fonts', licenceOf(font)));
    renameSync(join(work, 'content', font.folder, font.file), inCache('fonts', font.file));
    return inCache('fonts');
  } catch {
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A fresh machine has no lists of packages yet; root may fetch them. */
function downloads(font, cwd) {
  const limits = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
  const once = () => ask('apt-get', ['-qq', ...limits, 'download', font.package], { cwd }).ok;
  return once() || (process.getuid() === 0 && ask('apt-get', ['-qq', 'update']).ok && once());
}

function tellOnce(missing) {
  say(`Not found: ${missing.map(({ file }) => file).join(', ')}. Names with rare ideographs will be refused.`);
  say(
    `What to do: put the files and their licences into ${inFonts()} (resources/fonts/README.md names their sources).`,
  );
  say('Going on; this is said once.');
  mkdirSync(inCache(), { recursive: true });
  writeFileSync(toldMark(), '');
}

function toldMark() {
  return inCache('told-fonts');
}
