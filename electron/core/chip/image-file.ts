/** The chip image as one file beside its job (`chip.json`), so that a run after a crash writes the very same bytes. */

import * as z from 'zod';
import { sha256Schema } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesOfHex, hexOf, utf8Bytes, utf8Text } from './bytes.ts';
import type { ChipImage } from './chip.ts';
import { LARGEST_FILE } from './lds/files.ts';

const imageFileSchema = z.strictObject({
  version: z.literal(1),
  sodHash: sha256Schema,
  /** In the order in which they are written. */
  files: z
    .array(
      z
        .strictObject({
          application: z.enum(['master', 'emrtd', 'service']),
          fileId: z.int().min(1).max(0xffff),
          name: z.string(),
          /** Upper-case hex. */
          bytes: z
            .string()
            .max(2 * LARGEST_FILE)
            .regex(/^([0-9A-F]{2})+$/),
          size: z.int().max(LARGEST_FILE).optional(),
        })
        .refine(({ bytes, size }) => size === undefined || 2 * size >= bytes.length, 'larger than its size'),
    )
    .min(1),
});

export function encodeChipImage(image: ChipImage): Uint8Array {
  const files = image.files.map((file) => ({ ...file, bytes: hexOf(file.bytes) }));
  return utf8Bytes(JSON.stringify({ version: 1, sodHash: image.sodHash, files }, null, 1));
}

/** Fails with `chip.malformed`. */
export function decodeChipImage(file: Uint8Array): Result<ChipImage> {
  const parsed = imageFileSchema.safeParse(jsonOf(utf8Text(file) ?? ''));
  if (!parsed.success)
    return fail('chip.malformed', { what: 'chip.json', problem: parsed.error.issues[0]?.message ?? '' });
  const files = parsed.data.files.map((entry) => ({ ...entry, bytes: bytesOfHex(entry.bytes) }));
  return ok({ files, sodHash: parsed.data.sodHash });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
