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

export function matches(query: AuditQuery, found: Findable): boolean {
  const { entry, kind, timeMs } = found;
  const { action, outcome, subject, actor, sequence } = entry;
  if (query.before !== undefined && sequence >= query.before) return false;
  if (query.action !== undefined && action !== query.action) return false;
  if (query.outcome !== undefined && outcome !== query.outcome) return false;
  if (query.actor !== undefined && actor !== query.actor) return false;
  if (query.subjectKind !== undefined && subject.kind !== query.subjectKind) return false;
  if (query.from !== undefined && timeMs < Date.parse(query.from)) return false;
  if (query.to !== undefined && timeMs >= Date.parse(query.to)) return false;
  if (query.severity !== undefined && severityOf(action, kind.outcome) !== query.severity) return false;
  if (query.id !== undefined && subject.id !== query.id && !found.ids.includes(query.id)) return false;
  return termsOf(query).every((term) => meets(term, found));
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
function meets(term: string, { kind, shared, idWords }: Findable): boolean {
  if (isNamed(term, kind)) return true;
  const words = wordsOf(term);
  if (words.length === 0) return false;
  if (words.every((word) => shared.some((one) => one.startsWith(word)))) return true;
  return words.every((word) => idWords.some((one) => (mayBeBeginning(word) ? one.startsWith(word) : one === word)));
}

/** A page of those that match, newest first. `all`: by sequence. */
export function pageOf(query: AuditQuery, all: readonly Findable[]): readonly EntryForm[] {
  const page: EntryForm[] = [];
  for (let index = all.length - 1; index >= 0 && page.length < query.limit; index -= 1) {
    const one = all[index];
    if (one !== undefined && matches(query, one)) page.push(one.entry);
  }
  return page;
}
