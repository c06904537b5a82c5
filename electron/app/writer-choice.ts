/** Which chip writer a workstation uses: the simulated one, or a reader of PC/SC by its name. */

import { fail, ok, type Result } from '../../shared/result.ts';

export type WriterChoice = { readonly kind: 'simulated' } | { readonly kind: 'pcsc'; readonly reader: string };

/** `simulated` or `pcsc:NAME`, where NAME may be a part that only one reader has. Fails with `usage`. */
export function parseWriterChoice(text: string): Result<WriterChoice> {
  if (text === 'simulated') return ok({ kind: 'simulated' });
  const [, reader] = /^pcsc:(.+)$/.exec(text) ?? [];
  return reader === undefined
    ? fail('usage', { problem: '--writer simulated|pcsc:NAME' })
    : ok({ kind: 'pcsc', reader });
}

/** As the preferences of the desk say it; what cannot be understood there is a reader that nobody finds, never another writer. */
export function writerOfDesk(preference: string): WriterChoice {
  const choice = parseWriterChoice(preference);
  return choice.ok ? choice.value : { kind: 'pcsc', reader: preference };
}
