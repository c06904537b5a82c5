/** A simulated card's memory as a file: whole before or whole after each command, even where the process is killed. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { hexOf, bytesOfHex } from '../../../core/chip/bytes.ts';
import type { CardApplication, CardState } from './card.ts';

const hex = z.string().regex(/^([0-9A-F]{2})*$/);

const applicationSchema = z.strictObject({
  lifeCycle: z.enum(['blank', 'personalising', 'operational']),
  files: z.array(z.strictObject({ fileId: z.int().min(0).max(0xffff), bytes: hex })),
});

const cardFileSchema = z.strictObject({
  version: z.literal(1),
  production: hex.length(84),
  applications: z.strictObject({ master: applicationSchema, emrtd: applicationSchema, service: applicationSchema }),
});

/** The card as it was left; null where there is no file yet. Fails with `file.unreadable`. */
export function loadCard(path: string): Result<CardState | null> {
  try {
    const parsed = cardFileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { master, emrtd, service } = parsed.applications;
    return ok({
      production: bytesOfHex(parsed.production),
      applications: { master: restore(master), emrtd: restore(emrtd), service: restore(service) },
    });
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'ENOENT') return ok(null);
    return fail('file.unreadable', { path, reason: reason instanceof z.ZodError ? 'not a card' : String(reason) });
  }
}

/** Fails with `file.unwritable`; the file then still holds the state before. */
export function saveCard(path: string, card: CardState): Result<void> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const { master, emrtd, service } = card.applications;
    const applications = { master: store(master), emrtd: store(emrtd), service: store(service) };
    const content = JSON.stringify({ version: 1, production: hexOf(card.production), applications });
    writeFileSync(`${path}.new`, content, { mode: 0o600 });
    renameSync(`${path}.new`, path);
    return ok(undefined);
  } catch (reason) {
    return fail('file.unwritable', { path, reason: String(reason) });
  }
}

function restore(stored: z.infer<typeof applicationSchema>): CardApplication {
  return {
    lifeCycle: stored.lifeCycle,
    files: new Map(stored.files.map((file) => [file.fileId, bytesOfHex(file.bytes)])),
  };
}

function store(application: CardApplication): z.infer<typeof applicationSchema> {
  const files = [...application.files].map(([fileId, bytes]) => ({ fileId, bytes: hexOf(bytes) }));
  return { lifeCycle: application.lifeCycle, files };
}
