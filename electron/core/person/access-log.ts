/**
 * Looking at persons is on record: each case that is opened, by itself; each list, once for whoever is signed in; each
 * search, with the cases that it showed.
 */

import * as z from 'zod';
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

/** A look in the log, but for who looked. */
export const lookSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('person.listed'),
    detail: z.strictObject({ what: z.string().max(20), view: z.string().max(20), count: z.int().min(0) }),
  }),
  z.strictObject({
    action: z.literal('person.searched'),
    detail: z.strictObject({
      what: z.string().max(20),
      count: z.int().min(0),
      cases: z.string().regex(/^[0-9a-f ]*$/),
    }),
  }),
]);

type Look = z.infer<typeof lookSchema>;

/** Of that account; `unknown` where another program said so. */
export function lookEvent(look: Look, account: string, outcome: 'ok' | 'unknown'): AuditEvent {
  return { ...look, subject: { kind: 'account', id: account }, outcome };
}

/** As many as a screen shows; an entry holds less than 65,536 bytes. */
const MOST_CASES = 500;

export interface AccessLog {
  /** What is to be put on record, or null where the same look is for this session. */
  look(shown: Shown, actor: Actor): Look | null;
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
      if (sought === '') return { action: 'person.listed', detail: { what, view, count: total } };
      const detail = { what, count: total, cases: cases.slice(0, MOST_CASES).join(' ') };
      return { action: 'person.searched', detail };
    },
    forget: () => known.clear(),
  };
}
