/** Cards for the emulated writers, and what a test asks of them. */

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { loadCard, saveCard } from '../../electron/adapters/writer/simulated/card-file.ts';
import { newBlank } from '../../electron/adapters/writer/simulated/card/factory.ts';
import { bytesEqual, bytesOfHex, hexOf } from '../../electron/core/chip/bytes.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { contentOf as contentOfState } from '../unit/chip/memory-writer.ts';
import type { LyingCard } from './firmware/card.ts';

const folder = mkdtempSync('/run/scratch/cards-');
let count = 0;

/** Fresh from its maker. Cards of one serial number are equal until they are written. */
export function freshCard(serial = 'USB-CARD-1'): LyingCard {
  count += 1;
  return { path: join(folder, `${count}.json`), serial };
}

/** What the card holds and in what state, keys too, without what makes it this one card. */
export function contentOf({ path }: LyingCard): string {
  const card = loadCard(path);
  if (!card.ok || card.value === null) throw new Error(`no card in ${path}`);
  return contentOfState(card.value);
}

const PATTERN_FILE = 0x0101;
const PATTERN = Uint8Array.from({ length: 4000 }, (_, index) => ((index + 1) * 2_654_435_761) >>> 24);
const EMRTD = '00A4040C07A0000002471001';

/** An open card with a file in which each stretch is different, so that no answer can be taken for another. */
export function patternCard(): LyingCard {
  const card = freshCard('USB-PATTERN');
  const state = newBlank(card.serial, 'open');
  state.applications.emrtd.files.set(PATTERN_FILE, PATTERN);
  const saved = saveCard(card.path, state);
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
  return card;
}

/** Makes the file of a pattern card current; `9000`, or why not. */
export async function openPattern(writer: ChipWriter): Promise<string> {
  await sent(writer, EMRTD);
  return sent(writer, `00A4020C02${PATTERN_FILE.toString(16).padStart(4, '0')}`);
}

/** What came of reading `length` bytes at `offset`: `right`, `WRONG`, or the kind of failure. */
export async function readPattern(writer: ChipWriter, offset: number, length: number): Promise<string> {
  const answer = await writer.transmit(
    Uint8Array.of(0, 0xb0, offset >> 8, offset & 0xff, 0, length >> 8, length & 0xff),
  );
  if (!answer.ok) return answer.error.kind;
  const expected = Uint8Array.of(...PATTERN.subarray(offset, offset + length), 0x90, 0x00);
  return bytesEqual(answer.value, expected) ? 'right' : 'WRONG';
}

/** The response in hex, or the kind of failure. */
export async function sent(writer: ChipWriter, hex: string): Promise<string> {
  const answer = await writer.transmit(bytesOfHex(hex));
  return answer.ok ? hexOf(answer.value) : answer.error.kind;
}
