/** What the holder's sheet says: what the chip was found to hold today, which is what the record says. */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Language } from '../../../shared/messages/texts.ts';
import type { ChipView } from '../../../shared/model/hand-over.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { keptChipPortrait } from '../issue/chip-of-job.ts';
import { findAtDesk, progressFor, type DeskOfCard } from './at-desk.ts';

export interface SheetOfHolder {
  readonly chip: ChipView;
  readonly language: Language;
  readonly number: string;
  readonly at: Date;
}

/** Once the chip was inspected today and found to say exactly this. Fails with `handover.stepMissing`. */
export function holderSheet(input: ParsedInput<'handOver.sheet'>, desk: DeskOfCard): Result<SheetOfHolder> {
  const permitted = requirePermission(desk.actor, 'handOver.sheet');
  if (!permitted.ok) return permitted;
  return desk.store.commit(desk.actor, (tx) => {
    const found = findAtDesk(tx, input.cardId, desk);
    if (!found.ok) return found;
    const { card, application, job } = found.value;
    const at = desk.clock.now();
    const inspected = progressFor(tx, card, application, at).find(({ requirement }) => requirement === 'chip');
    if ((inspected?.done ?? null) === null) return fail('handover.stepMissing', { step: 'chip' });
    const photo = keptChipPortrait(job, tx);
    if (!photo.ok) return photo;
    const { latinName, chineseName, sex, birthDate, nationality } = application.person;
    const { number: cardNumber, validFrom, validUntil } = card;
    tx.audit({
      action: 'handover.sheet',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { language: input.language },
    });
    return ok({
      chip: {
        latinName,
        chineseName: chineseName ?? null,
        sex,
        birthDate,
        nationality,
        cardNumber,
        validFrom,
        validUntil,
        photo: photo.value,
      },
      language: input.language,
      number: card.id.slice(0, 12).toUpperCase(),
      at,
    });
  });
}
