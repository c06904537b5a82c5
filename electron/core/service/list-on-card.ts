/**
 * What the list in the card at hand means beside what the database says it should be. A change that was begun and whose
 * end nobody saw is settled here by reading: the new list is there, or the old one still is, or it has to be written.
 */

import type { CardId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesEqual } from '../chip/bytes.ts';
import type { Reader } from '../ports.ts';
import { reasonOf, type CardSession } from './card-session.ts';
import type { ServiceContext } from './context.ts';
import { readList } from './list-file.ts';
import { settleChange } from './journal.ts';
import type { ServiceChange } from './service-change.ts';
import type { ServiceEntry } from './service-list.ts';
import { believeList, type ServiceCardIdentity } from './signed-list.ts';

export interface ListOnCard {
  /** 0 where there is none. */
  readonly number: number;
  readonly entries: readonly ServiceEntry[];
  readonly bytes: Uint8Array;
  /** Begun, and neither in the chip nor given up: the list of the chip may be gone until it is written. */
  readonly unfinished: ServiceChange | null;
  /** The number of the next list: no number is used twice. */
  readonly nextNumber: number;
}

/**
 * Reads and judges. Fails with `service.listForged`, `service.listOlder`, `service.notOnCard`, `chip.*`, `writer.*`. The
 * only thing it changes is a row of the journal that the chip's own content settles.
 */
export async function readListOnCard(session: CardSession, context: ServiceContext): Promise<Result<ListOnCard>> {
  const { card, identity, channel } = session;
  const file = await readList(channel);
  if (!file.ok && file.error.kind === 'answered' && file.error.error.kind === 'chip.malformed') {
    // A length that cannot be: what a tear of the header leaves.
    return judge(new Uint8Array(), card.id, identity, context);
  }
  const bytes = reasonOf(file);
  return bytes.ok ? judge(bytes.value, card.id, identity, context) : bytes;
}

function judge(
  bytes: Uint8Array,
  cardId: CardId,
  identity: ServiceCardIdentity,
  context: ServiceContext,
): Result<ListOnCard> {
  const history = historyOf(context.store, cardId);
  const { open } = history;
  if (open === null) return judgeSettled(bytes, identity, history, context);
  const end = endOf(open, history, bytes);
  // Neither the old list nor the new one: whatever it is, the change that was approved is written over it.
  if (end === null) return ok({ number: 0, entries: [], bytes, unfinished: open, nextNumber: history.nextNumber });
  const settled = settleChange(open, end, context);
  return settled.ok ? judgeSettled(bytes, identity, historyOf(context.store, cardId), context) : settled;
}

interface History {
  /** The newest list that is known to have reached the chip. */
  readonly done: ServiceChange | null;
  readonly open: ServiceChange | null;
  readonly nextNumber: number;
}

function historyOf(reader: Reader, cardId: CardId): History {
  const changes = reader.serviceChanges(cardId);
  return {
    done: changes.findLast((change) => change.state === 'done') ?? null,
    open: changes.find((change) => change.state === 'begun') ?? null,
    nextNumber: (changes.at(-1)?.listNumber ?? 0) + 1,
  };
}

function endOf(open: ServiceChange, { done }: History, bytes: Uint8Array): 'done' | 'notDone' | null {
  if (bytesEqual(bytes, open.list)) return 'done';
  // Without a list before, an empty file says either "not begun" or "torn": both are written again.
  return done !== null && bytesEqual(bytes, done.list) ? 'notDone' : null;
}

function judgeSettled(
  bytes: Uint8Array,
  identity: ServiceCardIdentity,
  { done, nextNumber }: History,
  context: ServiceContext,
): Result<ListOnCard> {
  const onFile = done?.listNumber ?? 0;
  if (bytes.length === 0) {
    if (onFile > 0) return fail('service.listOlder', { found: 0, onFile });
    return ok({ number: 0, entries: [], bytes, unfinished: null, nextNumber });
  }
  const list = believeList(bytes, identity, context.services.trust, context);
  if (!list.ok) return list;
  const { number, entries } = list.value;
  if (number < onFile) return fail('service.listOlder', { found: number, onFile });
  // A number stands for one list. One that was signed here and never settled as written must not be in a chip either.
  const isKnown = number > onFile ? number >= nextNumber : bytesEqual(bytes, done?.list ?? new Uint8Array());
  if (!isKnown) return fail('service.listForged', { doubt: 'otherList' });
  return ok({ number, entries, bytes, unfinished: null, nextNumber: Math.max(nextNumber, number + 1) });
}
