/** The holder's own word: both faces and the chip, seen on a second screen or on a sheet in their language. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { error, fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { findAtDesk, progressFor, type DeskOfCard } from './at-desk.ts';
import { viewOfHandOver } from './open-hand-over.ts';

/** After the chip was inspected today. A holder who disagrees is on record and refused: `handover.holderDisagrees`. */
export function confirmByHolder(
  input: ParsedInput<'handOver.holder'>,
  desk: DeskOfCard,
): Result<CallOutput<'handOver.holder'>> {
  const permitted = requirePermission(desk.actor, 'handOver.holder');
  if (!permitted.ok) return permitted;
  const agrees = input.facesRight && input.chipRight;
  const recorded = desk.store.commit(desk.actor, (tx) => {
    const found = findAtDesk(tx, input.cardId, desk);
    if (!found.ok) return found;
    const now = desk.clock.now();
    const progress = progressFor(tx, found.value.card, found.value.application, now);
    const isInspected = progress.some(({ requirement, done }) => requirement === 'chip' && done !== null);
    if (!isInspected) return fail('handover.stepMissing', { step: 'chip' });
    const { means, language, facesRight } = input;
    tx.audit({
      action: 'handover.holder',
      subject: { kind: 'card', id: input.cardId },
      outcome: agrees ? 'ok' : 'refused',
      detail: { means, language, ...(agrees ? {} : { problem: facesRight ? 'chip' : 'faces' }) },
    });
    if (!agrees) return ok(undefined);
    const doneBy = desk.actor.account;
    const doneAt = now.toISOString();
    tx.insertHandOverStep({ cardId: input.cardId, step: 'holder', doneBy, doneAt, receiptHash: null });
    return ok(undefined);
  });
  if (!recorded.ok) return recorded;
  return agrees
    ? viewOfHandOver(desk.store, input.cardId, desk.clock.now())
    : { ok: false, error: error('handover.holderDisagrees', {}) };
}
