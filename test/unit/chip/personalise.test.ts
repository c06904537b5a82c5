/** The engine's answers to the wrong card, to a locked one, to the faults of training, and to being asked to stop. */

import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadCard, saveCard } from '../../../electron/adapters/writer/simulated/card-file.ts';
import {
  createSimulatedWriter,
  type SimulatedWriter,
} from '../../../electron/adapters/writer/simulated/simulated-writer.ts';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import type { ChipImage, PersonaliseOptions, PersonaliseOutcome } from '../../../electron/core/chip/chip.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { blankSerialSchema } from '../../../shared/model/ids.ts';
import { error, fail, ok } from '../../../shared/result.ts';
import { optionsFor } from './engine.ts';
import { interfere } from './interference.ts';
import { isUntouched, memoryWriter } from './memory-writer.ts';
import { drawnPhoto, freshFolder, makeImage, makeTrust, value } from './sample.ts';

const image = makeImage(makeTrust());
const blank = blankSerialSchema.parse('BLANK-0001');
const other = blankSerialSchema.parse('BLANK-OTHER');

let folder = '';
let writer: SimulatedWriter;
let bound: string[] = [];

beforeEach(() => {
  folder = freshFolder();
  writer = createSimulatedWriter({ folder, speed: 'instant' });
  writer.placeBlank(blank);
  bound = [];
});

function run(
  through: ChipWriter = writer,
  changes: Partial<PersonaliseOptions> = {},
  what: ChipImage = image,
): Promise<PersonaliseOutcome> {
  const onBound: PersonaliseOptions['onBound'] = (serial) => {
    bound.push(serial);
    return ok(undefined);
  };
  return personalise(through, what, optionsFor(what, { onBound, ...changes }));
}

/** What a card holds, without what makes it this one card; null for a card that was never written. */
function content(serial: string): string | null {
  const card = value(loadCard(join(folder, `${serial}.json`)));
  if (card === null) return null;
  const inHex = (held: ReadonlyMap<number, Uint8Array>): readonly (readonly [number, string])[] =>
    [...held].map(([id, bytes]) => [id, hexOf(bytes)]);
  const applications = Object.entries(card.applications).map(([name, { lifeCycle, files, keys }]) => ({
    name,
    lifeCycle,
    files: inHex(files),
    keys: inHex(keys),
  }));
  return JSON.stringify(applications);
}

describe('the wrong card', () => {
  test('of another job is refused before a byte is written', async () => {
    expect(await run(writer, { expectedChipSerial: 'ABCDEF01' })).toMatchObject({
      kind: 'refused',
      error: { kind: 'chip.otherCard', data: { expected: 'ABCDEF01' } },
    });
    expect([content(blank)?.includes('personalising'), bound]).toEqual([false, []]);
  });

  test('already written is refused as a blank, and not bound', async () => {
    await run();
    bound = [];

    expect(await run()).toMatchObject({ kind: 'refused', error: { kind: 'chip.used' } });
    expect(bound).toEqual([]);
  });

  test('that somebody else issued is refused once, and the blank behind it is not', async () => {
    writer.setFault('foreignCard');

    expect(await run()).toMatchObject({ kind: 'refused', error: { kind: 'chip.used' } });
    expect(await run()).toMatchObject({ kind: 'encoded' });
  });

  test('is no card at all: refused', async () => {
    writer.setFault('noCard');

    expect(await run()).toEqual({ kind: 'refused', error: error('writer.noCard', {}) });
    expect(await run()).toEqual({ kind: 'refused', error: error('writer.noCard', {}) });
  });

  test('is refused where the job does not want to be bound to it', async () => {
    const refusal = fail('stock.trayEmpty', {});

    expect(await run(writer, { onBound: () => refusal })).toEqual({ kind: 'refused', error: refusal.error });
    expect(content(blank)?.includes('personalising')).toBe(false);
  });
});

describe('a card that was locked', () => {
  test('and is complete and correct is encoded, without another write', async () => {
    const first = await run();
    const before = content(blank);

    const second = await run(writer, { expectedChipSerial: bound[0] ?? null });

    expect(second).toEqual(first);
    expect(content(blank) === before).toBe(true);
  });

  test.each([
    ['holds another byte', (bytes: Uint8Array) => bytes.with(80, (bytes[80] ?? 0) ^ 1)],
    ['lacks a file', () => null],
  ])('and %s has failed', async (_, change) => {
    await run();
    const path = join(folder, `${blank}.json`);
    const card = value(loadCard(path));
    const files = card?.applications.emrtd.files ?? new Map<number, Uint8Array>();
    const changed = change(files.get(0x0102) ?? new Uint8Array());
    if (changed === null) files.delete(0x0102);
    else files.set(0x0102, changed);
    if (card !== null) value(saveCard(path, card));

    expect(await run(writer, { expectedChipSerial: bound[0] ?? null })).toEqual({
      kind: 'failed',
      error: error('chip.lockedIncomplete', { file: 'EF.DG2' }),
    });
  });

  test('with the data of another record has failed', async () => {
    await run();
    const longer = makeImage(makeTrust(), { photo: drawnPhoto(900) });

    expect(await run(writer, { expectedChipSerial: bound[0] ?? null }, longer)).toMatchObject({ kind: 'failed' });
  });
});

describe('the faults of the training writer', () => {
  test('a tear is recovered from', async () => {
    writer.setFault('tearDuringWrite');

    expect(await run()).toMatchObject({ kind: 'encoded' });
  });

  test('a refused write spoils the card, and the next blank is fine', async () => {
    writer.setFault('wrongStatus');

    expect(await run()).toEqual({
      kind: 'failed',
      error: error('chip.refusedCommand', { command: 'UPDATE BINARY', status: '6581' }),
    });
    writer.placeBlank(other);
    expect(await run()).toMatchObject({ kind: 'encoded' });
  });

  test('a bit that flips is found when the file is read back, before the lock', async () => {
    writer.setFault('corruptFile');

    expect(await run()).toEqual({ kind: 'failed', error: error('chip.readBackDiffers', { file: 'EF.DG12' }) });
    expect(content(blank)?.includes('operational')).toBe(false);
  });
});

test('a file that is to grow is made in its size, and only its first content is sent', async () => {
  const quiet = memoryWriter();
  let sent = 0;
  const counting: ChipWriter = {
    ...quiet,
    transmit: (command) => {
      sent += command.length;
      return quiet.transmit(command);
    },
  };

  expect(await run(counting)).toMatchObject({ kind: 'encoded' });

  const list = image.files.find(({ name }) => name === 'EF.SERVICES');
  expect([list?.size, list?.bytes.length]).toEqual([4096, 2]);
  expect(quiet.card.applications.service.files.get(list?.fileId ?? 0)?.length).toBe(4096);
  expect(sent).toBeLessThan(image.files.reduce((sum, { bytes }) => sum + bytes.length, 4096));
});

test('an image kept before files had a size is written as it says', async () => {
  const files = image.files.map(({ size, ...file }) =>
    size === undefined ? file : { ...file, bytes: new Uint8Array(size) },
  );
  const quiet = memoryWriter();

  expect(await run(quiet, {}, { ...image, files })).toMatchObject({ kind: 'encoded' });
  expect(quiet.card.applications.service.files.get(2)?.length).toBe(4096);
});

describe('a stop', () => {
  test('comes between files, leaves the card unlocked, and a later run goes on', async () => {
    const stop = fail('job.recordReplaced', {});
    let asked = 0;
    const shouldStop = (): ReturnType<PersonaliseOptions['shouldStop']> => {
      asked += 1;
      return asked === 3 ? stop : ok(undefined);
    };

    expect(await run(writer, { shouldStop })).toEqual({ kind: 'stopped', error: stop.error });
    expect(content(blank)?.includes('operational')).toBe(false);
    expect(await run(writer, { expectedChipSerial: bound[0] ?? null })).toMatchObject({ kind: 'encoded' });
  });

  test('still works right before the first lock, and no later', async () => {
    const stop = fail('job.recordReplaced', {});
    let asked = 0;
    const counting = (): ReturnType<PersonaliseOptions['shouldStop']> => {
      asked += 1;
      return ok(undefined);
    };
    await run(writer, { shouldStop: counting });
    const last = asked;
    asked = 0;
    writer.placeBlank(other);

    const outcome = await run(writer, { shouldStop: () => (counting(), asked === last ? stop : ok(undefined)) });

    expect(outcome).toEqual({ kind: 'stopped', error: stop.error });
    expect(content(other)?.includes('operational')).toBe(false);
  });

  test('holds up a resumed card before anything is written, but never one that is locked', async () => {
    const stop = fail('job.recordReplaced', {});
    const refuse = { shouldStop: () => stop };
    await run(interfere(writer, { index: 20, how: 'killedBefore' })).catch(() => undefined);
    const before = content(blank);
    const expected = { expectedChipSerial: bound[0] ?? null };

    expect(await run(writer, { ...expected, ...refuse })).toEqual({ kind: 'stopped', error: stop.error });
    expect(content(blank) === before).toBe(true);
    expect(await run(writer, expected)).toMatchObject({ kind: 'encoded' });
    expect(await run(writer, { ...expected, ...refuse })).toMatchObject({ kind: 'encoded' });
  });
});

describe('a group of commands', () => {
  test('is put on record before its first command, and once only, whatever is lost on the way', async () => {
    for (const index of [-1, 8, 30, 57]) {
      const card = memoryWriter();
      const groups: string[] = [];
      const beforeGroup: PersonaliseOptions['beforeGroup'] = (group) => {
        groups.push(`${group} after ${counted.commands()}`);
        return ok(undefined);
      };
      const counted = interfere(card, { index, how: 'tornAfter' });

      await run(counted, { beforeGroup });

      expect(groups.map((text) => text.split(' ')[0])).toEqual([
        'authenticate',
        'write.emrtd',
        'write.service',
        'write.master',
        'lock',
      ]);
      // Four commands say who the card is and in what state; two open the channel.
      expect(groups.slice(0, 2)).toEqual(['authenticate after 4', 'write.emrtd after 6']);
    }
  });

  test.each([
    ['authenticate', 'refused', true],
    ['write.emrtd', 'refused', true],
    ['write.service', 'unknown', false],
    ['lock', 'unknown', false],
  ] as const)('%s that cannot be put on record is not sent: %s', async (group, kind, untouched) => {
    const card = memoryWriter();
    const full = fail('storage.full', { path: 'data' });

    const outcome = await run(card, { beforeGroup: (next) => (next === group ? full : ok(undefined)) });

    expect(outcome).toEqual({ kind, error: full.error });
    expect([isUntouched(card.card), card.card.issuer.sequence]).toEqual([untouched, group === 'authenticate' ? 0 : 1]);
    const again = await run(card, { expectedChipSerial: bound[0] ?? null });
    expect(again).toMatchObject({ kind: 'encoded' });
  });
});

describe('the transport key', () => {
  const wrong: PersonaliseOptions['transportKeys'] = () => {
    const key = new Uint8Array(16);
    return ok({ version: 0, encryption: key, mac: key, dataEncryption: key });
  };

  test('of another office is refused by the fresh card, which counts nothing', async () => {
    const card = memoryWriter();

    expect(await run(card, { transportKeys: wrong })).toMatchObject({
      kind: 'refused',
      error: { kind: 'chip.transportKey' },
    });
    expect([isUntouched(card.card), card.card.issuer.attemptsLeft]).toEqual([true, 10]);
    expect(await run(card)).toMatchObject({ kind: 'encoded' });
  });

  test('of another office says nothing against a card that is half written', async () => {
    const card = memoryWriter();
    await run(interfere(card, { index: 20, how: 'killedBefore' })).catch(() => undefined);
    const expected = { expectedChipSerial: bound[0] ?? null };

    expect(await run(card, { ...expected, transportKeys: wrong })).toMatchObject({
      kind: 'unknown',
      error: { kind: 'chip.transportKey' },
    });
    expect(await run(card, expected)).toMatchObject({ kind: 'encoded' });
  });

  test('that cannot be derived is not asked for at the card', async () => {
    const card = memoryWriter();
    const failure = fail('file.unreadable', { path: 'keys', reason: 'EACCES' });

    expect(await run(card, { transportKeys: () => failure })).toEqual({ kind: 'refused', error: failure.error });
    expect(card.card.issuer.sequence).toBe(0);
  });
});
