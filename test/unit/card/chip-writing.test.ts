/** Creating, writing, keys and the lock, under the issuer's channel, by the status words of ISO/IEC 7816-4 section 5.6. */

import { beforeEach, describe, expect, test } from 'vitest';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import { PAGE_LIMIT, type CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import type { Channel } from '../../../electron/core/chip/channel.ts';
import { channelTo, command, finishedCard, freshCard, issuerChannel, secrets, statuses } from './chip-support.ts';

const EMRTD = '00A4040CA0000002471001';
const SERVICE = '00A4040CF0535441524341524401';
const MASTER = '00A4000C3F00';

let card: CardState;
let channel: Channel;

beforeEach(async () => {
  card = freshCard();
  // Without R-MAC, under which Le does not reach the card as it was meant.
  channel = await issuerChannel(card, channelTo(powerCard(card)), 0x03);
});

async function run(...commands: readonly string[]): Promise<string | undefined> {
  return (await statuses(channel, ...commands)).at(-1);
}

async function read(hex: string, expected: number): Promise<string> {
  const got = await channel.transmit(command(hex, expected));
  return got.ok ? hexOf(got.value.data) + got.value.status.toString(16).toUpperCase() : got.error.error.kind;
}

describe('writing', () => {
  const create = '00E00000630400040101';

  test('needs a file that was created, and keeps within it', async () => {
    expect(await run(EMRTD, '00D60000AA')).toBe('6986');
    expect(await statuses(channel, create, '00D60000AABBCCDD')).toEqual(['9000', '9000']);
    expect(await statuses(channel, '00D60003AABB', '00D60004AA', '00D60000', '00D6E000AA', '00D68100EE')).toEqual([
      '6700',
      '6B00',
      '6700',
      '6A86',
      '9000',
    ]);
    expect(await read('00B00000', 256)).toBe('EEBBCCDD9000');
    expect(await read('00B00002', 8)).toBe('CCDD6282');
  });

  test('refuses a file that is there, has no size or a name set aside, or is oddly described', async () => {
    const words = await statuses(
      channel,
      EMRTD,
      create,
      create,
      '00E00000630400000102',
      '00E00000620400100102',
      '00E00000630400100000',
      '00E00000630400103F00',
      '00E0000063040010AA',
      '00E00001630400100102',
    );
    expect(words.slice(2)).toEqual(['6A89', '6A80', '6A80', '6A80', '6A80', '6700', '6A86']);
  });

  test('ends where the memory ends', async () => {
    expect(
      await statuses(channel, EMRTD, '00E0000063047FFF0101', '00E0000063047FFF0102', '00E0000063047FFF0103'),
    ).toEqual(['9000', '9000', '9000', '6A84']);
  });

  test('ends where the memory is worn out, and what was written before stays', async () => {
    await run(EMRTD, create, '00D60000AABBCCDD');
    card.pagesWritten = PAGE_LIMIT;

    expect(await run('00D6000001')).toBe('6581');
    expect(await read('00B00000', 4)).toBe('AABBCCDD9000');
  });

  test('reaches beyond 32 K by the odd instructions', async () => {
    expect(await statuses(channel, EMRTD, '00E000006304FFFF0101')).toEqual(['9000', '9000']);

    expect(await run('00D700005402FFF05303AABBCC')).toBe('9000');
    expect(await read('00B100005402FFF0', 5)).toBe('5303AABBCC9000');
    expect(await read('00B1000054020100FF', 5)).toBe('6A80');
    expect(await run('00D700005402FFFE5303AABBCC')).toBe('6700');
    expect(await run('00D700005303AABBCC')).toBe('6A80');
  });
});

describe('keys', () => {
  test('go into their application, in their form, again until the lock and never after it', async () => {
    const basic = `00DA0062${secrets.basicAccess}`;
    expect(await run(MASTER, basic)).toBe('6A88');
    expect(
      await statuses(channel, EMRTD, basic, basic, '00DA00620102', '00DA0061AA', `00DA0065${secrets.service}`),
    ).toEqual(['9000', '9000', '9000', '6A80', '6A88', '6A88']);
    expect(await statuses(channel, '00DADEAD', basic)).toEqual(['9000', '6985']);
  });

  test.each([
    ['zero', '00'.repeat(32)],
    ['the order', 'FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551'],
    ['a curve that is not there', `07${'11'.repeat(32)}`],
    ['a scalar too short', '11'.repeat(31)],
  ])('%s is no private key', async (_what, value) => {
    expect(await run(EMRTD, `00DA0063${value}`)).toBe('6A80');
  });

  test('a key of brainpoolP256r1 names its curve', async () => {
    expect(await run(EMRTD, `00DA00630D${'11'.repeat(32)}`)).toBe('9000');
  });
});

describe('the lock', () => {
  test('needs something to lock, and a key that opens the document', async () => {
    expect(await run(EMRTD, '00DADEAD')).toBe('6985');
    expect(await run('00E00000630400040101', '00DADEAD')).toBe('6985');
    expect(await run(`00DA0064${secrets.pace}`, '00DADEADAA')).toBe('6700');
    expect(await run('00DADEAD')).toBe('9000');
    expect(await read('00A40404A0000002471001', 256)).toMatch(/8A01059000$/);
  });

  test('is for good, but for the service application, which stays writable', async () => {
    card = await finishedCard();
    channel = await issuerChannel(card, channelTo(powerCard(card)));
    const change = ['00E00000630400040133', '00D68100AA', '00DADEAD'] as const;

    expect(await statuses(channel, EMRTD, ...change)).toEqual(['9000', '6985', '6985', '6985']);
    expect(await statuses(channel, MASTER, '00A4020C011C', '00D60000AA')).toEqual(['9000', '9000', '6985']);
    expect(await statuses(channel, SERVICE, ...change, `00DA0065${secrets.service}`)).toEqual([
      '9000',
      '6985',
      '9000',
      '6985',
      '6985',
    ]);
  });

  test('a card that is half written answers the issuer what it holds, and nobody else', async () => {
    await run(EMRTD, '00E00000630400040101', '00D60000AABBCCDD');

    expect(await read('00B08100', 256)).toBe('AABBCCDD9000');
    expect(hexOf(powerCard(card)(bytesOfHex('00B0810000')))).toBe('6A82');
    const plain = powerCard(card);
    plain(bytesOfHex('00A4040C07A0000002471001'));
    expect(hexOf(plain(bytesOfHex('00B0810000')))).toBe('6982');
  });
});
