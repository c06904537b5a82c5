/** Whether an entry is what a query asks for: the meaning of every filter, wherever the entries lie. */

import { severityOf } from '../../../shared/audit/catalogue.ts';
import type { AuditQuery } from '../../../shared/audit/query.ts';
import type { EntryForm } from './canonical.ts';
import { idsOf, isNamed, kindOf, sharedWords, wordsOf, type KindOfEntry } from './words.ts';

/** An entry with what it is found by, worked out once. */
export interface Findable {
  readonly entry: EntryForm;
  readonly kind: KindOfEntry;
  readonly ids: readonly string[];
  readonly idWords: readonly string[];
  readonly shared: readonly string[];
  readonly timeMs: number;
}

export function findable(entry: EntryForm): Findable {
  const ids = idsOf(entry);
  return {
    entry,
    kind: kindOf(entry),
    ids,
    idWords: ids.flatMap(wordsOf),
    shared: [...sharedWords(entry)],
    timeMs: Date.parse(entry.time),
  };
}

/** The question, made ready to be asked of many entries. */
export function matcher(query: AuditQuery): (found: Findable) => boolean {
  const { before, action, outcome, actor, subjectKind, severity, id } = query;
  const from = query.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(query.from);
  const to = query.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.to);
  const terms = termsOf(query).map(termMatcher);
  return (found) => {
    const { entry, kind, timeMs } = found;
    if (before !== undefined && entry.sequence >= before) return false;
    if (action !== undefined && entry.action !== action) return false;
    if (outcome !== undefined && entry.outcome !== outcome) return false;
    if (actor !== undefined && entry.actor !== actor) return false;
    if (subjectKind !== undefined && entry.subject.kind !== subjectKind) return false;
    if (timeMs < from || timeMs >= to) return false;
    if (severity !== undefined && severityOf(entry.action, kind.outcome) !== severity) return false;
    if (id !== undefined && entry.subject.id !== id && !found.ids.includes(id)) return false;
    return terms.every((meets) => meets(found));
  };
}

/** The words of the text that is searched for, as they were typed: parted by spaces. */
export function termsOf({ text }: Pick<AuditQuery, 'text'>): readonly string[] {
  return (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
}

/** Shorter than this, or all digits, a word of an id is met as a whole: too many begin alike. */
const SHORTEST_BEGINNING = 4;

export function mayBeBeginning(word: string): boolean {
  return word.length >= SHORTEST_BEGINNING && !/^\d+$/.test(word);
}

/** In the names of what it is, or by the beginnings of words in it. */
function termMatcher(term: string): (found: Findable) => boolean {
  const words = wordsOf(term);
  const named = new Map<string, boolean>();
  const isKindNamed = (kind: KindOfEntry): boolean => {
    const key = `${kind.action} ${kind.outcome} ${kind.subjectKind}`;
    const known = named.get(key) ?? isNamed(term, kind);
    named.set(key, known);
    return known;
  };
  const beginsOne = (word: string, among: readonly string[]): boolean => among.some((one) => one.startsWith(word));
  const isInIds = (word: string, among: readonly string[]): boolean =>
    mayBeBeginning(word) ? beginsOne(word, among) : among.includes(word);
  return ({ kind, shared, idWords }) =>
    isKindNamed(kind) ||
    (words.length > 0 &&
      (words.every((word) => beginsOne(word, shared)) || words.every((word) => isInIds(word, idWords))));
}

/** A page of those that match, newest first. `all`: by sequence. */
export function pageOf(query: AuditQuery, all: readonly Findable[]): readonly EntryForm[] {
  const page: EntryForm[] = [];
  const isMeant = matcher(query);
  for (let index = all.length - 1; index >= 0 && page.length < query.limit; index -= 1) {
    const one = all[index];
    if (one !== undefined && isMeant(one)) page.push(one.entry);
  }
  return page;
}
