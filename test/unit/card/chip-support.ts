/** A simulated card for tests, a host that opens its issuer's channel, and one finished card. */

import { newBlank } from '../../../electron/adapters/writer/simulated/card/factory.ts';
import { powerCard } from '../../../electron/adapters/writer/simulated/card/card.ts';
import type { CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import type { CommandApdu } from '../../../electron/core/chip/apdu.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { plainChannel, type Channel } from '../../../electron/core/chip/channel.ts';
import { openScp03 } from '../../../electron/core/chip/scp03/host.ts';
import { ok } from '../../../shared/result.ts';

export const EMRTD = '00A4040C07A0000002471001';
export const SERVICE = '00A4040C0AF0535441524341524401';
export const MASTER = '00A4000C023F00';

/** One command in hex to one answer in hex. */
export type Talk = (command: string) => string;

export function freshCard(): CardState {
  return newBlank('TEST-0001', 'guarded');
}

export function talkTo(answer: (bytes: Uint8Array) => Uint8Array): Talk {
  return (hex) => hexOf(answer(bytesOfHex(hex)));
}

export function channelTo(answer: (bytes: Uint8Array) => Uint8Array): Channel {
  const limits = { commandData: 65_535, responseData: 65_536 };
  return plainChannel({ transmit: async (bytes) => ok(answer(bytes)) }, limits);
}

/** Random bytes in the order in which the card will ask for them; more than that is a defect of the test. */
export function chance(...values: readonly string[]): (count: number) => Uint8Array {
  const left = values.map(bytesOfHex);
  return (count) => {
    const next = left.shift();
    if (next?.length !== count) throw new Error(`the card asked for ${count} random bytes, not ${next?.length ?? 0}`);
    return next;
  };
}

/** Opens the channel of the issuer with the keys that the card has. */
export async function issuerChannel(card: CardState, inner: Channel, level = 0x33): Promise<Channel> {
  const opened = await openScp03(inner, card.issuer.keys, level, new Uint8Array(8).fill(0x5a));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

export function command(hex: string, expected: number | null = null): CommandApdu {
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = bytesOfHex(hex);
  return { cla, ins, p1, p2, data: bytesOfHex(hex.slice(8)), expected };
}

/** Sends commands, each `header data` in hex, and answers their status words. */
export async function statuses(channel: Channel, ...commands: readonly string[]): Promise<readonly string[]> {
  const words: string[] = [];
  for (const one of commands) {
    const answer = await channel.transmit(command(one));
    words.push(answer.ok ? answer.value.status.toString(16).toUpperCase() : answer.error.error.kind);
  }
  return words;
}

/** Secrets of the worked examples of Doc 9303-11 appendices D and G, and keys made up for tests. */
export const secrets = {
  basicAccess: '239AB9CB282DAF66231DC5A4DF6BFBAE',
  pace: '0D7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD',
  activeAuthentication: '11'.repeat(32),
  chipAuthentication: '22'.repeat(32),
  service: '33'.repeat(32),
} as const;

/** EF.COM of appendix D.4. */
export const EXAMPLE_COM = '60145F0104303130365F36063034303030305C026175';

/** A card with EF.COM, EF.DG1, EF.CardAccess, EF.READER and every key, locked unless asked otherwise. */
export async function finishedCard(lock = true): Promise<CardState> {
  const card = freshCard();
  const channel = await issuerChannel(card, channelTo(powerCard(card)));
  const file = (id: string, content: string): readonly string[] => [
    `00E000006304${(content.length / 2).toString(16).padStart(4, '0')}${id}`,
    `00D60000${content}`,
  ];
  const words = await statuses(
    channel,
    '00A4040CA0000002471001',
    ...file('011E', EXAMPLE_COM),
    ...file('0101', '61'.repeat(300)),
    `00DA0062${secrets.basicAccess}`,
    `00DA0064${secrets.pace}`,
    `00DA0063${secrets.activeAuthentication}`,
    `00DA0066${secrets.chipAuthentication}`,
    ...(lock ? ['00DADEAD'] : []),
    '00A4040CF0535441524341524401',
    ...file('0001', '52'.repeat(256)),
    `00DA0065${secrets.service}`,
    ...(lock ? ['00DADEAD'] : []),
    '00A4000C3F00',
    ...file('011C', `31${'00'.repeat(15)}`),
    ...(lock ? ['00DADEAD'] : []),
  );
  if (words.some((word) => word !== '9000')) throw new Error(words.join(' '));
  return card;
}
