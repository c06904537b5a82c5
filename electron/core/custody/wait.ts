/** Cards that wait too long: listed, reminded of, and sent back after a set time. Where is my card? One search. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { dayInChina } from '../../../shared/card/china-day.ts';
import { ok, fail, type Result } from '../../../shared/result.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { requirePermission } from '../access/permissions.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Reader } from '../ports.ts';
import { uncollectedResult } from '../results/make-result.ts';
import { moveCard } from '../stock/move-card.ts';

type Desk = Pick<DeskContext, 'store' | 'actor' | 'clock'>;

const DAY_MS = 86_400_000;
/** From then on a card counts as uncollected, and its holder is reminded. */
const UNCOLLECTED_DAYS = 30;
/** From then on it goes back. */
const RETURN_DAYS = 180;

/** By name, card, application or passport number, blank or chip serial, safe and slot. Urgent cases come first. */
export function listCustody(
  { view, text, limit }: ParsedInput<'custody.list'>,
  { store, actor, clock }: Desk,
): Result<CallOutput<'custody.list'>> {
  const permitted = requirePermission(actor, 'custody.list');
  if (!permitted.ok) return permitted;
  const ages = { uncollectedBefore: before(clock, UNCOLLECTED_DAYS), returnBefore: before(clock, RETURN_DAYS) };
  return ok(store.custody({ view, limit, ...ages, ...(text === undefined ? {} : { text }) }));
}

/** That somebody was written to or called; by which way, and when. */
export function remind(input: ParsedInput<'custody.remind'>, { store, actor, clock }: Desk): Result<Card> {
  const permitted = requirePermission(actor, 'custody.remind');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    if (card === undefined) return fail('notFound', { what: 'card' });
    if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'remind' });
    const remindedAt = clock.now().toISOString();
    tx.insertReminder({ cardId: card.id, means: input.means, remindedBy: actor.account, remindedAt });
    const subject = { kind: 'card', id: card.id } as const;
    tx.audit({ action: 'card.reminded', subject, outcome: 'ok', detail: { means: input.means } });
    return ok(card);
  });
}

/**
 * Out of the safe for good: its holder never came. Fails with `custody.tooSoon` before the set time, and where nobody could
 * have come: `application.notAccepted` while the case is on hold, `complaint.open`.
 */
export function returnUncollected(
  input: ParsedInput<'custody.returnUncollected'>,
  context: Desk & Pick<DeskContext, 'random' | 'profile'>,
): Result<Card> {
  const { store, actor, clock } = context;
  const permitted = requirePermission(actor, 'custody.returnUncollected');
  if (!permitted.ok) return permitted;
  return store.commit(actor, (tx) => {
    const card = tx.card(input.cardId);
    const application = card === undefined ? undefined : tx.application(card.applicationId);
    if (card === undefined || application === undefined) return fail('notFound', { what: 'card' });
    if (card.revision !== input.revision) return fail('changedMeanwhile', { what: 'card' });
    if (card.state !== 'inCustody') return fail('card.wrongState', { state: card.state, action: 'return' });
    if (application.state === 'held') return fail('application.notAccepted', { state: application.state });
    if (tx.complaint(card.id)?.decision === null) return fail('complaint.open', {});
    const from = new Date(waitsSince(tx, card) + RETURN_DAYS * DAY_MS);
    if (clock.now() < from) return fail('custody.tooSoon', { on: dayInChina(from) });
    const returned = moveCard(tx, card, 'returned', clock.now());
    if (!returned.ok) return returned;
    tx.insertResult(uncollectedResult({ ...context, application }, card));
    tx.audit({
      action: 'card.returned',
      subject: { kind: 'card', id: card.id },
      outcome: 'ok',
      detail: { blank: card.blankSerial, reason: 'uncollected' },
    });
    return returned;
  });
}

/** Since when its holder could have come for it, in ms: it is made, valid, and here; the list of custody asks the same. */
function waitsSince(reader: Reader, { blankSerial, finishedAt, validFrom }: Card): number {
  const arrivals = reader.movementsOf(blankSerial).filter(({ act }) => act === 'arrived' || act === 'cameBack');
  return Math.max(...[finishedAt, validFrom, ...arrivals.map(({ at }) => at)].map((at) => Date.parse(at)));
}

function before({ now }: Desk['clock'], days: number): string {
  return new Date(now().getTime() - days * DAY_MS).toISOString();
}
