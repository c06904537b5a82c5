/** Which chip writer a workstation uses: the simulated one, a reader of PC/SC by its name, or a USB writer. */

import { fail, ok, type Result } from '../../shared/result.ts';

export type WriterChoice =
  | { readonly kind: 'simulated' }
  | { readonly kind: 'pcsc'; readonly reader: string }
  /** By its serial number; null takes the only one that is plugged in. */
  | { readonly kind: 'hid'; readonly serial: string | null };

/**
 * `simulated`, `pcsc:NAME`, where NAME may be a part that only one reader has, or `hid` or `hid:SERIAL`. Fails with
 * `usage`.
 */
export function parseWriterChoice(text: string): Result<WriterChoice> {
  if (text === 'simulated') return ok({ kind: 'simulated' });
  if (text === 'hid') return ok({ kind: 'hid', serial: null });
  const [, driver, name = ''] = /^(pcsc|hid):(.+)$/.exec(text) ?? [];
  if (driver === 'pcsc') return ok({ kind: 'pcsc', reader: name });
  if (driver === 'hid') return ok({ kind: 'hid', serial: name });
  return fail('usage', { problem: '--writer simulated|pcsc:NAME|hid[:SERIAL]' });
}

/** As the preferences of the desk say it; what cannot be understood there is a reader that nobody finds, never another writer. */
export function writerOfDesk(preference: string): WriterChoice {
  const choice = parseWriterChoice(preference);
  return choice.ok ? choice.value : { kind: 'pcsc', reader: preference };
}
