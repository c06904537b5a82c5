/** A million broken commands: each is answered by a status word, in bounds and in time, and opens nothing. */

import { expect, test } from 'vitest';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import { encodeCommand, parseResponse, type CommandApdu } from '../../../electron/core/chip/apdu.ts';
import { bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import { openByBasicAccess } from '../../../electron/core/chip/access/basic-access.ts';
import type { Channel } from '../../../electron/core/chip/channel.ts';
import { mutations } from '../chip/mutate.ts';
import { channelTo, command, EMRTD, finishedCard, issuerChannel, secrets } from './chip-support.ts';

const seeds = [
  EMRTD,
  '00A4000C023F00',
  '00A4020C02011E',
  '00B0000000',
  '00B09E0000',
  '00B1001E04540200000000',
  '00B000000000FF',
  '00D6000004AABBCCDD',
  '00D70000075401005302AABB',
  '00E0000006630400040101',
  '00DA006210239AB9CB282DAF66231DC5A4DF6BFBAE',
  '00DADEAD',
  '0084000008',
  `0082000028${'5A'.repeat(40)}28`,
  '0022C1A40F800A04007F00070202040202830101',
  '10860000027C0000',
  `10860000457C438141047${'A'.repeat(127)}00`,
  '002241A40C800A04007F00070202030202',
  '0088000008010203040506070800',
  '80CA9F7F00',
  '8050000008010203040506070800',
  '8482330010000102030405060708090A0B0C0D0E0F',
  '0CB000000D9701048E08ED6705417E96BA5500',
  '0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800',
  '04A4040C0FA0000002471001AABBCCDDEEFF0011',
].map(bytesOfHex);

test('980,000 to a finished card, plain: nothing of it changes and nothing of it is read', async () => {
  const card = await finishedCard();
  const before = JSON.stringify(contents(card));
  const answer = powerCard(card);
  const words = new Set<number>();
  let longest = 0;

  for (const broken of mutations(seeds, 980_000)) {
    const response = parseResponse(answer(broken));
    if (!response.ok) throw new Error(`no status word for ${Buffer.from(broken).toString('hex')}`);
    words.add(response.value.status);
    longest = Math.max(longest, response.value.data.length);
  }

  expect(JSON.stringify(contents(card))).toBe(before);
  // The longest that is free: a point of PACE and the FCI are below it.
  expect(longest).toBeLessThanOrEqual(69);
  expect([...words].filter((word) => !isKnown(word)).map((word) => word.toString(16))).toEqual([]);
  expect(words.size).toBeGreaterThan(15);
});

test('20,000 inside secure messaging and the issuer’s channel, which break and are opened again', async () => {
  const card = await finishedCard();
  card.issuer.sequence = 0;
  const answer = powerCard(card);
  const inner = channelTo(answer);
  let channel: Channel | null = null;
  let opened = 0;
  let sent = 0;

  for (const broken of mutations(seeds, 20_000)) {
    if (channel === null) channel = await (opened++ % 2 === 0 ? documentChannel(inner) : issuerChannel(card, inner));
    const got: Awaited<ReturnType<Channel['transmit']>> = await channel.transmit(commandOf(broken));
    sent += 1;
    // Broken on the inside the session holds; every fifth is broken on the outside.
    if (sent % 5 === 0) answer(encodeCommand({ ...commandOf(broken), cla: (broken[0] ?? 0) | 0x0c }));
    if (!got.ok || sent % 5 === 0) channel = null;
  }

  expect(sent).toBe(20_000);
  expect(card.issuer.attemptsLeft).toBe(10);
});

async function documentChannel(inner: Channel): Promise<Channel> {
  await inner.transmit(command('00A4040CA0000002471001'));
  const chance = { challenge: new Uint8Array(8).fill(1), key: new Uint8Array(16).fill(2) };
  const channel = await openByBasicAccess(inner, bytesOfHex(secrets.basicAccess), chance);
  if (!channel.ok) throw new Error(channel.error.error.kind);
  return channel.value;
}

/** Whatever the bytes are, as a command that an encoder can put into a channel; never one that costs an attempt. */
function commandOf(bytes: Uint8Array): CommandApdu {
  const [, ins = 0, p1 = 0, p2 = 0] = bytes;
  const isCostly = ins === 0x82 || ins === 0x50;
  return { cla: 0x00, ins: isCostly ? 0xb0 : ins, p1, p2, data: bytes.slice(5, 200), expected: 256 };
}

function contents({ applications }: Awaited<ReturnType<typeof finishedCard>>): unknown {
  return Object.values(applications).map(({ lifeCycle, files, keys }) => [lifeCycle, [...files], [...keys]]);
}

/** Every word that docs and standards give this card. */
function isKnown(word: number): boolean {
  const known = [
    0x9000, 0x6282, 0x6300, 0x6581, 0x6700, 0x6881, 0x6882, 0x6883, 0x6884, 0x6982, 0x6983, 0x6985, 0x6986, 0x6987,
    0x6988, 0x6a80, 0x6a82, 0x6a84, 0x6a86, 0x6a88, 0x6a89, 0x6b00, 0x6d00, 0x6e00,
  ];
  return known.includes(word) || word >> 8 === 0x6c || (word >= 0x63c0 && word <= 0x63c9);
}
