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
  /**
   * The device that is known under the address, kept when it is the first. Null: none is known and none is told. Fails
   * with `file.*` where the first one cannot be kept.
   */
  device(address: string, found: string | null): Result<string | null>;
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
  let pins = new Map(Object.entries(read.value));

  /** Beside what another program has kept since; in memory only what is in the file. */
  function change(work: (now: Map<string, Pin>) => void): Result<void> {
    const now = readPins(path);
    if (!now.ok) return now;
    const changed = new Map(Object.entries(now.value));
    work(changed);
    const written = writeWhole(path, JSON.stringify(Object.fromEntries(changed), null, 2));
    if (written.ok) pins = changed;
    return written;
  }

  /** The value that is known from now on: the one that another program kept first, or this one. */
  function keep<K extends keyof Pin>(address: string, name: K, value: string): Result<Pin[K]> {
    let first: Pin[K] = value;
    const kept = change((now) => {
      const pin = now.get(address) ?? { certificate: null, device: null };
      first = pin[name] ?? value;
      now.set(address, { ...pin, [name]: first });
    });
    return kept.ok ? ok(first) : kept;
  }

  return ok({
    acceptCertificate(address, fingerprint) {
      const known = pins.get(address)?.certificate ?? null;
      if (known !== null || fingerprint === '') return known !== null && known === fingerprint;
      // What cannot be kept is not trusted either: the next start would trust anybody.
      const first = keep(address, 'certificate', fingerprint);
      return first.ok && first.value === fingerprint;
    },
    device(address, found) {
      const known = pins.get(address)?.device ?? null;
      return known !== null || found === null ? ok(known) : keep(address, 'device', found);
    },
    forget(address) {
      const wasKnown = pins.has(address);
      return change((now) => now.delete(address)).ok && wasKnown;
    },
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
