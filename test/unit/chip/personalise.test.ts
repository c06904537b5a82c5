/** The engine: whatever happens to the card, a run ends finished and verified, or with a word for what it is. */

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
import { interfere, Killed, type Interference } from './interference.ts';
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

/** The content of an undisturbed card, and how many commands it took. */
async function undisturbed(): Promise<{ readonly commands: number; readonly finished: string | null }> {
  const counted = interfere(writer, -1, 'error');
  expect(await run(counted)).toMatchObject({ kind: 'encoded' });
  return { commands: counted.commands(), finished: content(blank) };
}

describe('an interference at every command of a run', { timeout: 60_000 }, () => {
  /** Runs once per command index, each on a folder of its own; collects what came out. */
  async function walk(how: Interference): Promise<readonly Ending[]> {
    const { commands, finished } = await undisturbed();
    const endings: Ending[] = [];
    for (let index = 0; index < commands; index += 1) {
      folder = freshFolder();
      writer = createSimulatedWriter({ folder, speed: 'instant' });
      writer.placeBlank(blank);
      bound = [];
      const outcome = await run(interfere(writer, index, how)).catch((reason: unknown) => {
        if (reason instanceof Killed) return { kind: 'killed' } as const;
        throw reason;
      });
      endings.push({ outcome, isFinished: content(blank) === finished, isUntouched: isUntouched(blank) });
      await resume(outcome, finished);
    }
    return endings;
  }

  interface Ending {
    readonly outcome: PersonaliseOutcome | { readonly kind: 'killed' };
    readonly isFinished: boolean;
    readonly isUntouched: boolean;
  }

  function isUntouched(serial: string): boolean {
    return content(serial)?.includes('personalising') !== true && content(serial)?.includes('operational') !== true;
  }

  /** Where the program died or the card vanished, the same card is put back and the same image is run again. */
  async function resume(outcome: { readonly kind: string }, finished: string | null): Promise<void> {
    if (outcome.kind !== 'killed' && outcome.kind !== 'unknown') return;
    const again = createSimulatedWriter({ folder, speed: 'instant' });
    again.placeBlank(blank);
    expect(await run(again, { expectedChipSerial: bound[0] ?? null })).toMatchObject({ kind: 'encoded' });
    expect(content(blank) === finished).toBe(true);
  }

  const kinds = (endings: readonly Ending[]): readonly string[] =>
    [...new Set(endings.map((end) => end.outcome.kind))].toSorted();

  test.each(['tornBefore', 'tornAfter'] as const)(
    '%s: the same run ends with a byte-identical finished card',
    async (how) => {
      const endings = await walk(how);

      expect(kinds(endings)).toEqual(['encoded']);
      expect(endings.every((end) => end.isFinished)).toBe(true);
      expect(endings.length).toBeGreaterThan(50);
    },
  );

  test.each(['goneBefore', 'goneAfter'] as const)(
    '%s: unknown once written, and put back it is completed',
    async (how) => {
      const endings = await walk(how);

      expect(kinds(endings)).toEqual(['refused', 'unknown']);
      expect(endings.filter((end) => end.outcome.kind === 'refused' && !end.isUntouched)).toEqual([]);
    },
  );

  test('error: refused while nothing was written, failed afterwards', async () => {
    const endings = await walk('error');

    expect(kinds(endings)).toEqual(['failed', 'refused']);
    expect(endings.filter((end) => end.outcome.kind === 'refused' && !end.isUntouched)).toEqual([]);
    expect(endings.filter((end) => end.isFinished)).toEqual([]);
  });

  test('swapped: another card is never written once this one is bound', async () => {
    const { commands } = await undisturbed();
    const verdicts = new Set<string>();
    for (let index = 0; index < commands; index += 1) {
      folder = freshFolder();
      writer = createSimulatedWriter({ folder, speed: 'instant' });
      writer.placeBlank(blank);

      const outcome = await run(interfere(writer, index, 'swapped'));

      const reason = 'error' in outcome ? outcome.error.kind : 'done';
      const cards = [blank, other].map((serial) => (isUntouched(serial) ? 'untouched' : 'written'));
      verdicts.add([outcome.kind, reason, ...cards].join(' '));
    }

    expect([...verdicts].toSorted()).toEqual([
      // Swapped before anything was bound: the other card is the one that was bound, alone.
      'encoded done untouched written',
      // At the first CREATE FILE, which did not arrive: it might have.
      'failed chip.otherCard untouched untouched',
      'failed chip.otherCard written untouched',
      'refused chip.otherCard untouched untouched',
    ]);
  });

  test.each(['killedBefore', 'killedAfter'] as const)('%s: the next run completes the same card', async (how) => {
    const endings = await walk(how);

    expect(kinds(endings)).toEqual(['killed']);
  });
});

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
    await run(interfere(writer, 20, 'killedBefore')).catch(() => undefined);
    const before = content(blank);
    const expected = { expectedChipSerial: bound[0] ?? null };

    expect(await run(writer, { ...expected, ...refuse })).toEqual({ kind: 'stopped', error: stop.error });
    expect(content(blank) === before).toBe(true);
    expect(await run(writer, expected)).toMatchObject({ kind: 'encoded' });
    expect(await run(writer, { ...expected, ...refuse })).toMatchObject({ kind: 'encoded' });
  });
});
