import { describe, expect, test } from 'vitest';
import { photoCodec } from '../../../electron/adapters/photo/photo-codec.ts';
import { drawPortrait } from '../../../electron/adapters/portrait/draw-portrait.ts';
import { encodeBase64 } from '../../../electron/core/intake/base64.ts';
import { checkApproval } from '../../../electron/core/intake/check-approval.ts';
import { formerNumberCheck } from '../../../shared/card/former-number.ts';
import { composeCardNumber } from '../../../shared/card/number.ts';
import { approvalSchema, type ApprovalRecord, type CardData } from '../../../shared/model/approval.ts';

const photo = encodeBase64(await drawPortrait({ sex: 'F', age: 45, variation: 1 }));

/** The published specimen, approved. Each test changes what its rule is about. */
function approval(change: object = {}, card: object = {}): ApprovalRecord {
  return approvalSchema.parse({
    type: 'approval',
    version: 1,
    recordId: '00000000-0000-4000-8000-000000000001',
    issuedAt: '2023-09-10T02:00:00Z',
    expiresAt: '2023-12-10T02:00:00Z',
    audience: { office: '110000-99' },
    applicationNumber: 'S-1',
    kind: 'firstIssue',
    urgent: false,
    decision: { number: 'D-1', date: '2023-09-10', authority: 'SPECIMEN' },
    person: {
      latinName: 'ZHENGJIAN, YANGBEN',
      chineseName: '证件样本',
      sex: 'F',
      birthDate: '1981-08-03',
      nationality: 'CAN',
      passport: { number: 'AB123456', issuingState: 'CAN', expiresOn: '2028-01-01' },
    },
    photo: { mediaType: 'image/jpeg', data: photo },
    card: {
      number: '911124198108030024',
      renewalCount: 0,
      validFrom: '2023-09-15',
      validUntil: '2033-09-14',
      ...card,
    },
    ...change,
  });
}

async function verdict(record: ApprovalRecord): Promise<string> {
  const checked = await checkApproval(record, photoCodec);
  return checked.ok ? 'ok' : checked.error.kind;
}

describe('the published specimen', () => {
  test('passes, with its date before the layout', async () => {
    expect(await verdict(approval())).toBe('ok');
  });

  test('but not a day earlier', async () => {
    expect(await verdict(approval({}, { validFrom: '2023-09-14', validUntil: '2033-09-13' }))).toBe(
      'intake.validityStart',
    );
  });
});

describe('former number and relation', () => {
  const former = { formerNumber: 'CAN110081080310', relation: '001', renewalCount: 1 };
  const cases: readonly [string, string, Partial<CardData> | object, string][] = [
    ['of the same holder', 'expiry', former, 'ok'],
    ['on a voluntary exchange', 'voluntaryExchange', former, 'ok'],
    ['are needed for a voluntary exchange', 'voluntaryExchange', { renewalCount: 1 }, 'intake.formerNumber'],
    ['are not needed where the former card is of the new layout', 'damage', { renewalCount: 1 }, 'ok'],
    ['go together: no relation', 'expiry', { ...former, relation: undefined }, 'intake.relation'],
    ['go together: no number', 'expiry', { ...former, formerNumber: undefined }, 'intake.relation'],
    ['lead to each other', 'expiry', { ...former, relation: '000' }, 'intake.relation'],
    ['may disagree on a change of data', 'changeOfData', { ...former, relation: '000' }, 'ok'],
    // KAZ, same place, birth date and sequence: the nationality was corrected since.
    [
      'may differ in a corrected nationality',
      'loss',
      { ...former, formerNumber: 'KAZ11008108031' + formerNumberCheck('KAZ11008108031') },
      'ok',
    ],
    ['have a check digit', 'changeOfData', { ...former, formerNumber: 'CAN110081080319' }, 'intake.formerNumber'],
  ];
  test.each(cases)('%s (%s)', async (_, kind, card, expected) => {
    const record = approval({ kind }, JSON.parse(JSON.stringify(card)) as object);
    expect(await verdict(record)).toBe(expected);
  });

  test.each([
    ['firstIssue', 1],
    ['expiry', 0],
  ])('a renewal is counted: %s with %i renewals is refused', async (kind, renewalCount) => {
    expect(await verdict(approval({ kind }, { renewalCount }))).toBe('intake.renewalCount');
  });
});

describe('dates', () => {
  test('a decision on the same day in China is not later than the record, though UTC is a day behind', async () => {
    const late = { issuedAt: '2023-09-09T20:00:00Z', expiresAt: '2023-12-10T02:00:00Z' };
    expect(await verdict(approval(late))).toBe('ok');
    expect(await verdict(approval({ ...late, issuedAt: '2023-09-09T15:59:59Z' }))).toBe('intake.decisionDate');
  });

  test('a minor’s card runs five years', async () => {
    const person = { ...approval().person, birthDate: '2010-01-02' };
    const number = composeCardNumber({ place: '11', nationality: '124', birthDate: '2010-01-02', sequence: '002' });
    const card = { number, validFrom: '2024-01-01', validUntil: '2028-12-31' };
    expect(await verdict(approval({ person }, card))).toBe('ok');
    expect(await verdict(approval({ person }, { ...card, validUntil: '2033-12-31' }))).toBe('intake.validityEnd');
  });
});

test('refusals carry nothing personal', async () => {
  const record = approval({}, { number: '911124198108030016' });
  const checked = await checkApproval(record, photoCodec);
  expect(JSON.stringify(checked)).not.toMatch(/ZHENGJIAN|1981|19810803|AB123456/);
  expect(checked.ok).toBe(false);
});
