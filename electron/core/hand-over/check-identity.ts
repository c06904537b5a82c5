/** Who stands at the desk: the passport number is typed from the document, the face compared with the printed one. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { error, ok, type AppError, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { findAtDesk, type DeskOfCard } from './at-desk.ts';
import { viewOfHandOver } from './open-hand-over.ts';

type Input = ParsedInput<'handOver.identity'>;

/**
 * Fails with `handover.passportDiffers`, `handover.portraitDiffers` or `handover.proxySameDocument`; such an attempt is
 * on record. Who a proxy is, is kept with the card and not in the log.
 */
export function checkIdentity(input: Input, desk: DeskOfCard): Result<CallOutput<'handOver.identity'>> {
  const permitted = requirePermission(desk.actor, 'handOver.identity');
  if (!permitted.ok) return permitted;
  const found = findAtDesk(desk.store, input.cardId, desk);
  if (!found.ok) return found;
  const { passport } = found.value.application.person;
  const problem = problemOf(input, passport.number);
  const recorded = desk.store.commit(desk.actor, (tx) => {
    const still = findAtDesk(tx, input.cardId, desk);
    if (!still.ok) return still;
    tx.audit({
      action: 'handover.identity',
      subject: { kind: 'card', id: input.cardId },
      outcome: problem === null ? 'ok' : 'refused',
      detail: { collector: input.collector.kind, ...(problem === null ? {} : { problem: problem.kind }) },
    });
    if (problem !== null) return ok(undefined);
    tx.insertHandOverStep({
      cardId: input.cardId,
      step: 'identity',
      doneBy: desk.actor.account,
      doneAt: desk.clock.now().toISOString(),
      receiptHash: null,
    });
    tx.putCardFile(input.cardId, 'collector.json', utf8Bytes(JSON.stringify(input.collector)));
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  return problem === null ? viewOfHandOver(desk.store, input.cardId, desk.clock.now()) : { ok: false, error: problem };
}

function problemOf({ passportNumber, portraitMatches, collector }: Input, expected: string): AppError | null {
  if (plain(passportNumber) !== plain(expected)) return error('handover.passportDiffers', {});
  if (!portraitMatches) return error('handover.portraitDiffers', {});
  if (collector.kind === 'proxy' && plain(collector.documentNumber) === plain(expected))
    return error('handover.proxySameDocument', {});
  return null;
}

/** As documents print them, with spaces or without. */
function plain(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}
