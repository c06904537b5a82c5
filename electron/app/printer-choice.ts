/** Which card printer a workstation uses: the simulated one, one that speaks IPP, or a queue of the system. */

import { fail, ok, type Result } from '../../shared/result.ts';

export type PrinterChoice =
  | { readonly kind: 'simulated' }
  | { readonly kind: 'ipp'; readonly address: string }
  /** `server`: `ipp://HOST:PORT` of the print service. */
  | { readonly kind: 'cups'; readonly queue: string; readonly server: string }
  | { readonly kind: 'windows'; readonly queue: string }
  /** Words that cannot be understood: a printer that nobody finds, never another one. */
  | { readonly kind: 'absent'; readonly name: string };

const localServer = 'ipp://localhost:631';

/** `simulated`, `ipp://...`, `ipps://...`, `cups:QUEUE[@HOST:PORT]` or `windows:QUEUE`. Fails with `usage`. */
export function parsePrinterChoice(text: string): Result<PrinterChoice> {
  if (text === 'simulated') return ok({ kind: 'simulated' });
  if (/^ipps?:\/\/[^/]/.test(text) && URL.canParse(text)) return ok({ kind: 'ipp', address: text });
  const [, queue, host] = /^cups:([^@/#?\s]+)(?:@([^@/\s]+:\d+))?$/.exec(text) ?? [];
  if (queue !== undefined)
    return ok({ kind: 'cups', queue, server: host === undefined ? localServer : `ipp://${host}` });
  const [, printer] = /^windows:(.+)$/.exec(text) ?? [];
  if (printer !== undefined) return ok({ kind: 'windows', queue: printer });
  return fail('usage', { problem: '--printer simulated|ipp://...|ipps://...|cups:QUEUE[@HOST:PORT]|windows:QUEUE' });
}

/** As the preferences of the desk say it. */
export function printerOfDesk(preference: string): PrinterChoice {
  const choice = parsePrinterChoice(preference);
  return choice.ok ? choice.value : { kind: 'absent', name: preference };
}
