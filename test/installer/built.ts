// Builds of the package for the tests, and what checks their signatures.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './machine.ts';

export const OUT = resolve('out', 'installer');

export interface Built {
  readonly file: string;
  readonly folder: string;
}

export function build(name: string, args: readonly string[]): Built {
  const folder = join(OUT, name);
  execFileSync('node', ['scripts/dist.mjs', '--out', folder, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  if (file === undefined) throw new Error(`no package in ${folder}`);
  return { file: join(folder, file), folder };
}

export function verify(file: string, key?: string) {
  return run('node', ['scripts/verify-installer.mjs', file, ...(key === undefined ? [] : ['--key', key])]);
}

export function keyOf({ folder }: Built): string {
  return join(folder, 'throw-away-key.asc');
}

/** With a policy and a key ring that believe the key of this build. */
export function debsigVerify({ file, folder }: Built): number | null {
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

export function verifyDetached(built: Built): number | null {
  const { folder } = built;
  const ring = join(folder, 'ring.gpg');
  run('gpg', ['--batch', '--yes', '--dearmor', '--output', ring, keyOf(built)]);
  return run('gpgv', ['--keyring', ring, join(folder, 'SHA256SUMS.asc'), join(folder, 'SHA256SUMS')]).code;
}

export function asarOf(folder: string): string {
  return run('sha256sum', [join(folder, 'resources', 'app.asar')]).out.slice(0, 64);
}

export function unpacked({ folder }: Built): string {
  return join(folder, 'linux-unpacked');
}

export function sumOf(file: string, part: string): string {
  return execFileSync('sh', ['-c', 'ar p "$0" "$1" | sha256sum', file, part], { encoding: 'utf8' }).slice(0, 64);
}
