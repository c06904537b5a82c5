/** Another USB writer for this workstation: who may, on record before it takes effect, and never one that is not there. */

import { expect, test } from 'vitest';
import { assignWriter, foundWriters, type AssignmentContext } from '../../electron/core/device/assign-writer.ts';
import type { Actor, WriterAssignment } from '../../electron/core/ports.ts';
import { jobIdSchema } from '../../shared/model/ids.ts';
import type { FoundWriter } from '../../shared/model/device.ts';
import { fail, ok } from '../../shared/result.ts';
import { kindOf, must } from './office.ts';
import { officer1, walkOffice, type WalkOffice } from './walk-office.ts';

const supervisor: Actor = { account: 'supervisor1', role: 'supervisor' };
const administrator: Actor = { account: 'administrator1', role: 'administrator' };

/** Writers on a desk; which is the own one, they say themselves. */
function onDesk(
  serials: readonly string[],
  own: string | null,
  mayWrite = true,
): WriterAssignment & { own(): string | null } {
  let assigned = own;
  const found = (): readonly FoundWriter[] =>
    serials.map((serial) => ({ name: 'Starcard writer', serial, isOwn: serial === assigned }));
  return {
    own: () => assigned,
    found: async () => ok(found()),
    assign: async (serial) => {
      if (!mayWrite) return fail('file.unwritable', { path: 'settings.json', reason: 'ENOSPC' });
      assigned = serial;
      return ok(undefined);
    },
  };
}

function contextOf(walk: WalkOffice, actor: Actor, writers: WriterAssignment | null): AssignmentContext {
  return { ...walk.context(actor), writers };
}

function entries(walk: WalkOffice, serial: string): readonly unknown[] {
  const found = walk.store.auditEntries({ limit: 50, subjectId: serial });
  return found
    .toReversed()
    .map(({ actor, action, subject, outcome, detail }) => [actor, action, subject.kind, outcome, detail]);
}

test.each([supervisor, administrator])('$role assigns a writer that is plugged in, on record', async (actor) => {
  const walk = await walkOffice();
  const writers = onDesk(['SN-1', 'SN-2'], 'SN-1');
  const context = contextOf(walk, actor, writers);

  expect(must(await foundWriters(context)).map(({ serial }) => serial)).toEqual(['SN-1', 'SN-2']);
  expect(await assignWriter({ serial: 'SN-2' }, context)).toEqual(ok({}));

  expect(writers.own()).toBe('SN-2');
  expect(entries(walk, 'SN-2')).toEqual([
    [actor.account, 'device.writerAssigned', 'device', 'begun', { instead: 'SN-1' }],
    [actor.account, 'device.writerAssigned', 'device', 'ok', {}],
  ]);
});

test('an officer may neither ask nor assign', async () => {
  const walk = await walkOffice();
  const writers = onDesk(['SN-1', 'SN-2'], 'SN-1');
  const context = contextOf(walk, officer1, writers);

  expect(kindOf(await foundWriters(context))).toBe('access.forbidden');
  expect(kindOf(await assignWriter({ serial: 'SN-2' }, context))).toBe('access.forbidden');
  expect([writers.own(), entries(walk, 'SN-2')]).toEqual(['SN-1', []]);
});

test.each([
  ['is not plugged in', onDesk(['SN-1'], 'SN-1'), 'writer.otherSerial'],
  ['shares its number with another', onDesk(['SN-2', 'SN-2'], null), 'writer.several'],
  ['would be of no use, because a writer of another kind stands here', null, 'writer.notUsb'],
])('a writer that %s is refused before anything is on record', async (_, writers, kind) => {
  const walk = await walkOffice();

  expect(kindOf(await assignWriter({ serial: 'SN-2' }, contextOf(walk, supervisor, writers)))).toBe(kind);
  expect(entries(walk, 'SN-2')).toEqual([]);
});

test('no writer is exchanged while a card is under way', async () => {
  const walk = await walkOffice();
  const writers = onDesk(['SN-1', 'SN-2'], 'SN-1');
  const context = contextOf(walk, supervisor, writers);
  const job = jobIdSchema.parse(context.random.id());

  const during = await context.devices.run(job, () => assignWriter({ serial: 'SN-2' }, context));

  expect([kindOf(during), writers.own()]).toEqual(['job.busy', 'SN-1']);
});

test('a choice that could not be kept is on record as failed, and nothing has changed', async () => {
  const walk = await walkOffice();
  const writers = onDesk(['SN-1', 'SN-2'], 'SN-1', false);

  const answer = await assignWriter({ serial: 'SN-2' }, contextOf(walk, supervisor, writers));

  expect([kindOf(answer), writers.own()]).toEqual(['file.unwritable', 'SN-1']);
  expect(entries(walk, 'SN-2').at(-1)).toEqual([
    'supervisor1',
    'device.writerAssigned',
    'device',
    'failed',
    { error: 'file.unwritable' },
  ]);
});
