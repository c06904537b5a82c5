/** Whatever a device sends, from the first report on: the driver answers, soon, with a failure that has a remedy, or rightly. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemRandom } from '../../../electron/adapters/system/random.ts';
import { createHidWriter } from '../../../electron/adapters/writer/hid/hid-writer.ts';
import type { HidLibrary } from '../../../electron/adapters/writer/hid/library.ts';
import { specimenProfile } from '../../../electron/core/specimen/profile.ts';
import { describeError } from '../../../shared/messages/describe.ts';
import type { Result } from '../../../shared/result.ts';
import { freshFolder } from '../chip/sample.ts';
import { createFakeHid, STX_MODEL } from './fake-hid.ts';

const ROUNDS = 40;
const limits = { helloMs: 60, silentMs: 60, packetMs: 60, commandMs: 300 };
/** Three requests for a session, twice, one command, and as long as the driver listens whether another program talks. */
const LONGEST_MS = 3000;
const SELECT_MASTER_FILE = Uint8Array.of(0, 0xa4, 0, 0x0c, 2, 0x3f, 0);

/** Numbers that look random and are the same in every run (xorshift, 32 bits). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** One report of four is something else than what the device sent. `waited` hears of each silence, how long it lasted. */
function damaging(library: HidLibrary, random: (below: number) => number, waited: (ms: number) => void): HidLibrary {
  function damaged(report: Uint8Array): Uint8Array {
    switch (random(12)) {
      case 0:
        return Uint8Array.from({ length: 64 }, () => random(256));
      case 1:
        return report.slice(0, 1 + random(63));
      case 2:
        return report.map((byte, place) => (place < 16 && random(4) === 0 ? random(256) : byte));
      default:
        return report;
    }
  }
  return {
    devicesAsync: () => library.devicesAsync(),
    HIDAsync: {
      async open(path) {
        const handle = await library.HIDAsync.open(path);
        return {
          ...handle,
          async read(timeoutMs) {
            const report = await handle.read(timeoutMs);
            if (report !== undefined && report.length > 0) return damaged(report);
            waited(timeoutMs);
            return report;
          },
        };
      },
    },
  };
}

/** `ok`, or the kind of a failure that has a remedy in both languages. */
function judged(result: Result<unknown>): string {
  if (result.ok) return 'ok';
  const remedies = (['zh', 'en'] as const).map((language) => describeError(result.error, language).next.length > 0);
  return `${result.error.kind}${remedies.includes(false) ? ' WITHOUT A REMEDY' : ''}`;
}

test.each(['ccid', 'stx'] as const)(
  'damaged reports of a device that speaks %s lead to failures of the writer and to nothing else',
  async (framing) => {
    const random = randomFrom(0x5eed_0002);
    const outcomes = new Map<string, number>();
    // What the driver waited for, and not what the machine did meanwhile.
    let [waitedMs, longestMs] = [0, 0];
    async function judge(call: Promise<Result<unknown>>): Promise<boolean> {
      waitedMs = 0;
      const outcome = judged(await call);
      longestMs = Math.max(longestMs, waitedMs);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      return outcome === 'ok';
    }

    for (let round = 0; round < ROUNDS; round += 1) {
      const hid = createFakeHid();
      const card = { path: join(freshFolder(), 'card.json'), serial: 'CARD-1' };
      hid.plug('SN-1', card, framing === 'stx' ? { productId: STX_MODEL } : {});
      const writer = createHidWriter({
        library: damaging(hid.library, random, (ms) => (waitedMs += ms)),
        models: specimenProfile.writers,
        serial: 'SN-1',
        random: (count) => systemRandom.bytes(count),
        limits,
        cardWaitMs: 0,
        deviceWaitMs: 0,
      });
      if (await judge(writer.open())) {
        await judge(writer.powerOn());
        for (let command = 0; command < 5; command += 1) await judge(writer.transmit(SELECT_MASTER_FILE));
      }
      await writer.status();
      await writer.close();
    }

    const kinds = [...outcomes.keys()].toSorted();
    expect(kinds.filter((kind) => !/^(ok|writer\.[A-Za-z]+)$/.test(kind))).toEqual([]);
    // Damage that stopped everything, or nothing, would prove little.
    expect(outcomes.get('ok')).toBeGreaterThan(20);
    expect(outcomes.get('writer.unanswered')).toBeGreaterThan(5);
    expect(longestMs).toBeLessThan(LONGEST_MS);
  },
);
