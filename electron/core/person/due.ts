/**
 * Whose time is over, for somebody to decide; what still holds one of them is asked when it is to be erased. Nothing erases
 * by itself.
 */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { ApplicationId } from '../../../shared/model/ids.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Actor, Clock, Reader } from '../ports.ts';
import { casesOfPerson } from './cases-of-person.ts';
import { endOfCase, keptUntil, longest } from './retention.ts';

const PAGE = 500;

export function listDue(
  { after, limit }: ParsedInput<'person.due'>,
  actor: Actor,
  store: Reader,
  { clock, profile }: { readonly clock: Clock; readonly profile: Pick<Profile, 'retention'> },
): Result<CallOutput<'person.due'>> {
  const permitted = requirePermission(actor, 'person.due');
  if (!permitted.ok) return permitted;
  const now = clock.now();
  const before = new Date(now);
  // Nothing that came in later can be due: no time of the profile is shorter.
  before.setUTCFullYear(before.getUTCFullYear() - Math.min(...Object.values(profile.retention)));
  const due: CallOutput<'person.due'> = [];
  let from = after;
  while (due.length < limit) {
    const page = store.casesReceivedBefore(before.toISOString(), from, PAGE);
    for (const id of page) {
      const one = dueOf(id, store, now, profile);
      if (one !== null && due.length < limit) due.push(one);
    }
    from = page.at(-1) ?? null;
    if (page.length < PAGE) break;
  }
  return ok(due);
}

function dueOf(
  id: ApplicationId,
  store: Reader,
  now: Date,
  { retention }: Pick<Profile, 'retention'>,
): CallOutput<'person.due'>[number] | null {
  const asked = store.application(id);
  if (asked === undefined) return null;
  // The case that is kept longest keeps the others of its person: they go together.
  const { kind, until } = longest(
    casesOfPerson(store, asked).map((application) => keptUntil(endOfCase(store, application), retention)),
  );
  return now.toISOString() < until ? null : { applicationId: id, kind, keptUntil: until.slice(0, 10) };
}
