/** The issuer's channel: attempts, levels, replaced keys, and that nothing secret ever comes out. */

import { beforeEach, describe, expect, test } from 'vitest';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import type { CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { aesBlockEncrypt, aesCbcEncrypt } from '../../../electron/core/chip/crypto/aes.ts';
import { plainChannel, shortLimits } from '../../../electron/core/chip/channel.ts';
import { ok } from '../../../shared/result.ts';
import {
  channelTo,
  command,
  finishedCard,
  freshCard,
  issuerChannel,
  secrets,
  statuses,
  talkTo,
  type Talk,
} from './chip-support.ts';

let card: CardState;
let answer: (bytes: Uint8Array) => Uint8Array;
let talk: Talk;

beforeEach(async () => {
  card = await finishedCard();
  answer = powerCard(card);
  talk = talkTo(answer);
});

describe('the issuer', () => {
  test('a wrong key costs an attempt, ten of them the card; a good one gives them back', async () => {
    const wrong = async (): Promise<string> => {
      talk(`8050000008${'00'.repeat(8)}00`);
      return talk(`8482330010${'00'.repeat(16)}`);
    };
    const words: string[] = [];
    for (let count = 0; count < 3; count += 1) words.push(await wrong());
    await issuerChannel(card, channelTo(answer));
    for (let count = 0; count < 10; count += 1) words.push(await wrong());

    expect(words).toEqual(['63C9', '63C8', '63C7', ...[9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((left) => `63C${left}`)]);
    expect(talk(`8050000008${'00'.repeat(8)}00`)).toBe('6983');
    // For good: power makes no difference.
    expect(talkTo(powerCard(card))(`8050000008${'00'.repeat(8)}00`)).toBe('6983');
  });

  test('names what is wrong before any key is tried', () => {
    expect(talk(`8050310008${'00'.repeat(8)}00`)).toBe('6A88');
    expect(talk(`8050000108${'00'.repeat(8)}00`)).toBe('6A86');
    expect(talk(`8050000007${'00'.repeat(7)}00`)).toBe('6700');
    expect(talk(`8482330010${'00'.repeat(16)}`)).toBe('6985');
    talk(`8050000008${'00'.repeat(8)}00`);
    expect(talk(`8482000010${'00'.repeat(16)}`)).toBe('6A86');
    expect(card.issuer.attemptsLeft).toBe(10);
  });

  test('the challenge counts: no session is ever repeated', () => {
    const open = `8050000008${'00'.repeat(8)}00`;
    expect(new Set([talk(open), talk(open), talkTo(powerCard(card))(open)]).size).toBe(3);
  });

  test.each([0x01, 0x03, 0x11, 0x13, 0x33])('opens at level %s', async (level) => {
    const channel = await issuerChannel(card, channelTo(answer), level);

    expect(await statuses(channel, '00A4040CF0535441524341524401', '00A4020C0001', '00D60000AA')).toEqual([
      '9000',
      '9000',
      '9000',
    ]);
  });

  test.each([
    [shortLimits, 239],
    [{ commandData: 65_535, responseData: 65_536 }, 300],
  ])('under R-MAC and R-ENC an answer fits the Le outside: %j', async (limits, length) => {
    const inner = plainChannel({ transmit: async (bytes) => ok(answer(bytes)) }, limits);
    const channel = await issuerChannel(card, inner);
    await statuses(channel, '00A4040CA0000002471001');

    const got = await channel.transmit(command('00B08100', channel.limits.responseData));

    expect(got.ok && [got.value.status, got.value.data.length]).toEqual([0x9000, length]);
  });

  test('loads keys only where commands are encrypted', async () => {
    const blank = freshCard();
    const channel = await issuerChannel(blank, channelTo(powerCard(blank)), 0x11);

    expect(await statuses(channel, '00A4040CA0000002471001', `00DA0062${secrets.basicAccess}`)).toEqual([
      '9000',
      '6982',
    ]);
  });

  test('a plain command in between ends the channel', async () => {
    const channel = await issuerChannel(card, channelTo(answer));
    talk('80CA9F7F00');

    expect(await statuses(channel, '00A4000C3F00')).toEqual(['6982']);
  });

  test('replaces its keys; the old ones then open nothing', async () => {
    const channel = await issuerChannel(card, channelTo(answer));
    const { keys } = card.issuer;
    const field = keyField(keys.dataEncryption);

    expect(await statuses(channel, `80D8308131${field}${field}${field}`)).toEqual(['9000']);

    expect(card.issuer.keys.version).toBe(0x31);
    expect(talk(`8050300008${'00'.repeat(8)}00`)).toBe('6A88');
    await issuerChannel(card, channelTo(answer));
    expect(await statuses(channel, '00A4000C3F00')).not.toEqual(['9000']);
  });

  test('no command answers a key or the memory of one', async () => {
    const channel = await issuerChannel(card, channelTo(answer));
    const asked = ['0062', '0063', '0064', '0065', '0066', '00E0', '00C1', 'DEAD'].flatMap((tag) => [
      `80CA${tag}`,
      `00CA${tag}`,
      `00CB${tag}`,
    ]);
    const held = [...Object.values(secrets), Buffer.from(card.issuer.keys.encryption).toString('hex').toUpperCase()];
    for (const hex of asked) {
      const got = await channel.transmit(command(hex, 256));
      const data = got.ok ? Buffer.from(got.value.data).toString('hex').toUpperCase() : '';
      expect(held.some((secret) => data.includes(secret.slice(0, 16)))).toBe(false);
    }
  });
});

/** One key field of PUT KEY: a key of zeros under the DEK with its check value. */
function keyField(dek: Uint8Array): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
  const key = new Uint8Array(16);
  return `881110${hex(aesCbcEncrypt(dek, key, key))}03${hex(
    aesBlockEncrypt(
      key,
      key.map(() => 1),
    ).slice(0, 3),
  )}`;
}
