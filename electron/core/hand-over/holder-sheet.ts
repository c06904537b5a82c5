/** What the holder is shown, on a sheet or a screen: what the chip was found to hold today, which is what the record says. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { ChipView } from '../../../shared/model/hand-over.ts';
import type { HolderView } from '../../../shared/model/holder-view.ts';
import type { CardId, JobId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { keptChipPortrait } from '../issue/chip-of-job.ts';
import type { Transaction } from '../ports.ts';
import { findAtDesk, progressFor, type DeskOfCard } from './at-desk.ts';

export interface SheetOfHolder {
  readonly chip: ChipView;
  readonly language: Language;
  readonly number: string;
  readonly at: Date;
}

/** On a screen: both faces as they were printed, and the chip. Fails as the sheet does; the look is on record. */
export function holderView(input: ParsedInput<'handOver.show'>, desk: DeskOfCard): Result<HolderView> {
  const permitted = requirePermission(desk.actor, 'handOver.show');
  if (!permitted.ok) return permitted;
  const { cardId, language } = input;
  return desk.store.commit(desk.actor, (tx) => {
    const inspected = inspectedToday(tx, cardId, desk);
    if (!inspected.ok) return inspected;
    const faces = tx.jobFile(inspected.value.jobId, 'card.pdf');
    if (faces === undefined) return fail('notFound', { what: 'faces' });
    const subject = { kind: 'card', id: cardId } as const;
    tx.audit({ action: 'handover.shown', subject, outcome: 'ok', detail: { language } });
    return ok({ language, chip: inspected.value.chip, faces });
  });
}

/** Once the chip was inspected today and found to say exactly this. Fails with `handover.stepMissing`. */
export function holderSheet(input: ParsedInput<'handOver.sheet'>, desk: DeskOfCard): Result<SheetOfHolder> {
  const permitted = requirePermission(desk.actor, 'handOver.sheet');
  if (!permitted.ok) return permitted;
  return desk.store.commit(desk.actor, (tx) => {
    const inspected = inspectedToday(tx, input.cardId, desk);
    if (!inspected.ok) return inspected;
    tx.audit({
      action: 'handover.sheet',
      subject: { kind: 'card', id: input.cardId },
      outcome: 'ok',
      detail: { language: input.language },
    });
    const number = input.cardId.slice(0, 12).toUpperCase();
    return ok({ chip: inspected.value.chip, language: input.language, number, at: desk.clock.now() });
  });
}

/** What the chip said when it was inspected, which is what the record says. */
function inspectedToday(
  tx: Transaction,
  cardId: CardId,
  desk: DeskOfCard,
): Result<{ readonly jobId: JobId; readonly chip: ChipView }> {
  const found = findAtDesk(tx, cardId, desk);
  if (!found.ok) return found;
  const { card, application, job } = found.value;
  const progress = progressFor(tx, card, application, desk.clock.now());
  const isInspected = progress.some(({ requirement, done }) => requirement === 'chip' && done !== null);
  if (!isInspected) return fail('handover.stepMissing', { step: 'chip' });
  const photo = keptChipPortrait(job, tx);
  if (!photo.ok) return photo;
  const { latinName, chineseName = null, sex, birthDate, nationality } = application.person;
  const { number: cardNumber, validFrom, validUntil } = card;
  const person = { latinName, chineseName, sex, birthDate, nationality };
  return ok({ jobId: job.id, chip: { ...person, cardNumber, validFrom, validUntil, photo: photo.value } });
}
