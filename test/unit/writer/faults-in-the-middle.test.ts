/**
 * A device that fails in the middle of a card, through the driver: the card is completed, byte for byte. The same faults, each
 * with what the driver says of it, are on a real USB stack in test/usb; so is the cable that is pulled.
 */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { loadCard } from '../../../electron/adapters/writer/simulated/card-file.ts';
import { createHidWriter } from '../../../electron/adapters/writer/hid/hid-writer.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import type { DeviceFault } from '../../usb/firmware/faults.ts';
import { optionsFor } from '../chip/engine.ts';
import { contentOf, memoryWriter } from '../chip/memory-writer.ts';
import { drawnPhoto, freshFolder, makeImage, makeTrust, value } from '../chip/sample.ts';
import { createFakeHid, STX_MODEL } from './fake-hid.ts';

const image = makeImage(makeTrust(), { photo: drawnPhoto(1200) });
/** In the photo, which is the longest file. */
const AT = 15;
/** Longer than a machine with other work lets a program stand still; the rows wait side by side. */
const SILENT_MS = 6000;

/** What the card holds at the end, and how many of its commands went unanswered. */
async function written(framing: 'ccid' | 'stx', fault: DeviceFault): Promise<{ content: string; lost: number }> {
  const hid = createFakeHid();
  const card = { path: join(freshFolder(), 'card.json'), serial: 'CARD-1' };
  const device = hid.plug('SN-1', card, framing === 'stx' ? { productId: STX_MODEL } : {});
  const writer = createHidWriter({
    library: hid.library,
    models: specimenProfile.writers,
    serial: 'SN-1',
    random: (count) => systemRandom.bytes(count),
    limits: { helloMs: 60_000, silentMs: SILENT_MS, packetMs: SILENT_MS, commandMs: 60_000 },
  });
  let lost = 0;
  device.faults.set(fault);
  const counting = {
    ...writer,
    async transmit(command: Uint8Array) {
      const answer = await writer.transmit(command);
      if (!answer.ok) lost += 1;
      return answer;
    },
  };
  const outcome = await personalise(counting, image, optionsFor(image));
  expect(outcome).toMatchObject({ kind: 'encoded' });
  const content = value(loadCard(card.path));
  if (content === null) throw new Error('no card');
  return { content: contentOf(content), lost };
}

async function undisturbed(): Promise<string> {
  const writer = memoryWriter();
  await personalise(writer, image, optionsFor(image));
  return contentOf(writer.card);
}

const costsACommand: readonly DeviceFault[] = [
  { at: AT, kind: 'silent' },
  { at: AT, kind: 'garbage' },
  { at: AT, kind: 'wrongSequence' },
  { at: AT, kind: 'shortReport' },
  { at: AT, kind: 'saysLonger' },
  { at: AT, kind: 'saysShorter' },
  { at: AT, kind: 'saysHuge' },
  { at: AT, kind: 'late', ms: SILENT_MS + 1000 },
  { at: AT, kind: 'restart' },
];
const costsNothing: readonly DeviceFault[] = [
  { at: AT, kind: 'slow', ms: SILENT_MS + 1000 },
  { at: AT, kind: 'twice' },
];

test.concurrent.each(
  (['ccid', 'stx'] as const).flatMap((framing) => [
    ...costsACommand.map((fault) => ({ framing, kind: fault.kind, fault, lost: 1 })),
    ...costsNothing.map((fault) => ({ framing, kind: fault.kind, fault, lost: 0 })),
  ]),
)('$framing, $kind in the middle of a card: completed, byte for byte, with $lost command lost', async (row) => {
  const { content, lost } = await written(row.framing, row.fault);
  expect({ isSame: content === (await undisturbed()), lost }).toEqual({ isSame: true, lost: row.lost });
});
