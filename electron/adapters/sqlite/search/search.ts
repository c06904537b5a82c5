/** Finding entries: newest first, page by page, by sets of bits and words of ids; what is not indexed yet is gone through. */

import { severityOf } from '../../../../shared/audit/catalogue.ts';
import { outcomes } from '../../../../shared/audit/event-kind.ts';
import type { AuditQuery } from '../../../../shared/audit/query.ts';
import type { EntryForm } from '../../../core/audit/canonical.ts';
import { findable, matcher, mayBeBeginning, termsOf, type Findable } from '../../../core/audit/match.ts';
import { sameBytes } from '../../../core/audit/merkle.ts';
import { isNamed, wordsOf, type KindOfEntry } from '../../../core/audit/words.ts';
import { addTo, everyBit, isEmpty, keepOnly, noBits, PAGE, placesOf, setBit, type Bits } from './bits.ts';
import { ACTOR, actorKey, fewKey, KIND, WORD, type IndexFile } from './index-file.ts';

/** Where the entries themselves are read. */
export interface LogReader {
  size(): number;
  /** `count` entries from `first` on. */
  forms(first: number, count: number): readonly EntryForm[];
  leaf(sequence: number): Uint8Array | undefined;
}

/** Ids that stand in more entries than this are looked for page by page. */
const FEW_FOUND = 2000;

export type AuditSearch = ReturnType<typeof auditSearch>;

export function auditSearch(log: LogReader, opened: IndexFile | null) {
  let index = opened;
  let pages = 0;
  pages = withIndex((known) => fittingPages(log, known), 0);
  /** The entries after the last whole page, with what they are found by. */
  let tail: { readonly first: number; readonly found: Findable[] } = { first: -1, found: [] };

  /** What the index answers; one that cannot be used any more is left behind, and the log gone through itself. */
  function withIndex<T>(ask: (known: IndexFile) => T, without: T): T {
    if (index === null) return without;
    try {
      return ask(index);
    } catch {
      leaveIndex(index);
      return without;
    }
  }

  function leaveIndex(broken: IndexFile): void {
    [index, pages] = [null, 0];
    broken.discard();
  }

  /** Puts up to `most` whole pages into the index; true when none is left. */
  function catchUp(most = Number.POSITIVE_INFINITY): boolean {
    return withIndex((known) => {
      for (let done = 0; done < most && (pages + 1) * PAGE <= log.size(); done += 1) {
        const last = log.leaf((pages + 1) * PAGE - 1);
        if (last === undefined) return true;
        known.addPage(pages, log.forms(pages * PAGE, PAGE).map(findable), last);
        pages += 1;
      }
      return (pages + 1) * PAGE > log.size();
    }, true);
  }

  function newestOnes(): readonly Findable[] {
    const first = Math.floor(log.size() / PAGE) * PAGE;
    if (tail.first !== first) tail = { first, found: [] };
    const from = first + tail.found.length;
    if (from < log.size()) tail.found.push(...log.forms(from, log.size() - from).map(findable));
    return tail.found;
  }

  /** Where the index breaks on the way, the rest is found without it. */
  function* candidates(query: AuditQuery): Iterable<EntryForm> {
    let rest = query;
    try {
      for (const entry of foundBy(query)) {
        rest = { ...query, before: entry.sequence };
        yield entry;
      }
    } catch (thrown) {
      if (index === null) throw thrown;
      leaveIndex(index);
      yield* foundBy(rest);
    }
  }

  function* foundBy(query: AuditQuery): Iterable<EntryForm> {
    const whole = Math.floor(log.size() / PAGE);
    const before = query.before ?? Number.POSITIVE_INFINITY;
    const isMeant = matcher(query);
    if (before > whole * PAGE) yield* matching(isMeant, newestOnes());
    // Not indexed yet: gone through as they are.
    for (let page = whole - 1; page >= pages; page -= 1) {
      if (before > page * PAGE) yield* matching(isMeant, log.forms(page * PAGE, PAGE).map(findable));
    }
    if (index === null || pages === 0) return;
    const bitsOfPage = compile(query, index);
    for (let page = Math.min(pages - 1, Math.floor((before - 1) / PAGE)); page >= 0; page -= 1) {
      const bits = bitsOfPage(page);
      if (bits === null) continue;
      for (const place of placesOf(bits)) {
        const [entry] = log.forms(page * PAGE + place, 1);
        // The index says where to look; the entry itself says whether it is meant.
        if (entry !== undefined && isMeant(findable(entry))) yield entry;
      }
    }
  }

  return {
    catchUp,
    /** The newest that match, newest first. */
    page(query: AuditQuery): readonly EntryForm[] {
      const found: EntryForm[] = [];
      for (const entry of candidates(query)) {
        found.push(entry);
        if (found.length >= query.limit) break;
      }
      return found;
    },
    /** Every entry that matches, newest first, however many. */
    all: (query: Omit<AuditQuery, 'limit'>): Iterable<EntryForm> => candidates({ ...query, limit: 1 }),
    /**
     * The same by the entries alone, for what leaves the office: nobody signed the index, and an entry that it does not
     * lead to would be missing without a word.
     */
    *allInLog(query: Omit<AuditQuery, 'limit'>): Iterable<EntryForm> {
      const isMeant = matcher({ ...query, limit: 1 });
      for (let page = Math.floor(log.size() / PAGE); page >= 0; page -= 1) {
        yield* matching(isMeant, log.forms(page * PAGE, PAGE).map(findable));
      }
    },
    /** Who acted, in the order of their names; pages that are not indexed yet are not gone through for it. */
    people(): readonly string[] {
      const indexed = withIndex((known) => known.keysBeginning(ACTOR).map((key) => key.slice(ACTOR.length)), []);
      return [...new Set([...indexed, ...newestOnes().map(({ entry }) => entry.actor)])].toSorted();
    },
    close: (): void => index?.close(),
  };
}

/** The pages that are of this log; an index of another one is emptied. */
function fittingPages(log: LogReader, index: IndexFile): number {
  const { pages, lastLeaf } = index.state();
  if (pages === 0 || lastLeaf === null) return 0;
  const leaf = pages * PAGE <= log.size() ? log.leaf(pages * PAGE - 1) : undefined;
  if (leaf !== undefined && sameBytes(leaf, lastLeaf)) return pages;
  index.clear();
  return 0;
}

function* matching(isMeant: (found: Findable) => boolean, found: readonly Findable[]): Iterable<EntryForm> {
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const one = found[at];
    if (one !== undefined && isMeant(one)) yield one.entry;
  }
}

/** Answers the places of a page that may match; null where none does. */
function compile(query: AuditQuery, index: IndexFile): (page: number) => Bits | null {
  const conditions = [
    ...kindCondition(query, index),
    ...(query.actor === undefined ? [] : [setsOf(index.having(actorKey(query.actor)))]),
    ...(query.id === undefined ? [] : [either([setsOf(index.having(fewKey(query.id))), idCondition(query.id, index)])]),
    ...termsOf(query).map((term) => termCondition(term, index)),
  ];
  const from = query.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.from);
  const to = query.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.to);
  const isTimed = query.from !== undefined || query.to !== undefined;
  const before = query.before ?? Number.POSITIVE_INFINITY;
  const spans = isTimed ? index.spans() : null;
  return (page) => {
    const span = spans?.get(page);
    if (span !== undefined && (span.latest < from || span.earliest >= to)) return null;
    const bits = everyBit();
    for (const condition of conditions) {
      const given = condition(page);
      if (given === null) return null;
      keepOnly(bits, given);
    }
    const isWholeInside = span === undefined || (span.earliest >= from && span.latest < to);
    if (!isWholeInside || before < (page + 1) * PAGE) {
      const times = isWholeInside ? null : index.times(page);
      const inside = noBits();
      for (let place = 0; place < PAGE && page * PAGE + place < before; place += 1) {
        const time = times?.[place] ?? from;
        if (times === null || (time >= from && time < to)) setBit(inside, place);
      }
      keepOnly(bits, inside);
    }
    return isEmpty(bits) ? null : bits;
  };
}

type Condition = (page: number) => Bits | null;

function setsOf(byPage: ReadonlyMap<number, Bits>): Condition {
  return (page) => byPage.get(page) ?? null;
}

function either(conditions: readonly Condition[]): Condition {
  return (page) => {
    let all: Bits | null = null;
    for (const condition of conditions) {
      const given = condition(page);
      if (given === null) continue;
      all ??= noBits();
      addTo(all, given);
    }
    return all;
  };
}

function both(conditions: readonly Condition[]): Condition {
  return (page) => {
    const all = everyBit();
    for (const condition of conditions) {
      const given = condition(page);
      if (given === null) return null;
      keepOnly(all, given);
    }
    return all;
  };
}

/** Kind of event, outcome, weight and kind of subject together: few hundred sets of which some are meant. */
function kindCondition(query: AuditQuery, index: IndexFile): readonly Condition[] {
  const { action, outcome, severity, subjectKind } = query;
  if (action === undefined && outcome === undefined && severity === undefined && subjectKind === undefined) return [];
  const isMeant = (kind: KindOfEntry): boolean =>
    (action === undefined || kind.action === action) &&
    (outcome === undefined || kind.outcome === outcome) &&
    (subjectKind === undefined || kind.subjectKind === subjectKind) &&
    (severity === undefined || severityOf(kind.action, kind.outcome) === severity);
  return [setsOf(together(index, isMeant))];
}

function together(index: IndexFile, isMeant: (kind: KindOfEntry) => boolean): ReadonlyMap<number, Bits> {
  const all = new Map<number, Bits>();
  for (const key of index.keysBeginning(KIND)) {
    const [action = '', outcome = '', subjectKind = ''] = key.slice(KIND.length).split(' ');
    const known = outcomes.find((one) => one === outcome) ?? 'unknown';
    if (isMeant({ action, outcome: known, subjectKind })) unite(all, index.having(key));
  }
  return all;
}

function unite(all: Map<number, Bits>, more: Iterable<readonly [number, Bits]>): void {
  for (const [page, bits] of more) {
    const known = all.get(page);
    if (known === undefined) all.set(page, bits);
    else addTo(known, bits);
  }
}

/** A word of the names of things, of what many entries share, or of ids. */
function termCondition(term: string, index: IndexFile): Condition {
  const words = wordsOf(term);
  const named = setsOf(together(index, (kind) => isNamed(term, kind)));
  if (words.length === 0) return named;
  const shared = both(
    words.map((word) => {
      const sets = new Map<number, Bits>();
      unite(
        sets,
        index.beginning(`${WORD}${word}`).map(({ page, bits }) => [page, bits] as const),
      );
      return setsOf(sets);
    }),
  );
  return either([named, shared, idCondition(term, index)]);
}

function idCondition(id: string, index: IndexFile): Condition {
  const words = wordsOf(id);
  if (words.length === 0) return () => null;
  const match = words.map((word) => `"${word}"${mayBeBeginning(word) ? ' *' : ''}`).join(' AND ');
  const few = index.withIds(match, FEW_FOUND);
  if (few.length < FEW_FOUND) {
    const sets = new Map<number, Bits>();
    for (const sequence of few) {
      const page = Math.floor(sequence / PAGE);
      const bits = sets.get(page) ?? noBits();
      setBit(bits, sequence % PAGE);
      sets.set(page, bits);
    }
    return setsOf(sets);
  }
  return (page) => {
    const found = index.withIdsIn(match, page * PAGE, (page + 1) * PAGE - 1);
    if (found.length === 0) return null;
    const bits = noBits();
    for (const sequence of found) setBit(bits, sequence % PAGE);
    return bits;
  };
}
