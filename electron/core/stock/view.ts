/** What the stock screen shows: where everything is, and the way of one blank. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { nameOfDesk } from '../custody/way.ts';
import type { Signer } from '../ports.ts';
import type { StockContext } from './context.ts';
import { oldPlastic } from './old-plastic.ts';
import { transferKey } from './transfer-file.ts';

const MOST_WAITING = 500;

/** `signer`: of transfers; null where there may be none to show. */
export function stockView({ store, digest, profile }: StockContext, signer: Signer | null): CallOutput<'stock.view'> {
  const kept = oldPlastic(store);
  return {
    places: { ...store.countBlanks() },
    boxes: [...store.boxes()],
    tray: { workstation: profile.workstation, next: store.tray(1)[0]?.serial ?? null },
    envelopes: [...store.envelopes()],
    waiting: [
      ...store.blanksIn('test', MOST_WAITING),
      ...store.blanksIn('returned', MOST_WAITING).filter(({ serial }) => !kept.has(serial)),
    ],
    destructions: [...store.destructions()],
    transfers: [...store.transfers()],
    peers: store.peers().map(({ name, verifierKey }) => ({ name, verifierKey })),
    verifierKey: signer === null ? '' : transferKey(digest, nameOfDesk(profile), signer),
  };
}

export function stockHistory(
  { serial }: ParsedInput<'stock.history'>,
  { store }: Pick<StockContext, 'store'>,
): Result<CallOutput<'stock.history'>> {
  const blank = store.blank(serial);
  if (blank === undefined) return fail('notFound', { what: serial });
  return ok({ blank, movements: [...store.movementsOf(serial)], envelope: store.envelope(serial) ?? null });
}
