import { expect, test } from 'vitest';
import {
  handedOverResult,
  issuedResult,
  returnedResult,
  revokedResult,
  setAsideResult,
} from '../../../electron/core/results/make-result.ts';
import {
  applicationNumberSchema,
  blankSerialSchema,
  chipSerialSchema,
  sha256Schema,
} from '../../../shared/model/ids.ts';
import { resultSchema } from '../../../shared/model/results.ts';

const resultId = '00000000-0000-4000-8000-000000000001';
const origin = {
  application: {
    number: applicationNumberSchema.parse('S-1'),
    recordHash: sha256Schema.parse('a'.repeat(64)),
    person: 'someone whom the result must not name',
  },
  profile: { office: '110000-99', workstation: 'TRAINING-1', live: false },
  clock: { now: () => new Date('2026-11-22T09:00:00Z') },
  random: { bytes: () => new Uint8Array(), id: () => '', uuid: () => resultId },
};
// As the use cases pass it: a whole card, of which a result holds three fields.
const card = {
  blankSerial: blankSerialSchema.parse('B-0001'),
  chipSerial: chipSerialSchema.parse('0A1B2C3D'),
  validFrom: '2026-11-20',
  number: '911124198108030024',
};
const sodHash = sha256Schema.parse('b'.repeat(64));
const pdfHash = sha256Schema.parse('c'.repeat(64));

test.each([
  ['returned', returnedResult(origin, 'photo too dark')],
  ['issued', issuedResult(origin, card, { sodHash, pdfHash })],
  ['setAside', setAsideResult(origin, { ...card, chipSerial: null }, 'chipFault')],
  ['handedOver', handedOverResult(origin, card, true)],
  ['revoked', revokedResult(origin, { card, formerNumber: null }, 'withdrawn')],
  ['revoked', revokedResult(origin, { card: null, formerNumber: 'CAN110081080310' }, 'loss')],
])('a result of type %s has the form that the authority reads, and names no person', (type, result) => {
  expect(resultSchema.parse(result)).toEqual(result);
  expect(result).toMatchObject({ type, resultId, at: '2026-11-22T09:00:00.000Z', applicationNumber: 'S-1' });
  expect(JSON.stringify(result)).not.toMatch(/someone|911124198108030024/);
});
