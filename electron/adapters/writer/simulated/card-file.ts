/** A simulated card's memory as a file: whole before or whole after each command, even where the process is killed. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { hexOf, bytesOfHex } from '../../../core/chip/bytes.ts';
import { deliveryKeys } from './card/factory.ts';
import { ATTEMPTS, blankCard, type CardApplication, type CardState } from './card/state.ts';
import { fileMode, folderMode } from '../../system/modes.ts';

const hex = z.string().regex(/^([0-9A-F]{2})*$/);
const identifier = z.int().min(0).max(0xffff);

const applicationSchema = z.strictObject({
  lifeCycle: z.enum(['blank', 'personalising', 'operational']),
  files: z.array(z.strictObject({ fileId: identifier, bytes: hex })),
  keys: z.array(z.strictObject({ tag: identifier, bytes: hex })).default([]),
});

const applicationsSchema = z.strictObject({
  master: applicationSchema,
  emrtd: applicationSchema,
  service: applicationSchema,
});

const issuerSchema = z.strictObject({
  version: z.int().min(1).max(0x7f),
  encryption: hex.length(32),
  mac: hex.length(32),
  dataEncryption: hex.length(32),
  sequence: z.int().min(0).max(0xff_ffff),
  attemptsLeft: z.int().min(0).max(ATTEMPTS),
  challenge: z.enum(['pseudoRandom', 'random']),
});

const production = hex.length(84);

const cardFileSchema = z.discriminatedUnion('version', [
  // The first version's chips had no access control; what was made then can still be looked at.
  z.strictObject({ version: z.literal(1), production, applications: applicationsSchema }),
  z.strictObject({
    version: z.literal(2),
    production,
    access: z.enum(['guarded', 'open']),
    applications: applicationsSchema,
    issuer: issuerSchema,
    pagesWritten: z.int().min(0),
  }),
]);

/** The card as it was left; null where there is no file yet. Fails with `file.unreadable`. */
export function loadCard(path: string): Result<CardState | null> {
  try {
    return ok(cardOf(cardFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))));
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return ok(null);
    return fail('file.unreadable', { path, reason: reason instanceof z.ZodError ? 'not a card' : String(reason) });
  }
}

/** Fails with `file.unwritable`; the file then still holds the state before. */
export function saveCard(path: string, card: CardState): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: folderMode() });
    writeFileSync(`${path}.new`, JSON.stringify(contentOf(card)), { mode: fileMode() });
    renameSync(`${path}.new`, path);
    return ok(undefined);
  } catch (reason) {
    return fail('file.unwritable', { path, reason: String(reason) });
  }
}

function cardOf(content: z.infer<typeof cardFileSchema>): CardState {
  const { master, emrtd, service } = content.applications;
  const applications = { master: restore(master), emrtd: restore(emrtd), service: restore(service) };
  const bytes = bytesOfHex(content.production);
  if (content.version === 1) {
    // A blank that was never written to is as good as one of today; what was begun or finished without access control
    // stays without it, and no such card passes an inspection.
    const isUnused = Object.values(applications).every(
      ({ lifeCycle, files }) => lifeCycle === 'blank' && files.size === 0,
    );
    return { ...blankCard(bytes, deliveryKeys(bytes), isUnused ? 'guarded' : 'open'), applications };
  }
  const { version, encryption, mac, dataEncryption, ...counters } = content.issuer;
  const keys = {
    version,
    encryption: bytesOfHex(encryption),
    mac: bytesOfHex(mac),
    dataEncryption: bytesOfHex(dataEncryption),
  };
  const { access, pagesWritten } = content;
  return { production: bytes, access, applications, issuer: { keys, ...counters }, pagesWritten };
}

function contentOf(card: CardState): z.infer<typeof cardFileSchema> {
  const { master, emrtd, service } = card.applications;
  const { keys, ...counters } = card.issuer;
  return {
    version: 2,
    production: hexOf(card.production),
    access: card.access,
    applications: { master: store(master), emrtd: store(emrtd), service: store(service) },
    issuer: {
      version: keys.version,
      encryption: hexOf(keys.encryption),
      mac: hexOf(keys.mac),
      dataEncryption: hexOf(keys.dataEncryption),
      ...counters,
    },
    pagesWritten: card.pagesWritten,
  };
}

function restore(stored: z.infer<typeof applicationSchema>): CardApplication {
  return {
    lifeCycle: stored.lifeCycle,
    files: new Map(stored.files.map((file) => [file.fileId, bytesOfHex(file.bytes)])),
    keys: new Map(stored.keys.map((key) => [key.tag, bytesOfHex(key.bytes)])),
  };
}

function store(application: CardApplication): z.infer<typeof applicationSchema> {
  const files = [...application.files].map(([fileId, bytes]) => ({ fileId, bytes: hexOf(bytes) }));
  const keys = [...application.keys].map(([tag, bytes]) => ({ tag, bytes: hexOf(bytes) }));
  return { lifeCycle: application.lifeCycle, files, keys };
}
