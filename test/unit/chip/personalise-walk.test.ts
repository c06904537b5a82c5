/**
 * Every command of a run, and at each of them everything that can happen to a card: the end is a finished card, a card
 * that is set aside, or one that waits to be looked at and is then finished byte for byte like an undisturbed one.
 */

import { describe, expect, test } from 'vitest';
import type { PersonaliseOptions, PersonaliseOutcome } from '../../../electron/core/chip/chip.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { ok } from '../../../shared/result.ts';
import { optionsFor } from './engine.ts';
import { interfere, Killed, type Disturbance, type Interference } from './interference.ts';
import { contentOf, isUntouched, memoryWriter, type MemoryWriter } from './memory-writer.ts';
import { makeImage, makeTrust } from './sample.ts';

const image = makeImage(makeTrust());
const options = optionsFor(image);

/** What a run ended with, and which chips it was bound to. */
interface Run {
  readonly outcome: PersonaliseOutcome | { readonly kind: 'killed' };
  readonly bound: readonly string[];
}

async function run(writer: ChipWriter, changes: Partial<PersonaliseOptions> = {}): Promise<Run> {
  const bound: string[] = [];
  const onBound: PersonaliseOptions['onBound'] = (serial) => {
    bound.push(serial);
    return ok(undefined);
  };
  const outcome = await personalise(writer, image, { ...options, onBound, ...changes }).catch((reason: unknown) => {
    if (reason instanceof Killed) return { kind: 'killed' } as const;
    throw reason;
  });
  return { outcome, bound };
}

interface Ending extends Run {
  readonly index: number;
  readonly writer: MemoryWriter;
  readonly isFinished: boolean;
}

/** One fresh card for each command of an undisturbed run, disturbed at that command. */
async function walk(
  how: Interference,
  { status, isShort = false }: { status?: number; isShort?: boolean } = {},
): Promise<{
  readonly endings: readonly Ending[];
  readonly finished: string;
}> {
  const quiet = memoryWriter('TEST-0001', isShort);
  const counted = interfere(quiet, { index: -1, how });
  expect((await run(counted)).outcome).toMatchObject({ kind: 'encoded' });
  const finished = contentOf(quiet.card);
  const endings: Ending[] = [];
  for (let index = 0; index < counted.commands(); index += 1) {
    const writer = memoryWriter('TEST-0001', isShort);
    const disturbance: Disturbance = { index, how, swap: writer.swap, ...(status === undefined ? {} : { status }) };
    const ended = await run(interfere(writer, disturbance));
    endings.push({ ...ended, index, writer, isFinished: contentOf(writer.card) === finished });
  }
  return { endings, finished };
}

function kinds(endings: readonly Ending[]): readonly string[] {
  return [...new Set(endings.map(({ outcome }) => outcome.kind))].toSorted();
}

/** Whatever was said of the card: encoded only where it is finished, refused only where it is untouched. */
function lies(endings: readonly Ending[]): readonly number[] {
  return endings
    .filter(({ outcome, isFinished, writer }) => {
      if (outcome.kind === 'encoded') return !isFinished;
      return outcome.kind === 'refused' && !isUntouched(writer.card);
    })
    .map(({ index }) => index);
}

/** The same card is put back, and the same image is run again: encoded, and byte for byte what it should be. */
async function areResumed(endings: readonly Ending[], finished: string): Promise<boolean> {
  for (const { writer, bound } of endings) {
    const again = await run(writer, { expectedChipSerial: bound[0] ?? null });
    if (again.outcome.kind !== 'encoded' || contentOf(writer.card) !== finished) return false;
  }
  return true;
}

describe.each([
  ['extended length', false],
  ['short length', true],
])('with %s', (_, isShort) => {
  test.each(['tornBefore', 'tornAfter', 'lostBefore', 'lostAfter'] as const)(
    '%s: the same run ends with a byte-identical finished card',
    async (how) => {
      const { endings } = await walk(how, { isShort });

      expect([kinds(endings), endings.every(({ isFinished }) => isFinished)]).toEqual([['encoded'], true]);
      expect(endings.length).toBeGreaterThan(isShort ? 70 : 50);
    },
  );
});

describe('a card that goes away', () => {
  test.each(['goneBefore', 'goneAfter'] as const)(
    '%s: unknown once written, and put back it is completed',
    async (how) => {
      const { endings, finished } = await walk(how);

      expect([kinds(endings), lies(endings)]).toEqual([['refused', 'unknown'], []]);
      expect(
        await areResumed(
          endings.filter(({ outcome }) => outcome.kind === 'unknown'),
          finished,
        ),
      ).toBe(true);
    },
  );

  test.each(['killedBefore', 'killedAfter'] as const)('%s: the next run completes the same card', async (how) => {
    const { endings, finished } = await walk(how);

    expect(kinds(endings)).toEqual(['killed']);
    expect(await areResumed(endings, finished)).toBe(true);
  });
});

describe('an answer that is wrong', () => {
  test.each(['6F00', '6985', '6982', '6581', '6A84', '6A82', '63C9', '6283', '9000'])(
    '%s and nothing done: refused while nothing was written, spoiled afterwards, and never issued',
    async (status) => {
      const { endings } = await walk('error', { status: Number.parseInt(status, 16) });

      expect(lies(endings)).toEqual([]);
      expect(kinds(endings)).toEqual(['failed', 'refused']);
    },
  );

  test.each(['shortened', 'lengthened'] as const)('%s: never believed', async (how) => {
    const { endings } = await walk(how);

    expect([lies(endings), kinds(endings).includes('failed'), kinds(endings).includes('refused')]).toEqual([
      [],
      true,
      true,
    ]);
  });

  test('late: given to the next command, it spoils the card rather than to be mistaken', async () => {
    const { endings, finished } = await walk('late');

    expect(lies(endings)).toEqual([]);
    expect(
      await areResumed(
        endings.filter(({ outcome }) => outcome.kind === 'unknown'),
        finished,
      ),
    ).toBe(true);
  });
});

test('swapped: another card is never written once this one is bound', async () => {
  const { endings } = await walk('swapped');

  const verdicts = endings.map(({ outcome, writer }) => {
    const reason = 'error' in outcome ? outcome.error.kind : 'done';
    const cards = [writer.card, writer.other].map((card) => (isUntouched(card) ? 'untouched' : 'written'));
    return [outcome.kind, reason, ...cards].join(' ');
  });

  expect([...new Set(verdicts)].toSorted()).toEqual([
    // Swapped before anything was bound: the other card is the one that was bound, alone.
    'encoded done untouched written',
    // At the first CREATE FILE, which did not arrive: it might have.
    'failed chip.otherCard untouched untouched',
    'failed chip.otherCard written untouched',
    'refused chip.otherCard untouched untouched',
  ]);
});
