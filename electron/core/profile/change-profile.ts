/**
 * The profile is changed by two people who both saw every field that changes: verified file, approval, row and entry. It
 * takes effect at the next start, when it is verified once more.
 */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { ProfileOffer, ProfileView } from '../../../shared/model/signed-profile.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { Verifier } from '../ports.ts';
import { byTwo, names, type TwoPeopleContext } from '../access/by-two.ts';
import { profileDifferences, profileValues } from './fields.ts';
import { profileInForce, type ProfileInForce } from './in-force.ts';
import type { ProfileRoot } from './roots.ts';
import { sameFolder } from './same-folder.ts';
import { verifyProfile, type ProvenProfile } from './verify-profile.ts';

export interface ProfileContext extends TwoPeopleContext {
  readonly verifier: Verifier;
  readonly roots: readonly ProfileRoot[];
  /** What this program was started with. */
  readonly running: ProfileInForce;
}

/** Field by field, with what takes its place at the next start. Fails with `profile.altered`. */
export async function viewProfile(context: ProfileContext): Promise<Result<ProfileView>> {
  const { store, running, digest } = context;
  const permitted = requirePermission(context.actor, 'profile.view');
  if (!permitted.ok) return permitted;
  const newest = await profileInForce(store, context);
  if (!newest.ok) return newest;
  const { serial, profile } = newest.value;
  const differences = profileDifferences(running.profile, profile, digest);
  return ok({
    serial: running.serial,
    validFrom: running.validFrom,
    values: profileValues(running.profile, digest),
    next: serial === running.serial ? null : { serial, differences },
  });
}

/**
 * What the file would change. Fails as `verifyProfile` and `profileInForce` do, with `profile.older` for a serial that is
 * not above the newest, `profile.notYet` before its time, `profile.otherFolder` where it is for another office.
 */
export async function offerProfile(jws: string, context: ProfileContext): Promise<Result<ProfileOffer>> {
  const { store, clock, digest } = context;
  const permitted = requirePermission(context.actor, 'profile.chooseAndCheck');
  if (!permitted.ok) return permitted;
  const proven = await verifyProfile(jws, context, clock.now());
  if (!proven.ok) return proven;
  const newest = await profileInForce(store, context);
  if (!newest.ok) return newest;
  const possible = follows(proven.value, newest.value, clock.now());
  if (!possible.ok) return possible;
  const { serial, validFrom, profile } = proven.value;
  const differences = profileDifferences(newest.value.profile, profile, digest);
  return ok({ jws, serial, replaces: newest.value.serial, validFrom, digest: proven.value.digest, differences });
}

/** Fails as `offerProfile` and `byTwo` do. */
export async function changeProfile(
  { jws, second }: ParsedInput<'profile.change'>,
  context: ProfileContext,
): Promise<Result<ProfileView>> {
  const offered = await offerProfile(jws, context);
  if (!offered.ok) return offered;
  const { serial, replaces, digest, validFrom, differences } = offered.value;
  const changed = await byTwo(
    {
      action: 'profile.change',
      // Of this very file: the database holds the row to it.
      subjectId: digest,
      find: (reader) =>
        (reader.newestProfileChange()?.serial ?? 0) === replaces
          ? ok({ serial, replaces, validFrom, digest, differences })
          : fail('changedMeanwhile', { what: 'profile' }),
      shown: (found) => found,
      act(tx, _found, approval) {
        tx.insertProfileChange({
          serial,
          jws,
          digest,
          changedBy: approval.startedBy,
          approvedBy: approval.approver,
          approvalId: approval.id,
          changedAt: context.clock.now().toISOString(),
        });
        tx.audit({
          action: 'profile.changed',
          subject: { kind: 'workstation', id: context.running.profile.workstation },
          outcome: 'ok',
          detail: { number: serial, profileDigest: digest, ...names(approval) },
        });
        return ok(undefined);
      },
    },
    second,
    context,
  );
  return changed.ok ? viewProfile(context) : changed;
}

/** Whether it may take the place of the newest. */
function follows({ serial, validFrom, profile }: ProvenProfile, newest: ProfileInForce, now: Date): Result<void> {
  const field = sameFolder(newest.profile, profile);
  if (field !== undefined) return fail('profile.otherFolder', { profileField: field });
  if (serial <= newest.serial) return fail('profile.older', { serial, newest: newest.serial });
  return new Date(validFrom) > now ? fail('profile.notYet', { validFrom }) : ok(undefined);
}
