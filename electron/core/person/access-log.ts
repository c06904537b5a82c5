/**
 * Looking at persons is on record: each case that is opened, by itself; each list, once for whoever is signed in; each
 * search, with the cases that it showed.
 */

import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { Actor } from '../ports.ts';

/** What was shown, before it is shown. */
export interface Shown {
  readonly what: 'queue' | 'cards';
  readonly view: string;
  /** What was searched for; left out for a list. Not kept anywhere: it may be a name. */
  readonly text?: string | undefined;
  readonly cases: readonly string[];
  readonly total: number;
}

/** As many as a screen shows; an entry holds less than 65,536 bytes. */
const MOST_CASES = 500;

export interface AccessLog {
  /** The event for this look, or null where the same one is on record for this session. */
  look(shown: Shown, actor: Actor): AuditEvent | null;
  /** Somebody came or went. */
  forget(): void;
}

export function createAccessLog(): AccessLog {
  const known = new Set<string>();
  return {
    look({ what, view, text, cases, total }, actor) {
      const sought = text?.trim() ?? '';
      const key = JSON.stringify([actor.account, what, view, sought, sought === '' ? '' : cases]);
      if (known.has(key)) return null;
      known.add(key);
      const subject = { kind: 'account', id: actor.account } as const;
      if (sought === '')
        return { action: 'person.listed', subject, outcome: 'ok', detail: { what, view, count: total } };
      const detail = { what, count: total, cases: cases.slice(0, MOST_CASES).join(' ') };
      return { action: 'person.searched', subject, outcome: 'ok', detail };
    },
    forget: () => known.clear(),
  };
}
