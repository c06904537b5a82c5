/**
 * Which USB writer is this workstation's own. A person chooses among those that are plugged in, between two cards; the choice
 * is on record before it takes effect, because from then on every chip is written by that device.
 */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import { jobIdSchema } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import type { IssueContext } from '../issue/context.ts';
import type { WriterAssignment } from '../ports.ts';

export interface AssignmentContext extends Pick<IssueContext, 'store' | 'actor' | 'random' | 'devices'> {
  /** Null where a writer of another kind stands here. */
  readonly writers: WriterAssignment | null;
}

/** The USB writers that are plugged in. Fails with `writer.notUsb`, or `writer.*` where they cannot be listed. */
export async function foundWriters(context: AssignmentContext): Promise<Result<CallOutput<'device.foundWriters'>>> {
  const permitted = requirePermission(context.actor, 'device.foundWriters');
  if (!permitted.ok) return permitted;
  if (context.writers === null) return fail('writer.notUsb', {});
  const found = await context.writers.found();
  return found.ok ? ok([...found.value]) : found;
}

/**
 * Makes the writer of that serial number the workstation's own. Fails with `writer.notUsb`, `writer.otherSerial` where it is
 * not plugged in, `writer.several` where two bear that number, `job.busy` while a card is under way, `file.unwritable`.
 */
export async function assignWriter(
  { serial }: ParsedInput<'device.assignWriter'>,
  context: AssignmentContext,
): Promise<Result<CallOutput<'device.assignWriter'>>> {
  const permitted = requirePermission(context.actor, 'device.assignWriter');
  if (!permitted.ok) return permitted;
  const { writers, store, actor, random, devices } = context;
  if (writers === null) return fail('writer.notUsb', {});
  // No job is under way; the devices are held under a number that is nobody's.
  return devices.run(jobIdSchema.parse(random.id()), async () => {
    const found = await writers.found();
    if (!found.ok) return found;
    const names = found.value.map((writer) => writer.serial || '-').join(', ');
    const [chosen, twin] = found.value.filter((writer) => writer.serial === serial);
    if (chosen === undefined) return fail('writer.otherSerial', { expected: serial, found: names || '-' });
    if (twin !== undefined) return fail('writer.several', { found: names });
    const before = found.value.find(({ isOwn }) => isOwn)?.serial ?? '';
    const subject = { kind: 'device', id: serial } as const;
    const action = 'device.writerAssigned';
    const begun = store.commit(actor, (tx) => {
      tx.audit({ action, subject, outcome: 'begun', detail: { instead: before } });
      return ok(undefined);
    });
    if (!begun.ok) return begun;
    const assigned = await writers.assign(serial);
    const recorded = store.commit(actor, (tx) => {
      const detail = assigned.ok ? {} : { error: assigned.error.kind };
      tx.audit({ action, subject, outcome: assigned.ok ? 'ok' : 'failed', detail });
      return ok(undefined);
    });
    if (!recorded.ok) return recorded;
    return assigned.ok ? ok({}) : assigned;
  });
}
