/** What the desk sees of one hand-over: which steps its kind asks for, and which of them are done today. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Reader } from '../ports.ts';
import { progressFor, startsLater, type DeskOfCard } from './at-desk.ts';

type View = CallOutput<'handOver.view'>;

export function viewHandOver(
  input: ParsedInput<'handOver.view'>,
  { store, actor, clock }: Pick<DeskOfCard, 'store' | 'actor' | 'clock'>,
): Result<View> {
  const permitted = requirePermission(actor, 'handOver.view');
  return permitted.ok ? viewOfHandOver(store, input.cardId, clock.now()) : permitted;
}

export function viewOfHandOver(
  reader: Reader,
  cardId: ParsedInput<'handOver.view'>['cardId'],
  now: Date,
): Result<View> {
  const card = reader.card(cardId);
  const application = card === undefined ? undefined : reader.application(card.applicationId);
  if (card === undefined || application === undefined) return fail('notFound', { what: 'card' });
  return ok({
    card,
    kind: application.kind,
    urgent: application.urgent,
    steps: [...progressFor(reader, card, application, now)],
    oldCard: reader.oldCardOf(application.id) ?? null,
    notBefore: startsLater(card, now) ? card.validFrom : null,
  });
}
