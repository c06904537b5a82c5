/**
 * Makes sample approvals: realistic, invented, signed by the SPECIMEN authority; the same lines for the same seed, day and
 * drawing of portraits. With `broken`, one line follows for each way in which intake must refuse.
 */

import { ageOn } from '../../../shared/card/validity.ts';
import type { ApprovalRecord } from '../../../shared/model/approval.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import { encodeBase64 } from '../intake/base64.ts';
import { specimenAuthority } from '../specimen/authority.ts';
import { chanceOf } from './chance.ts';
import { defects, type DefectContext } from './defects.ts';
import type { DrawPortrait } from './draw-portrait.ts';
import { sampleApproval, type Batch } from './sample-approval.ts';
import { signRecord, type SignedLine } from './sign-record.ts';

export interface SampleOptions {
  readonly count: number;
  readonly seed: number;
  /** Decisions, validities and passports are dated around this day. */
  readonly today: IsoDate;
  readonly profile: Pick<Profile, 'office' | 'workstation'>;
  readonly broken: boolean;
}

/** A sample with what it says, for tests that go on from it. */
export interface SampleRecord extends SignedLine {
  readonly record: ApprovalRecord;
}

/** The lines of an `.approvals` file, without their ends. */
export async function* generateSample(options: SampleOptions, drawPortrait: DrawPortrait): AsyncGenerator<string> {
  const maker = sampleMaker(options, drawPortrait);
  let first: SampleRecord | undefined;
  for await (const sample of inOrder(options.count, maker)) {
    first ??= sample;
    yield sample.jws;
  }
  if (!options.broken) return;
  for (const [index, defect] of defects.entries()) {
    const good = await maker(options.count + index);
    // What contradicts an earlier record of the file needs one; an empty file gets the defects of single lines only.
    const context: DefectContext = { good: good.record, earlier: first, today: options.today };
    const line = defect.make(context);
    if (line !== undefined) yield line;
  }
}

/** A few ahead, so that one portrait is drawn while another is compressed. Numbers are given out in order all the same. */
async function* inOrder<T>(count: number, make: (index: number) => Promise<T>): AsyncGenerator<T> {
  const ahead = 4;
  const started: Promise<T>[] = [];
  for (let index = 0; index < count + ahead; index += 1) {
    if (index < count) started.push(make(index));
    if (index < ahead) continue;
    const oldest = started.shift();
    if (oldest !== undefined) yield await oldest;
  }
}

/** Makes the record at any place of a batch. Numbers stay unique within what one maker makes. */
export function sampleMaker(
  { seed, today, profile }: Omit<SampleOptions, 'count' | 'broken'>,
  drawPortrait: DrawPortrait,
): (index: number) => Promise<SampleRecord> {
  const batch: Batch = { seed, today, profile, usedNumbers: new Set() };
  const signer = specimenAuthority().signers.approval;
  return async (index) => {
    const chance = chanceOf(seed, index);
    const approval = sampleApproval(index, chance, batch);
    const { sex, birthDate } = approval.person;
    const portrait = await drawPortrait({ sex, age: ageOn(birthDate, today), variation: chance.int(2 ** 32) });
    const record = { ...approval, photo: { mediaType: 'image/jpeg' as const, data: encodeBase64(portrait) } };
    return { record, ...signRecord(record, signer) };
  };
}
