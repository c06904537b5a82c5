/** The life of one card from its entries: stretches of work one after the other, and what it came to. */

import type { AuditForm } from '../../../shared/audit/shown.ts';

export type Stage =
  'stock' | 'approval' | 'review' | 'faces' | 'chip' | 'print' | 'verify' | 'safe' | 'release' | 'services' | 'trouble';

/** Which stage of a life a kind of event belongs to; every other kind is looking at it from outside. */
const stages: Readonly<Record<string, Stage>> = {
  'blank.received': 'stock',
  'application.received': 'approval',
  'application.replaced': 'approval',
  'application.withdrawn': 'approval',
  'application.held': 'approval',
  'application.released': 'approval',
  'application.viewed': 'review',
  'application.photoCropped': 'review',
  'application.accepted': 'review',
  'application.returned': 'review',
  'job.composed': 'faces',
  'blank.assigned': 'chip',
  'blank.bound': 'chip',
  'chip.encode': 'chip',
  'card.print': 'print',
  'card.verify': 'verify',
  'card.stored': 'safe',
  'oldCard.read': 'release',
  'oldCard.collected': 'release',
  'oldCard.cancelled': 'release',
  'handover.identity': 'release',
  'handover.chip': 'release',
  'handover.sheet': 'release',
  'handover.holder': 'release',
  'handover.drafted': 'release',
  'handover.signed': 'release',
  'card.handedOver': 'release',
  'receipt.saved': 'release',
  'service.read': 'services',
  'service.add': 'services',
  'service.renew': 'services',
  'service.withdraw': 'services',
  'service.prove': 'services',
  'job.suspended': 'trouble',
  'job.resolved': 'trouble',
  'job.cancelled': 'trouble',
  'job.setAside': 'trouble',
  'blank.setAside': 'trouble',
  'job.restarted': 'trouble',
  'card.revoked': 'trouble',
  'complaint.opened': 'trouble',
  'complaint.inspected': 'trouble',
  'complaint.decided': 'trouble',
};

export interface Stretch {
  readonly stage: Stage;
  readonly entries: readonly AuditForm[];
}

/** `entries`: of one life, by sequence. What belongs to no stage stays with the stretch that it fell into. */
export function stretchesOf(entries: readonly AuditForm[]): readonly Stretch[] {
  const found: { stage: Stage; entries: AuditForm[] }[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    const stage = stages[entry.action] ?? last?.stage ?? (isOfStock(entry) ? 'stock' : 'approval');
    if (last?.stage === stage) last.entries.push(entry);
    else found.push({ stage, entries: [entry] });
  }
  return found;
}

/** How the blank came here, and from place to place. */
function isOfStock({ action }: AuditForm): boolean {
  return action === 'blank.received' || action.startsWith('stock.');
}

export interface LifeSummary {
  readonly begun: string;
  readonly ended: string;
  /** Accounts, in the order in which they first acted. */
  readonly people: readonly string[];
  readonly blanks: readonly string[];
  readonly spoilt: number;
  /** How far it came. */
  readonly reached: 'approval' | 'accepted' | 'made' | 'stored' | 'handedOver' | 'revoked';
  readonly acceptedBy: string | null;
  readonly handedOverBy: string | null;
}

/** Null where there is no entry of a life. */
export function lifeSummary(entries: readonly AuditForm[]): LifeSummary | null {
  // The box that the blank came in has a life of its own.
  const first = entries.find((entry) => !isOfStock(entry));
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return null;
  const done = (action: string): AuditForm | undefined =>
    entries.findLast((entry) => entry.action === action && entry.outcome === 'ok');
  const people = entries.filter(({ role }) => role !== 'system').map(({ actor }) => actor);
  const blanks = entries.filter(({ action }) => action === 'blank.assigned').map(({ subject }) => subject.id);
  return {
    begun: first.time,
    ended: last.time,
    people: [...new Set(people)],
    blanks: [...new Set(blanks)],
    spoilt: entries.filter(({ action }) => action === 'job.setAside').length,
    reached: reachedBy(done),
    acceptedBy: done('application.accepted')?.actor ?? null,
    handedOverBy: done('card.handedOver')?.actor ?? null,
  };
}

function reachedBy(done: (action: string) => AuditForm | undefined): LifeSummary['reached'] {
  if (done('card.revoked') !== undefined) return 'revoked';
  if (done('card.handedOver') !== undefined) return 'handedOver';
  if (done('card.stored') !== undefined) return 'stored';
  if (done('card.verify') !== undefined) return 'made';
  return done('application.accepted') === undefined ? 'approval' : 'accepted';
}

const kindsWithALife: ReadonlySet<string> = new Set(['application', 'job', 'blank', 'card']);

/** By which id the life that an entry belongs to is found; null where it belongs to none. */
export function lifeIdOf({ subject }: Pick<AuditForm, 'subject'>): string | null {
  return kindsWithALife.has(subject.kind) ? subject.id : null;
}

/** Milliseconds since the entry before it, for each entry; null for the first. */
export function gapsOf(entries: readonly AuditForm[]): ReadonlyMap<number, number> {
  const gaps = new Map<number, number>();
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1];
    if (before !== undefined) gaps.set(entry.sequence, Date.parse(entry.time) - Date.parse(before.time));
  }
  return gaps;
}
