import { describe, expect, test } from 'vitest';
import { formerNumberSchema } from '../../../shared/model/ids.ts';
import { ageOn } from '../../../shared/card/validity.ts';
import { checkRelation } from '../../../shared/card/relation.ts';
import { chineseNameProblem, latinNameProblem } from '../../../shared/card/names.ts';
import { numberMismatches, parseCardNumber } from '../../../shared/card/number.ts';
import { countryOf } from '../../../shared/card/countries.ts';
import { approvalSchema, kindOfIssueSchema } from '../../../shared/model/approval.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { chanceOf } from '../../../electron/core/sample/chance.ts';
import { defects } from '../../../electron/core/sample/defects.ts';
import { generateSample } from '../../../electron/core/sample/generate.ts';
import { namesOfNations } from '../../../electron/core/sample/names-of-nations.ts';
import { sampleApproval, type Batch } from '../../../electron/core/sample/sample-approval.ts';
import { specimenAuthority } from '../../../electron/core/specimen/authority.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import { profileSchema } from '../../../shared/model/profile.ts';

const today = '2026-11-22';

function samples(count: number, seed = 7) {
  const batch: Batch = { seed, today, profile: specimenProfile, usedNumbers: new Set() };
  return Array.from({ length: count }, (_, index) => sampleApproval(index, chanceOf(seed, index), batch));
}

describe('a batch of five thousand', () => {
  const batch = samples(5000);
  const share = (isCounted: (one: (typeof batch)[number]) => boolean) =>
    batch.filter((one) => isCounted(one)).length / batch.length;

  test('no number, application or record stands twice', () => {
    expect(new Set(batch.map((one) => one.card.number)).size).toBe(batch.length);
    expect(new Set(batch.map((one) => one.applicationNumber)).size).toBe(batch.length);
    expect(new Set(batch.map((one) => one.recordId)).size).toBe(batch.length);
  });

  test('every name can stand on a card, the longest and the shortest too', () => {
    expect(batch.flatMap(({ person }) => latinNameProblem(person.latinName) ?? [])).toEqual([]);
    expect(batch.flatMap(({ person }) => chineseNameProblem(person.chineseName ?? '安') ?? [])).toEqual([]);
    const lengths = batch.map(({ person }) => person.latinName.length);
    expect([Math.min(...lengths) <= 6, Math.max(...lengths)]).toEqual([true, 46]);
  });

  test('it has at least forty nations, all six kinds from the start, minors, urgent ones and rare characters', () => {
    expect(new Set(batch.map(({ person }) => person.nationality)).size).toBeGreaterThanOrEqual(40);
    expect(batch.slice(0, 6).map(({ kind }) => kind)).toEqual(kindOfIssueSchema.options);
    expect(share(({ person }) => ageOn(person.birthDate, today) < 18)).toBeCloseTo(0.12, 1);
    expect(share(({ urgent }) => urgent)).toBeCloseTo(0.08, 1);
    expect(share(({ person }) => person.chineseName !== undefined)).toBeCloseTo(0.5, 1);
    expect(share(({ person }) => /[\u3400-\u4dbf]/u.test(person.chineseName ?? ''))).toBeGreaterThan(0.005);
  });

  test('on any day there is a card of each kind that may be handed over at once', () => {
    const days = Array.from({ length: 500 }, (_, seed) => samples(6, seed));
    expect(days.flat().filter(({ card }) => card.validFrom > today)).toEqual([]);
    expect(share(({ card }) => card.validFrom > today)).toBeCloseTo(0.04, 1);
  });

  test('former numbers lead back, but for a few whose nationality was corrected', () => {
    const verdicts = batch.flatMap(({ card, person }) =>
      card.formerNumber === undefined
        ? []
        : [
            checkRelation(
              card.number,
              person.nationality,
              card.relation ?? '',
              formerNumberSchema.parse(card.formerNumber),
            ),
          ],
    );
    expect(new Set(verdicts)).toEqual(new Set(['holds', 'otherNationality']));
    expect(verdicts.filter((verdict) => verdict === 'otherNationality').length / verdicts.length).toBeLessThan(0.1);
  });
});

test('the same seed gives the same batch, another seed another one', () => {
  expect(samples(50)).toEqual(samples(50));
  expect(samples(1, 8)[0]?.person).not.toEqual(samples(1, 7)[0]?.person);
});

test('lines are the same bytes each time, signatures included', async () => {
  const portrait = () => Promise.resolve(new Uint8Array(10_000).fill(7));
  const lines = async () => {
    const found: string[] = [];
    const options = { count: 3, seed: 5, today, profile: specimenProfile, broken: false };
    for await (const line of generateSample(options, portrait)) found.push(line);
    return found;
  };
  expect(await lines()).toEqual(await lines());
});

test('the number of the other sex is one, whatever sequence the good number has', () => {
  const defect = defects.find(({ expected }) => expected === 'intake.numberSex');
  const numbered = samples(60).map((good) => {
    const record = { ...good, photo: { mediaType: 'image/jpeg' as const, data: 'AAAA' } };
    const [, payload = ''] = defect?.make({ good: record, earlier: undefined, today })?.split('.') ?? [];
    const { card } = approvalSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const parts = parseCardNumber(card.number);
    return parts.ok ? numberMismatches(parts.value, good.person) : parts.error;
  });
  expect(numbered).toEqual(numbered.map(() => ['sex']));
});

test('every nation of the names is one, once', () => {
  expect(namesOfNations.filter(({ nationality }) => countryOf(nationality) === undefined)).toEqual([]);
  expect(new Set(namesOfNations.map(({ nationality }) => nationality)).size).toBe(namesOfNations.length);
});

describe('the training profile', () => {
  test('is a profile, and its root and lists are those of the SPECIMEN authority', () => {
    const { root, revocationLists } = specimenAuthority();
    expect(profileSchema.parse(specimenProfile)).toEqual(specimenProfile);
    expect(specimenProfile.approvalRoots).toEqual([encodeBase64(root)]);
    expect(specimenProfile.revocationLists).toEqual(revocationLists.map(encodeBase64));
  });

  test('every certificate says SPECIMEN', () => {
    const texts = Object.values(specimenAuthority().signers).flatMap(({ x5c }) => x5c.map((one) => atob(one)));
    expect(texts.filter((text) => !text.includes('SPECIMEN'))).toEqual([]);
  });
});
