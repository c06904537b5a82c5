import { describe, expect, test } from 'vitest';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { sampleMaker } from '../../../electron/core/sample/generate.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import { approvalSchema } from '../../../shared/model/approval.ts';

const portrait = () => Promise.resolve(new Uint8Array(600).fill(chanceOf(1, 0).int(200)));
const make = sampleMaker({ seed: 1, today: '2026-11-22', profile: specimenProfile }, portrait);

async function accepts(change: object): Promise<boolean> {
  const { record } = await make(0);
  return approvalSchema.safeParse({ ...record, ...change }).success;
}

describe('the form of a record', () => {
  test.each([
    'line\nbreak',
    'nul\u0000',
    'escape\u001b[2J',
    'reversed\u202e',
    'isolate\u2066',
    'separator\u2028',
    'half\ud842',
    '',
  ])('free text holds nothing that changes how it is read: %j', async (text) => {
    const { record } = await make(0);
    expect(await accepts({ decision: { ...record.decision, authority: text } })).toBe(false);
    expect(await accepts({ decision: { ...record.decision, number: text } })).toBe(false);
  });

  test('words of any script pass', async () => {
    const { record } = await make(0);
    expect(await accepts({ decision: { ...record.decision, authority: '国家移民管理局 (𠮷) Управление · Ł' } })).toBe(
      true,
    );
  });

  test.each([
    ['a version 1 id', { recordId: 'c232ab00-9414-11ec-b3c8-9f6bdeced846' }],
    ['the nil id', { recordId: '00000000-0000-0000-0000-000000000000' }],
    ['an id in capitals', { recordId: '4F9619FF-8B86-4011-B42D-00CF4FC964FF' }],
    ['finer than a millisecond', { issuedAt: '2026-11-20T08:00:00.0000001Z' }],
    ['another offset', { issuedAt: '2026-11-20T08:00:00+08:00' }],
  ])('one way only to write a thing: %s is refused', async (_name, change) => {
    expect(await accepts(change)).toBe(false);
  });
});
