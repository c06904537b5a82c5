/** The life of one card: every entry about it, its blanks, its jobs and its application, however it is named. */

import type { EntryForm } from './canonical.ts';

/** Answers every entry that is about that id or mentions it, by sequence. */
export type MentionsOf = (id: string) => readonly EntryForm[];

/** A life with more is no card's: a box or an account was named. */
const MOST_ENTRIES = 5000;

/**
 * From approval to release, by sequence. `id`: of the card, its application, one of its jobs, its blank or its chip. A
 * blank that was given back and became somebody else's card leads to that one only if it is what was asked for.
 */
export function lifeOf(id: string, mentionsOf: MentionsOf): readonly EntryForm[] {
  const found = new Map<number, EntryForm>();
  const known = new Set<string>([id]);
  const waiting = [id];
  for (let next = waiting.shift(); next !== undefined && found.size < MOST_ENTRIES; next = waiting.shift()) {
    for (const entry of mentionsOf(next)) {
      found.set(entry.sequence, entry);
      const links = linkedBy(entry, next === id).filter((linked) => !known.has(linked));
      for (const linked of links) known.add(linked);
      waiting.push(...links);
    }
  }
  return [...found.values()].toSorted((one, other) => one.sequence - other.sequence);
}

/** Which other ids of the same life an entry names. `isAsked`: it was found by the very id that was asked for. */
function linkedBy({ action, subject, detail }: EntryForm, isAsked: boolean): readonly string[] {
  const text = (name: string): readonly string[] => {
    const value = detail[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  };
  switch (action) {
    case 'job.composed':
      return [subject.id, ...text('application')];
    case 'blank.assigned':
    case 'blank.bound':
      // From a job to its blank, but from a blank to its jobs only where the blank itself is asked for.
      return isAsked ? [subject.id, ...text('job')] : [subject.id];
    case 'card.stored':
      return [subject.id, ...text('job')];
    case 'card.revoked':
      return text('application');
    case 'chip.encode':
      return isAsked ? [subject.id] : [];
    default:
      return [];
  }
}
