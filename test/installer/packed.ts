// What stands in a packed program: the npm packages of its archive, and what a binary is for and is linked with.

import { closeSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { run } from './machine.ts';

export interface Shipped {
  readonly name: string;
  readonly version: string;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
}

const PACKAGE = /node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/;

/** The npm packages in `resources/app.asar` below a folder, by the package files that went in. */
export function packagesIn(unpacked: string): readonly Shipped[] {
  return pathsIn(readHeader(join(unpacked, 'resources', 'app.asar')))
    .filter((path) => PACKAGE.test(path))
    .map((path) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'));
      return { name, version };
    });
}

/** An ASAR archive begins with four lengths of four bytes and then its list of files in JSON. */
function readHeader(archive: string): Entry {
  const file = openSync(archive, 'r');
  try {
    const lengths = Buffer.alloc(16);
    readSync(file, lengths, 0, 16, 0);
    const list = Buffer.alloc(lengths.readUInt32LE(12));
    readSync(file, list, 0, list.length, 16);
    return JSON.parse(list.toString('utf8'));
  } finally {
    closeSync(file);
  }
}

function pathsIn({ files = {} }: Entry, below = ''): readonly string[] {
  return Object.entries(files).flatMap(([name, entry]) =>
    entry.files === undefined ? [join(below, name)] : pathsIn(entry, join(below, name)),
  );
}

export interface Elf {
  readonly file: string;
  readonly machine: string;
  readonly libraries: readonly string[];
  /** The 36 of `GLIBC_2.36`, the newest version of the C library that it names. */
  readonly cLibrary: number;
}

/** @returns null for a file that is no ELF binary; a Windows or macOS library counts as one of a wrong machine. */
export function readElf(file: string): Elf | null {
  const start = Buffer.alloc(20);
  const opened = openSync(file, 'r');
  readSync(opened, start, 0, 20, 0);
  closeSync(opened);
  if (start.toString('latin1', 0, 4) !== '\x7fELF') {
    return file.endsWith('.node') ? { file, machine: 'no ELF', libraries: [], cLibrary: 0 } : null;
  }
  const dynamic = run('readelf', ['--wide', '--dynamic', '--version-info', file]).out;
  const cVersions = [...dynamic.matchAll(/Name: GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  return {
    file,
    // e_machine (elf(5)): 62 is x86-64.
    machine: start.readUInt16LE(18) === 62 ? 'x86-64' : `e_machine ${start.readUInt16LE(18)}`,
    libraries: [...dynamic.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name = '']) => name),
    cLibrary: Math.max(0, ...cVersions),
  };
}

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly components?: readonly Component[];
}

/** `@group/name version` of each component and of those within it. */
export function namesIn(components: readonly Component[] = []): readonly string[] {
  return components.flatMap(({ group, name, version, components: within }) => [
    [group === undefined ? name : `${group}/${name}`, version].filter((part) => part !== undefined).join(' '),
    ...namesIn(within),
  ]);
}

/** What the schema of CycloneDX 1.6 has against a bill of materials, by the format's own library; null for nothing. */
export function faultsOfBill(text: string): Promise<unknown> {
  const load = createRequire(resolve('node_modules', '@cyclonedx', 'cyclonedx-npm', 'package.json'));
  const { Spec, Validation } = load('@cyclonedx/cyclonedx-library');
  return new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The Debian packages that bring a library, whichever of the two places of a merged /usr they call its own. */
export function packagesOf(library: string): readonly string[] {
  const { out } = run('dpkg-query', ['--search', `*/${library}`]);
  return out.split('\n').flatMap((line) => /^([a-z0-9+.-]+):/.exec(line)?.[1] ?? []);
}

export function asksFor(depends: string, name: string): boolean {
  return depends.split(/[,|]/).some((part) => part.trim().split(' ')[0] === name);
}
