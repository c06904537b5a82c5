/** The officer's card as a PIV card: what is sent, and what a card may answer that is none, broken, or never ends. */

import { describe, expect, test } from 'vitest';
import {
  powerOfficerCard,
  TRIES,
  type OfficerCardState,
} from '../../../electron/adapters/writer/simulated/officer-card/piv-applet.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import {
  givePin,
  isPin,
  readKey,
  selectPiv,
  signDigest,
  type Transmit,
} from '../../../electron/core/officer-card/piv.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';

const SELECT = '00A4040009A0000003080000100000';

function cardOf(change: Partial<OfficerCardState> = {}): OfficerCardState {
  return {
    secret: new Uint8Array(32).fill(1),
    certificate: new Uint8Array(700),
    pin: '123456',
    triesLeft: TRIES,
    ...change,
  };
}

/** Answers what was sent, in hex, to a card with power. */
function sending(card = cardOf()): (hex: string) => string {
  const answer = powerOfficerCard(card);
  return (hex) => hexOf(answer(bytesOfHex(hex)));
}

function saying(...answers: readonly string[]): Transmit {
  let next = 0;
  return async () => {
    next += 1;
    return ok(bytesOfHex(answers[next - 1] ?? answers.at(-1) ?? ''));
  };
}

function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.kind;
}

describe('a simulated officer’s card', () => {
  test('does nothing before its application is selected, and signs nothing before its PIN', () => {
    const send = sending();
    const sign = `0087119A26${'7C248200' + '8120' + '00'.repeat(32)}00`;

    expect(send('0020008008313233343536FFFF')).toBe('6985');
    expect(send(SELECT)).toMatch(/^611\w.*9000$/);
    expect([send(sign), send('0020008008313233343536FFFF'), send('00200080')]).toEqual(['6982', '9000', '9000']);
    expect(send(sign)).toMatch(/^7C\w\w82\w\w30.*9000$/);
    expect([send('00A4040007A0000002471001'), send('00200080'), send(SELECT).slice(-4), send('00200080')]).toEqual([
      '6A82',
      '6985',
      '9000',
      '63C3',
    ]);
  });

  test('counts wrong PINs beyond power, and is blocked for good after three', () => {
    const card = cardOf();
    const answers = ['31', '32', '33', '34'].map((digit) => {
      const send = sending(card);
      send(SELECT);
      return send(`0020008008${digit}3131313131FFFF`);
    });
    const send = sending(card);
    send(SELECT);

    expect([...answers, send('0020008008313233343536FFFF'), card.triesLeft]).toEqual([
      '63C2',
      '63C1',
      '6983',
      '6983',
      '6983',
      0,
    ]);
  });

  test('gives its certificate in pieces of 256 bytes', () => {
    const send = sending();
    send(SELECT);

    const pieces = [send('00CB3FFF055C035FC10500'), send('00C0000000'), send('00C00000C9')];
    expect(pieces.map((piece) => [piece.length / 2 - 2, piece.slice(-4)])).toEqual([
      [256, '6100'],
      [256, '61C9'],
      [201, '9000'],
    ]);
  });
});

describe('a card that is read', () => {
  test.each([
    ['another application', '6A82'],
    ['no certificate', '6A82'],
    ['half an object', '5382FFFF709000'],
    ['a certificate of nothing', '5304700230009000'],
    ['an empty object', '53009000'],
  ])('with %s is no officer’s card', async (what, answer) => {
    const read = what === 'another application' ? await selectPiv(saying(answer)) : await readKey(saying(answer));
    expect(kindOf(read)).toBe('officerCard.notOne');
  });

  test('with an answer without end, no answer or no signature failed', async () => {
    const gone: Transmit = async () => fail('writer.unanswered', { reason: 'the card left' });
    const digest = new Uint8Array(32);

    expect(
      [
        await readKey(saying(`${'00'.repeat(256)}6100`)),
        await selectPiv(gone),
        await selectPiv(saying('90')),
        await signDigest(saying('6982'), digest),
        await signDigest(saying('7C0482023000' + '9000'), digest),
        await givePin(saying('6A80'), '123456'),
      ].map(kindOf),
    ).toEqual(Array(6).fill('officerCard.failed'));
  });

  test('says how often a PIN may still be tried', async () => {
    expect([
      await givePin(saying('63C1'), '1'),
      await givePin(saying('63C0'), '1'),
      await givePin(saying('6983'), '1'),
    ]).toEqual([
      fail('officerCard.wrongPin', { left: 1 }),
      fail('officerCard.blocked', {}),
      fail('officerCard.blocked', {}),
    ]);
    expect(['123456', '12345678', '12345', '123456789', '12345a', ' 123456', ''].map(isPin)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
