/** The PC/SC library: loaded when it is first asked for, because a workstation without one has everything else to do. */

import type { ContextInterface } from 'smartcard';
import { error, fail, ok, type AppError, type Result } from '../../../../shared/result.ts';
import { firstLine } from '../first-line.ts';

/** What is used of the `smartcard` package. */
export type PcscLibrary = typeof import('smartcard');

/** Fails with `writer.noService` where the native library is not there or does not fit this program. */
export async function loadPcsc(): Promise<Result<PcscLibrary>> {
  try {
    return ok(await import('smartcard'));
  } catch (reason) {
    return fail('writer.noService', { reason: firstLine(reason) });
  }
}

/** Fails with `writer.noService` where no PC/SC service answers. */
export function openContext(library: PcscLibrary): Result<ContextInterface> {
  try {
    return ok(new library.Context());
  } catch (reason) {
    return fail('writer.noService', { reason: firstLine(reason) });
  }
}

/** The library names PC/SC's codes only by these sentences of its own. */
const sentences: ReadonlyMap<string, 'noCard' | 'inUse' | 'mute' | 'noService'> = new Map([
  ['No smart card present', 'noCard'],
  ['Card was removed', 'noCard'],
  ['Sharing violation', 'inUse'],
  ['Card is unresponsive', 'mute'],
  ['Card is unpowered', 'mute'],
  ['Card is not supported', 'mute'],
  ['Protocol mismatch', 'mute'],
  ['PC/SC service not running', 'noService'],
  ['PC/SC service stopped', 'noService'],
  ['System cancelled operation', 'noService'],
]);

/** What a failure to reach a card means for whoever stands there. */
export function contactError(reason: unknown, writer: string): AppError {
  const sentence = firstLine(reason);
  switch (sentences.get(sentence)) {
    case 'noCard':
      return error('writer.noCard', {});
    case 'inUse':
      return error('writer.inUse', { writer });
    case 'mute':
      return error('writer.mute', { writer, reason: sentence });
    case 'noService':
      return error('writer.noService', { reason: sentence });
    case undefined:
      return error('writer.notReady', { writer, reason: sentence });
  }
}
