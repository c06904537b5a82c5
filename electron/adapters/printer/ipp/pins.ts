/** Who each printer was when it was first used: its certificate and its own name. Kept in one small file of the data folder. */

import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { codeOf } from '../../system/error-code.ts';
import { writeWhole } from '../../system/write-whole.ts';

const pinSchema = z.strictObject({
  /** SHA-256 of the DER certificate, hex; null for a printer that was not asked over TLS. */
  certificate: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** `serial:...` or `uuid:...`; null for a device that names itself by neither. */
  device: z.string().max(300).nullable(),
});

const pinsSchema = z.record(z.string().max(2000), pinSchema);

type Pin = z.infer<typeof pinSchema>;

export interface PinnedPrinters {
  /** True for the certificate that this address showed first; the first is kept. */
  acceptCertificate(address: string, fingerprint: string): boolean;
  /** The device that is known under the address, kept when it is the first. Null: none is known and none is told. */
  device(address: string, found: string | null): string | null;
  /** The next one at this address is taken for the first. False where none was known, or it could not be kept. */
  forget(address: string): boolean;
}

/**
 * Fails with `file.unreadable` where the file is there and cannot be understood: a damaged list of who is trusted must
 * not become an empty one.
 */
export function openPins(path: string): Result<PinnedPrinters> {
  const read = readPins(path);
  if (!read.ok) return read;
  const pins = new Map(Object.entries(read.value));
  const write = (): boolean => writeWhole(path, JSON.stringify(Object.fromEntries(pins), null, 2)).ok;
  const keep = (address: string, change: Partial<Pin>): boolean => {
    const pin = { certificate: null, device: null, ...pins.get(address), ...change };
    pins.set(address, pin);
    // What cannot be kept is not trusted either: the next start would trust anybody.
    return write();
  };
  return ok({
    acceptCertificate(address, fingerprint) {
      const known = pins.get(address)?.certificate ?? null;
      if (known !== null) return known === fingerprint;
      return fingerprint !== '' && keep(address, { certificate: fingerprint });
    },
    device(address, found) {
      const known = pins.get(address)?.device ?? null;
      if (known === null && found !== null) keep(address, { device: found });
      return known ?? found;
    },
    forget: (address) => pins.delete(address) && write(),
  });
}

function readPins(path: string): Result<z.infer<typeof pinsSchema>> {
  try {
    const parsed = pinsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? ok(parsed.data) : fail('file.unreadable', { path, reason: 'notPins' });
  } catch (thrown) {
    const reason = codeOf(thrown);
    return reason === 'ENOENT' ? ok({}) : fail('file.unreadable', { path, reason });
  }
}
