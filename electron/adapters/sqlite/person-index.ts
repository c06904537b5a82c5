/**
 * What cases are found by, in memory only: built when somebody first searches or signs in, dropped when they leave. Kept
 * in the order of the queue, so that a page is cut out of one walk, and in chunks: a search looks through the words of a
 * chunk at once, and a change moves one chunk and not the whole.
 */

import { fold } from './fold.ts';

/** What the index knows of one case. */
export interface IndexedCase {
  readonly ordinal: number;
  readonly id: string;
  /** One folded field a line: a search never reaches over the end of one. */
  readonly folded: string;
  readonly urgent: number;
  readonly receivedAt: string;
  readonly view: string;
  /** Of the sealed row that the words come from: another row has another one. */
  readonly tag: string;
}

export interface Found {
  readonly ordinals: readonly number[];
  readonly total: number;
}

/** Where the index comes from, and where its words are kept, sealed, until the next time. */
export interface IndexSource {
  /** Every case, or those with the ordinals; erased ones are left out. */
  read(ordinals: readonly number[] | null): readonly IndexedCase[];
  /** Changes when another program wrote. */
  version(): number;
  /** Of the case with that ordinal the words changed, or went. */
  changed(ordinal: number): void;
  keep(cases: Iterable<IndexedCase>, also: readonly number[]): void;
}

/** Application number, card number and the one before it, passport number, Latin and Chinese name, as a search sees them. */
export function searchText(fields: readonly string[]): string {
  const joined = fields.join('\n');
  // Most of what is on file is plain ASCII: then one look at the whole of it is enough.
  return /^[\n\x20-\x7e]*$/.test(joined) ? joined.toLowerCase() : fields.map(fold).join('\n');
}

interface Chunk {
  readonly cases: IndexedCase[];
  /** The words of all of them, and where those of each end; made when somebody searches. */
  words: { readonly text: string; readonly ends: readonly number[] } | null;
}

/** A chunk is split at twice its size. */
const SIZE = 512;
/** Between two cases; no word has it. */
const GAP = '\u0001';

export function personIndex(source: IndexSource) {
  let chunks: Chunk[] | null = null;
  /** Made when the first act needs it. */
  let byOrdinal: Map<number, IndexedCase> | null = null;
  let builtAt = -1;
  /** Ordinals that the open transaction wrote. */
  const touched = new Set<number>();

  function ready(): Chunk[] {
    // Another program wrote: only the one that holds the folder's lock knows what it touched.
    if (chunks === null || builtAt !== source.version()) {
      const cases = source.read(null).toSorted(inOrder);
      chunks = Array.from({ length: Math.max(1, Math.ceil(cases.length / SIZE)) }, (_, at) => ({
        cases: cases.slice(at * SIZE, (at + 1) * SIZE),
        words: null,
      }));
      byOrdinal = null;
      builtAt = source.version();
      keep();
    }
    return chunks;
  }

  function* every(among: readonly Chunk[]): Iterable<IndexedCase> {
    for (const { cases } of among) yield* cases;
  }

  function keep(pages: readonly number[] = []): void {
    if (chunks !== null) source.keep(every(chunks), pages);
  }

  /** By its place in the order, not by looking through all: an index of a large office changes with every act. */
  function replace(ordinal: number, changed: IndexedCase | undefined, among: Chunk[]): void {
    byOrdinal ??= new Map([...every(among)].map((one) => [one.ordinal, one]));
    const former = byOrdinal.get(ordinal);
    if (former?.tag !== changed?.tag) source.changed(ordinal);
    if (former !== undefined) {
      const chunk = chunkOf(former, among);
      chunk.cases.splice(placeOf(former, chunk.cases), 1);
      chunk.words = null;
      if (chunk.cases.length === 0 && among.length > 1) among.splice(among.indexOf(chunk), 1);
    }
    byOrdinal.delete(ordinal);
    if (changed === undefined) return;
    const chunk = chunkOf(changed, among);
    chunk.cases.splice(placeOf(changed, chunk.cases), 0, changed);
    chunk.words = null;
    if (chunk.cases.length >= 2 * SIZE)
      among.splice(among.indexOf(chunk) + 1, 0, { cases: chunk.cases.splice(SIZE), words: null });
    byOrdinal.set(ordinal, changed);
  }

  /** Every case whose words have the text, in order. */
  function* having(folded: string): Iterable<IndexedCase> {
    for (const chunk of ready()) {
      chunk.words ??= wordsOf(chunk.cases);
      const { text, ends } = chunk.words;
      let at = 0;
      for (let from = text.indexOf(folded); from >= 0; from = text.indexOf(folded, ends[at - 1])) {
        while ((ends[at] ?? 0) <= from) at += 1;
        const found = chunk.cases[at];
        if (found !== undefined) yield found;
        at += 1;
        if (at === ends.length) break;
      }
    }
  }

  return {
    /** Builds it where it is not there. */
    ready: (): void => void ready(),
    /** Puts away, sealed, what changed, and those pages in any case; drops nothing. */
    keep,
    forget(): void {
      keep();
      chunks = null;
      byOrdinal = null;
    },
    touch: (ordinal: number): void => void touched.add(ordinal),
    discard: (): void => touched.clear(),
    /** After a commit: what was touched is read once more. */
    settle(): void {
      if (touched.size === 0) return;
      if (chunks !== null) {
        const changed = new Map(source.read([...touched]).map((one) => [one.ordinal, one]));
        for (const ordinal of touched) replace(ordinal, changed.get(ordinal), chunks);
      }
      touched.clear();
    },
    find(folded: string, view: string, offset: number, limit: number): Found {
      const ordinals: number[] = [];
      let total = 0;
      for (const one of having(folded)) {
        if (view !== 'all' && one.view !== view) continue;
        if (total >= offset && ordinals.length < limit) ordinals.push(one.ordinal);
        total += 1;
      }
      return { ordinals, total };
    },
    /** The ids of every case that fits. */
    idsOf(folded: string): ReadonlySet<string> {
      const ids = new Set<string>();
      for (const { id } of having(folded)) ids.add(id);
      return ids;
    },
  };
}

function wordsOf(cases: readonly IndexedCase[]): { readonly text: string; readonly ends: readonly number[] } {
  let end = 0;
  const ends = cases.map(({ folded }) => (end += folded.length + GAP.length));
  return { text: cases.map(({ folded }) => folded + GAP).join(''), ends };
}

/** Where the case is, or belongs: the last chunk that does not begin after it. */
function chunkOf(sought: IndexedCase, chunks: readonly Chunk[]): Chunk {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const first = chunks[middle]?.cases[0];
    if (first !== undefined && inOrder(first, sought) <= 0) low = middle;
    else high = middle - 1;
  }
  const chunk = chunks[low];
  if (chunk === undefined) throw new Error('an index without a chunk');
  return chunk;
}

function inOrder(one: IndexedCase, other: IndexedCase): number {
  if (one.urgent !== other.urgent) return other.urgent - one.urgent;
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt ? -1 : 1;
  return one.ordinal - other.ordinal;
}

function placeOf(sought: IndexedCase, cases: readonly IndexedCase[]): number {
  let [low, high] = [0, cases.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = cases[middle];
    if (there !== undefined && inOrder(there, sought) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
