/**
 * Whatever a card or a reader sends: the parsers answer with a value or with a typed failure, and never throw, hang or read
 * beyond their input. A million inputs in all.
 */

import { describe, expect, test } from 'vitest';
import { decodeSecurityInfos } from '../../../electron/core/chip/access/security-infos.ts';
import { encodeCommand, encodeResponse, parseCommand, parseResponse } from '../../../electron/core/chip/apdu.ts';
import { takesExtendedLength } from '../../../electron/core/chip/atr.ts';
import { bytesEqual, bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import { sessionKeys, type CipherSuite } from '../../../electron/core/chip/crypto/kdf.ts';
import { parseTlvs } from '../../../electron/core/chip/lds/tlv.ts';
import {
  unwrapCommand,
  unwrapResponse,
  wrapCommand,
  wrapResponse,
} from '../../../electron/core/chip/scp03/protection.ts';
import { deriveSession, FULL_PROTECTION } from '../../../electron/core/chip/scp03/session.ts';
import { openCommand, protectCommand } from '../../../electron/core/chip/secure-messaging/commands.ts';
import { openResponse, protectResponse } from '../../../electron/core/chip/secure-messaging/responses.ts';
import { startSession, type SecureSession } from '../../../electron/core/chip/secure-messaging/session.ts';
import type { Result } from '../../../shared/result.ts';
import { brokenObjects } from './mutate.ts';

/** Some changes change nothing: what is left over is another input than the good one. */
function changed(good: Uint8Array, count: number): readonly Uint8Array[] {
  return [...brokenObjects([good], count)].filter((bytes) => !bytesEqual(bytes, good));
}

/** How many were taken and how many refused; anything thrown ends the test. */
function outcomes(
  bytes: Iterable<Uint8Array>,
  parse: (input: Uint8Array) => Result<unknown, unknown>,
): { readonly taken: number; readonly refused: number } {
  let taken = 0;
  let refused = 0;
  for (const input of bytes) {
    const parsed = parse(input);
    if (parsed.ok) taken += 1;
    else refused += 1;
  }
  return { taken, refused };
}

const command = { cla: 0, ins: 0xb0, p1: 0x81, p2: 0, data: Uint8Array.of(1, 2, 3), expected: 16 };
const response = { data: bytesOfHex('60145F01'), status: 0x9000 };
const cardAccess = bytesOfHex('31143012060A04007F0007020204020202010202010C');

describe('a million broken inputs', () => {
  test.each<[string, number, readonly Uint8Array[], (input: Uint8Array) => Result<unknown, unknown>]>([
    [
      'commands',
      250_000,
      [encodeCommand(command), encodeCommand({ ...command, data: new Uint8Array(300), expected: 65_536 })],
      parseCommand,
    ],
    ['answers', 150_000, [encodeResponse(0x9000, response.data)], parseResponse],
    ['data objects', 300_000, [cardAccess, bytesOfHex('7F4E08050201027F5F2000')], (input) => parseTlvs(input, 'x')],
    ['security infos', 150_000, [cardAccess], (input) => decodeSecurityInfos(input, 'x')],
  ])('%s', (_, count, good, parse) => {
    const { taken, refused } = outcomes(brokenObjects(good, count), parse);

    expect(taken + refused).toBe(count);
    expect([taken > 0, refused > 0]).toEqual([true, true]);
  });

  test('answers to reset', () => {
    const good = [bytesOfHex('3B8A80018031F873D421E082900036'), bytesOfHex('3B80800101')];
    const found = new Set([...brokenObjects(good, 50_000)].map(takesExtendedLength));

    expect(found).toEqual(new Set([true, false]));
  });

  test.each<[CipherSuite, number]>([
    ['3des', 10_000],
    ['aes128', 20_000],
  ])('secure messaging with %s: none is believed', (suite, count) => {
    const session = (): SecureSession => startSession(suite, sessionKeys(new Uint8Array(16), suite));
    const card = session();
    const good = protectCommand(session(), command, false);
    const host = session();
    const goodAnswer = protectResponse(card, 0xb0, response);

    const commands = outcomes(changed(good.data, count), (data) => openCommand(session(), { ...good, data }));
    const answers = outcomes(changed(goodAnswer.data, count), (data) =>
      openResponse({ ...host }, { data, status: 0x9000 }),
    );

    expect([commands.taken, answers.taken]).toEqual([0, 0]);
  });

  test('SCP03: none is believed', () => {
    const keys = {
      version: 0,
      encryption: new Uint8Array(16),
      mac: new Uint8Array(16),
      dataEncryption: new Uint8Array(16),
    };
    const session = (): ReturnType<typeof deriveSession> => deriveSession(keys, new Uint8Array(16), FULL_PROTECTION);
    const good = wrapCommand(session(), command);
    const card = session();
    unwrapCommand(card, good);
    const goodAnswer = wrapResponse(card, response);
    const [host, cardAgain] = [session(), session()];
    wrapCommand(host, command);

    const commands = outcomes(changed(good.data, 20_000), (data) => {
      const opened = unwrapCommand({ ...cardAgain }, { ...good, data });
      return opened === null ? { ok: false, error: 'refused' } : { ok: true, value: opened };
    });
    const answers = outcomes(changed(goodAnswer.data, 20_000), (data) =>
      unwrapResponse({ ...host }, { data, status: 0x9000 }),
    );

    expect([commands.taken, answers.taken]).toEqual([0, 0]);
  });
});
