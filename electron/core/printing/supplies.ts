/** How many cards the printer can still print, against how many are waiting: "ribbon for 41 of 60 cards". */

import type { PrinterStatus, Supply } from '../../../shared/model/device.ts';
import type { PrinterProfile } from '../../../shared/model/printer-profile.ts';
import type { CountedSupply, SupplyForecast } from '../../../shared/model/supplies.ts';
import type { Reader } from '../ports.ts';

/** Cards printed since that supply was changed, as the office counts them; null where no change was ever noted. */
export type OwnCounts = Readonly<Record<CountedSupply, number | null>>;

export interface ForecastInput {
  readonly status: Pick<PrinterStatus, 'supplies' | 'cardsInHopper' | 'roomForRejects'>;
  readonly profile: Pick<PrinterProfile, 'cardsPerSupply'>;
  readonly counts: OwnCounts;
  /** In the tray of this workstation, by the stock ledger. */
  readonly blanks: number;
  readonly waiting: number;
}

/** Each card uses some of them up; the tray of spoilt cards is another matter. */
type UsedUp = Exclude<CountedSupply, 'rejects'>;
const usedUp: readonly UsedUp[] = ['ribbon', 'film', 'overlay', 'cleaning'];

/** One line for each supply that is known of, hopper, blanks and reject tray; the scarcest first. */
export function forecastSupplies({
  status,
  profile,
  counts,
  blanks,
  waiting,
}: ForecastInput): readonly SupplyForecast[] {
  const lines = usedUp.flatMap((kind): readonly SupplyForecast[] => {
    const capacity = profile.cardsPerSupply[kind];
    const device = status.supplies.filter((supply) => supply.kind === kind);
    const cardsLeft = leastOf([
      ...device.map((supply) => cardsByDevice(supply, capacity)),
      cardsByCount(counts[kind], capacity),
    ]);
    return cardsLeft === null ? [] : [lineOf(kind, cardsLeft, waiting)];
  });
  const hopper = status.cardsInHopper === null ? [] : [lineOf('cards', status.cardsInHopper, waiting)];
  const room = leastOf([status.roomForRejects ?? null, cardsByCount(counts.rejects, profile.cardsPerSupply.rejects)]);
  // Most cards are good: only a full tray stands in the way.
  const rejects: readonly SupplyForecast[] =
    room === null ? [] : [{ kind: 'rejects', cardsLeft: room, waiting, isEnough: room > 0 }];
  const tray = lineOf('blanks', blanks, waiting);
  return [...lines, ...hopper, ...rejects, tray].toSorted((one, other) => one.cardsLeft - other.cardsLeft);
}

function lineOf(kind: SupplyForecast['kind'], cardsLeft: number, waiting: number): SupplyForecast {
  return { kind, cardsLeft, waiting, isEnough: cardsLeft >= waiting };
}

/** Rounded down: a percent that is only just there does not print a card. */
function cardsByDevice({ percent }: Supply, capacity: number | null): number | null {
  return capacity === null ? null : Math.floor((percent * capacity) / 100);
}

function cardsByCount(count: number | null, capacity: number | null): number | null {
  return capacity === null || count === null ? null : Math.max(0, capacity - count);
}

/** Where device and office differ, the one that promises less is believed. */
function leastOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** More cards than any ribbon lasts for. */
const mostCounted = 10_000;

/**
 * By the log: cards whose printing was begun since the change was noted; each of them used up its panels. Spoilt cards are
 * those whose printing did not end well.
 */
export function ownCounts(reader: Reader): OwnCounts {
  const changes = reader.auditEntries({ action: 'supply.changed', limit: 500 });
  const begun = reader.auditEntries({ action: 'card.print', outcome: 'begun', limit: mostCounted });
  const spoilt = (['failed', 'unknown'] as const).flatMap((outcome) =>
    reader.auditEntries({ action: 'card.print', outcome, limit: mostCounted }),
  );
  const since = (kind: CountedSupply): number | null => {
    const entries = kind === 'rejects' ? spoilt : begun;
    const noted = changes.filter(({ detail }) => detail['supply'] === kind).map(({ sequence }) => sequence);
    if (noted.length === 0) return null;
    const last = Math.max(...noted);
    return entries.filter(({ sequence }) => sequence > last).length;
  };
  return {
    ribbon: since('ribbon'),
    film: since('film'),
    overlay: since('overlay'),
    cleaning: since('cleaning'),
    rejects: since('rejects'),
  };
}
