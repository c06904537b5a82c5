/** Printer profiles of common families, as data: `resources/printers/<id>.json`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printerProfileSchema, type PrinterProfile } from '../../../shared/model/printer-profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

/** With the measured offsets of this very device in place of those of its family. Fails with `printer.profileUnusable`. */
export function readPrinterProfile(
  folder: string,
  id: string,
  offsets: PrinterProfile['offsets'] | null,
): Result<PrinterProfile> {
  if (!/^[a-z0-9-]{2,40}$/.test(id)) return fail('printer.profileUnusable', { profile: id });
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8'));
    const parsed = printerProfileSchema.safeParse(read);
    if (!parsed.success || parsed.data.id !== id) return fail('printer.profileUnusable', { profile: id });
    return ok(offsets === null ? parsed.data : { ...parsed.data, offsets });
  } catch {
    return fail('printer.profileUnusable', { profile: id });
  }
}
