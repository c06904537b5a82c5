/**
 * Where the profile is live, the keys that sign chips and seals are used only on a working day on which two people opened
 * them (issue 8: key use in live mode). In training they are throw-away keys, and nobody is asked.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { ParsedInput } from '../../../shared/contract.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Reader } from '../ports.ts';
import { byTwo, names, type TwoPeopleContext } from '../access/by-two.ts';
import type { KeySession } from './ports.ts';

interface KeyContext extends TwoPeopleContext {
  readonly profile: Profile;
}

export interface KeysState {
  /** The working day that they are open for. */
  readonly day: string | null;
}

type KeyReader = Pick<Reader, 'openDay' | 'openKeySession'>;

/** Asked before anything is signed for a card. A session ends with its day, whoever forgot to end it. Fails with `keys.notOpened`. */
export function mayUseKeys(reader: KeyReader, { live }: Pick<Profile, 'live'>): Result<void> {
  return !live || sessionOf(reader) !== undefined ? ok(undefined) : fail('keys.notOpened', {});
}

/** Fails with `keys.notAsked` in training, `day.notOpen`, `keys.openAlready`, and as the second person's sign-in does. */
export async function openKeys({ second }: ParsedInput<'keys.open'>, context: KeyContext): Promise<Result<KeysState>> {
  const { actor, clock, profile, store } = context;
  const permitted = requirePermission(actor, 'keys.open');
  if (!permitted.ok) return permitted;
  if (!profile.live) return fail('keys.notAsked', {});
  const day = store.openDay()?.day;
  if (day === undefined) return fail('day.notOpen', { day: dayInChina(clock.now()) });
  return byTwo(
    {
      action: 'keys.open',
      subjectId: day,
      find(reader) {
        if (reader.openDay()?.day !== day) return fail('day.notOpen', { day });
        return sessionOf(reader) === undefined ? ok(day) : fail('keys.openAlready', { day });
      },
      shown: (found) => [found, profile.office, profile.workstation],
      act(tx, _found, approval) {
        const { id: approvalId, startedBy: openedBy, approver: approvedBy } = approval;
        tx.insertKeySession({ approvalId, day, openedBy, approvedBy, openedAt: clock.now().toISOString() });
        const subject = { kind: 'day', id: day } as const;
        tx.audit({ action: 'keys.opened', subject, outcome: 'ok', detail: names(approval) });
        return ok({ day });
      },
    },
    second,
    context,
  );
}

/** Before the day ends; two people may open them again. Fails with `keys.notAsked` in training, `keys.closedAlready`. */
export function closeKeys({ actor, clock, profile, store }: KeyContext): Result<KeysState> {
  const permitted = requirePermission(actor, 'keys.close');
  if (!permitted.ok) return permitted;
  if (!profile.live) return fail('keys.notAsked', {});
  const session = sessionOf(store);
  if (session === undefined) return fail('keys.closedAlready', {});
  const { approvalId: approval, day } = session;
  return store.commit(actor, (tx) => {
    tx.closeKeySession(approval, actor.account, clock.now().toISOString());
    tx.audit({ action: 'keys.closed', subject: { kind: 'day', id: day }, outcome: 'ok', detail: { approval } });
    return ok({ day: null });
  });
}

function sessionOf(reader: KeyReader): KeySession | undefined {
  const day = reader.openDay()?.day;
  return day === undefined ? undefined : reader.openKeySession(day);
}
