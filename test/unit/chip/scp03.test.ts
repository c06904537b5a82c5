/**
 * SCP03 from the host's side. The session is one that a card had with the test suite of pySim (osmocom,
 * tests/unittests/test_globalplatform.py, class SCP03_Test_AES128_33): AES-128, `i` = 70, security level 33.
 */

import { describe, expect, test } from 'vitest';
import { encodeCommand, parseCommand } from '../../../electron/core/chip/apdu.ts';
import { bytesOfHex, concatBytes, hexOf, uintBytes, utf8Bytes } from '../../../electron/core/chip/bytes.ts';
import { shortLimits, type Channel } from '../../../electron/core/chip/channel.ts';
import { counterMode, derivedKey } from '../../../electron/core/chip/crypto/kdf.ts';
import { openScp03, scp03Channel } from '../../../electron/core/chip/scp03/host.ts';
import {
  roomInCommand,
  unwrapCommand,
  unwrapResponse,
  wrapCommand,
  wrapResponse,
} from '../../../electron/core/chip/scp03/protection.ts';
import { deriveSession, FULL_PROTECTION, type TransportKeys } from '../../../electron/core/chip/scp03/session.ts';
import { ok } from '../../../shared/result.ts';

const keys: TransportKeys = {
  version: 0x30,
  encryption: bytesOfHex('000102030405060708090A0B0C0D0E0F'),
  mac: bytesOfHex('101112131415161718191A1B1C1D1E1F'),
  dataEncryption: bytesOfHex('202122232425262728292A2B2C2D2E2F'),
};
const hostChallenge = bytesOfHex('FDF38259A1E0DE44');
const initialized = '000000000000000000003003703B1ACA81E821F219081CDC01C26B372D000003';

function scripted(lines: readonly (readonly [command: string, answer: string, status?: number])[]): Channel & {
  readonly sent: string[];
} {
  const sent: string[] = [];
  return {
    limits: shortLimits,
    sent,
    transmit: async (command) => {
      const [, answer = '', status = 0x9000] = lines[sent.length] ?? [];
      sent.push(hexOf(encodeCommand(command)));
      return ok({ data: bytesOfHex(answer), status });
    },
  };
}

describe('a published session', () => {
  test('is spoken byte for byte, but for the Le that an answer with a MAC calls for', async () => {
    const lines = [
      ['8050300008FDF38259A1E0DE4400', initialized],
      ['84823300108C36F96BCC00724A4E13AD591D7DA3F0', ''],
      [
        '84E2910018267A85DFE4A98FCA6FB0527E0DFECCE4914E40401433C87F00',
        'F3BA2B1013AA6224F5E1C138D71805C569E5439B47576260B75FC021B25097CB2E68F8A0144975B9',
      ],
    ] as const;
    const card = scripted(lines);

    const opened = await openScp03(card, keys, FULL_PROTECTION, hostChallenge);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const command = parseCommand(bytesOfHex('80E2910006BF3E035C015A00'));
    const answer = command.ok ? await opened.value.transmit(command.value) : command;

    expect(card.sent).toEqual(lines.map(([sent]) => sent));
    expect(answer.ok && hexOf(answer.value.data)).toBe('BF3E125A1089882119900000000000000000000005');
  });

  test('chains the MAC through commands of every case', () => {
    const context = concatBytes(hostChallenge, bytesOfHex('3B1ACA81E821F219'));
    const opening = deriveSession(keys, context, 0x01);
    wrapCommand(opening, {
      cla: 0x80,
      ins: 0x82,
      p1: 0x33,
      p2: 0,
      data: bytesOfHex('8C36F96BCC00724A'),
      expected: null,
    });
    const session = { ...opening, level: FULL_PROTECTION };
    const plain = [
      '80E2910006BF3E035C015A00',
      '80F22002',
      '80CA006600',
      '80F220020A4F0212345C054F9F70C5',
      '80F28002024F0000',
    ];

    const wrapped = plain.map((text) => {
      const command = parseCommand(bytesOfHex(text));
      if (!command.ok) throw new Error(text);
      const { cla, ins, p1, p2, data } = wrapCommand(session, command.value);
      session.commandCounter += 1;
      return hexOf(concatBytes(Uint8Array.of(cla, ins, p1, p2, data.length), data));
    });

    expect(wrapped).toEqual([
      '84E2910018267A85DFE4A98FCA6FB0527E0DFECCE4914E40401433C87F',
      '84F2200208AC6A59024BED84CC',
      '84CA006608409912AD8FB7AED0',
      '84F22002185F3DAFC3AC14C381536A488BF44E06D056DF9D74DBD21E5A',
      '84F280021865165105BE3373347D0424D4400AF2AC393F569EC779389E',
    ]);
  });
});

describe('a wrong transport key', () => {
  test('shows in the card’s own cryptogram, and costs no attempt', async () => {
    const card = scripted([['', initialized]]);
    const wrong = { ...keys, mac: keys.encryption };

    expect(await openScp03(card, wrong, FULL_PROTECTION, hostChallenge)).toEqual({
      ok: false,
      error: { kind: 'answered', error: { kind: 'chip.transportKey', data: { answer: 'cryptogram' } } },
    });
    expect(card.sent.length).toBe(1);
  });

  test('that the card refuses is tried once and never again', async () => {
    const card = scripted([
      ['', initialized],
      ['', '', 0x63c9],
    ]);

    expect(await openScp03(card, keys, FULL_PROTECTION, hostChallenge)).toEqual({
      ok: false,
      error: { kind: 'answered', error: { kind: 'chip.transportKey', data: { answer: '63C9' } } },
    });
    expect(card.sent.length).toBe(2);
  });
});

describe('both sides of a session', () => {
  const context = new Uint8Array(16).fill(7);
  const pair = (): readonly [ReturnType<typeof deriveSession>, ReturnType<typeof deriveSession>] => [
    deriveSession(keys, context, FULL_PROTECTION),
    deriveSession(keys, context, FULL_PROTECTION),
  ];
  const command = { cla: 0, ins: 0xd6, p1: 1, p2: 2, data: utf8Bytes('data of the card'), expected: null };

  test('understand each other, command after command', () => {
    const [host, card] = pair();

    for (let round = 0; round < 5; round += 1) {
      expect(unwrapCommand(card, wrapCommand(host, command))).toMatchObject({ ...command, expected: 256 });
      const answer = { data: utf8Bytes('answer'), status: 0x9000 };
      expect(unwrapResponse(host, wrapResponse(card, answer))).toEqual(ok(answer));
    }
  });

  test('notice a changed, repeated or left-out command', () => {
    const [host, card] = pair();
    const first = wrapCommand(host, command);
    const second = wrapCommand(host, command);

    expect(unwrapCommand(card, { ...first, p2: 3 })).toBeNull();
    expect(unwrapCommand(card, second)).toBeNull();
    expect(unwrapCommand(card, first)).not.toBeNull();
    expect(unwrapCommand(card, first)).toBeNull();
  });

  test('notice an answer that is not the card’s own', () => {
    const [host, card] = pair();
    unwrapCommand(card, wrapCommand(host, command));
    const answer = wrapResponse(card, { data: utf8Bytes('answer'), status: 0x9000 });
    const changed = answer.data.map((byte, index) => (index === 3 ? byte ^ 1 : byte));

    for (const wrong of [
      { ...answer, data: changed },
      { ...answer, status: 0x6282 },
      { data: new Uint8Array(), status: 0x9000 },
    ])
      expect(unwrapResponse({ ...host }, wrong)).toMatchObject({ ok: false, error: { kind: 'chip.malformed' } });
    expect(unwrapResponse(host, { data: new Uint8Array(), status: 0x6985 })).toMatchObject({ ok: true });
  });

  // Le is 24 for two bytes as for fifteen: one block and a MAC.
  test.each([
    [15, 2, 2],
    [2, 2, 2],
    [16, 2, 16],
    [6, null, 6],
  ])('of %i bytes, where %s were asked for, give %i', async (answered, expected, given) => {
    const [host, card] = pair();
    const inner: Channel = {
      limits: shortLimits,
      transmit: async (protectedCommand) => {
        unwrapCommand(card, protectedCommand);
        return ok(wrapResponse(card, { data: new Uint8Array(answered), status: 0x9000 }));
      },
    };

    const answer = await scp03Channel(inner, host).transmit({ ...command, expected });

    expect(answer.ok && answer.value.data.length).toBe(given);
  });

  test('fill a short command to the last byte', () => {
    expect(roomInCommand(FULL_PROTECTION, 255)).toBe(239);
    const [host] = pair();
    expect(wrapCommand(host, { ...command, data: new Uint8Array(239) }).data.length).toBe(248);
    expect(wrapCommand(host, { ...command, data: new Uint8Array(240) }).data.length).toBe(264);
  });
});

describe('the counter mode of NIST SP 800-108', () => {
  // NIST CAVP, KDFCTR_gen: PRF CMAC_AES128, counter before the fixed data, 32 bits, COUNT 0.
  test('a vector of its validation suite', () => {
    const fixed = bytesOfHex(
      '98CD4CBBBEBE15D17DC86E6DBAD800A2DCBD64F7C7AD0E78E9CF94FFDBA89D03' +
        'E97EADF6C4F7B806CAF52AA38F09D0EB71D71F497BCC6906B48D36C4',
    );
    const key = bytesOfHex('C10B152E8C97B77E18704E0F0BD38305');

    const derived = counterMode(key, 16, (counter) => concatBytes(uintBytes(counter, 4), fixed));

    expect(hexOf(derived)).toBe('26FAF61908AD9EE881B8305C221DB53F');
  });

  test('label, context and length each make another key', () => {
    const master = new Uint8Array(16);
    const derived = [
      derivedKey(master, 'a', utf8Bytes('b'), 16),
      derivedKey(master, 'b', utf8Bytes('a'), 16),
      derivedKey(master, 'a', utf8Bytes('c'), 16),
      derivedKey(master, 'a', utf8Bytes('b'), 32).slice(0, 16),
    ].map(hexOf);

    expect(new Set(derived).size).toBe(4);
  });
});
