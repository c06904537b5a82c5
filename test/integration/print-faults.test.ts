/**
 * Every fault of a card printer through both print stacks: the state the job ends in, what the officer is told, how many
 * sides and cards there are, and where the blanks are. No card is printed and not recorded, or recorded and not printed.
 */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { printJob } from '../../electron/core/issue/print.ts';
import { stopPrint } from '../../electron/core/issue/stop-print.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import { describeError } from '../../shared/messages/describe.ts';
import type { Progress } from '../../shared/model/device.ts';
import type { Job } from '../../shared/model/job.ts';
import { createIppClient } from '../../electron/adapters/printer/ipp/client.ts';
import { cancelJob, findJobsByName } from '../../electron/adapters/printer/ipp/jobs.ts';
import { openPins } from '../../electron/adapters/printer/ipp/pins.ts';
import { until } from '../support/until.ts';
import { stackNames, startStack, type Stack } from '../printer/stacks.ts';
import { patientWaits } from '../printer/waits.ts';
import type { Mishap } from '../printer/virtual-printer.ts';
import { freshFolder, must } from './office.ts';
import { approval, encoded, ledger, now, on, walkOffice } from './walk-office.ts';

interface Ending {
  /** In English, as the officer reads it; empty where all went well. */
  readonly told: string;
  readonly state: Job['state'];
  readonly sides: number;
  readonly cardsOut: number;
  readonly ledger: Readonly<Record<string, number>>;
}

const inWork = { inTray: 9, inWork: 1 };
const suspended = { inTray: 9, suspended: 1 };
const good: Ending = { told: '', state: 'printed', sides: 2, cardsOut: 1, ledger: inWork };

/** What somebody does while the card is under way. */
interface Happening {
  readonly fault?: Mishap;
  readonly meanwhile?: (at: Scene) => Promise<void>;
  /** Reasons that were shown while it went on. */
  readonly shown?: readonly string[];
  /** Between two questions of ours, of which 120 in a row may fail. */
  readonly pollMs?: number;
}

interface Scene {
  readonly stack: Stack;
  readonly jobName: string;
  /** Reasons that the officer was shown so far. */
  readonly seen: ReadonlySet<string>;
  /** Sides that the officer was shown as printed. */
  readonly sidesSeen: () => number;
  stopPrint(): Promise<void>;
}

const sidesOf = ({ stack, jobName }: Scene): number =>
  stack.device.sides().filter((line) => line.startsWith(`${jobName} `)).length;

const hasSides = (scene: Scene, count: number): Promise<void> => until(`side ${count}`, () => sidesOf(scene) >= count);

/** The officer sees side 1: the device stands still after it, and we have its word that it has the card. */
const showsSide = (scene: Scene): Promise<void> => until('side 1 to be seen', () => scene.sidesSeen() === 1);

/** The officer sees why nothing goes on. */
const isStopped = ({ seen }: Scene, reason: string): Promise<void> => until(reason, () => seen.has(reason));

/** The device that stands still between the sides, or for want of something, goes on. */
const goOn = ({ stack }: Scene): void => stack.device.setFault('none');

async function goOnAfter(scene: Scene, reason: string): Promise<void> {
  await isStopped(scene, reason);
  goOn(scene);
}

/** Somebody at the device presses cancel: another client than ours, at the device itself. */
async function cancelAtDevice({ stack, jobName }: Scene): Promise<void> {
  const pins = must(openPins(`${freshFolder()}/pins.json`));
  const client = must(createIppClient({ address: stack.device.address, user: 'panel', pins, waits: patientWaits }));
  const [job] = must(await findJobsByName(client, jobName));
  if (job !== undefined) must(await cancelJob(client, job));
}

const faults: readonly (readonly [
  name: string,
  happening: Happening,
  ending: Ending | Readonly<Record<'IPP' | 'CUPS', Ending>>,
])[] = [
  ['nothing', {}, good],
  [
    'a jam before side 1',
    { fault: 'jamBefore' },
    {
      told: 'Printing stopped before the first side: a card is jammed',
      state: 'encoded',
      sides: 0,
      cardsOut: 0,
      ledger: inWork,
    },
  ],
  [
    'a jam between the sides',
    { fault: 'jamBetween' },
    {
      told: 'The device counted 1 of 2 sides as printed.',
      state: 'suspended',
      sides: 1,
      cardsOut: 0,
      ledger: suspended,
    },
  ],
  [
    'a jam after side 2',
    { fault: 'jamAfter' },
    {
      told: 'The outcome of printing is not known: a card is jammed',
      state: 'suspended',
      sides: 2,
      cardsOut: 0,
      ledger: suspended,
    },
  ],
  [
    'an empty hopper, filled again',
    { fault: 'hopperEmpty', meanwhile: (scene) => goOnAfter(scene, 'media-empty'), shown: ['media-empty'] },
    good,
  ],
  [
    'a low ribbon',
    {
      fault: 'ribbonLow',
      meanwhile: (scene) => goOnAfter(scene, 'marker-supply-low'),
      shown: ['marker-supply-low'],
    },
    good,
  ],
  [
    'a ribbon that runs out, changed',
    {
      fault: 'ribbonOut',
      meanwhile: (scene) => goOnAfter(scene, 'marker-supply-empty'),
      shown: ['marker-supply-empty'],
    },
    good,
  ],
  [
    'an open cover, closed again',
    { fault: 'coverOpen', meanwhile: (scene) => goOnAfter(scene, 'cover-open'), shown: ['cover-open'] },
    good,
  ],
  [
    'power lost between the sides',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.device.losePower();
      },
    },
    { told: 'The outcome of printing is not known', state: 'suspended', sides: 1, cardsOut: 0, ledger: suspended },
  ],
  [
    'power lost and back again',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.device.losePower();
        await scene.stack.device.start();
      },
    },
    { told: 'The outcome of printing is not known', state: 'suspended', sides: 1, cardsOut: 0, ledger: suspended },
  ],
  [
    'a cable pulled and put back',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.cable.pull();
        goOn(scene);
        await hasSides(scene, 2);
        await scene.stack.cable.plug();
      },
      pollMs: 500,
    },
    good,
  ],
  [
    'a cable pulled for good',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.cable.pull();
        goOn(scene);
      },
    },
    { told: 'The outcome of printing is not known', state: 'suspended', sides: 2, cardsOut: 1, ledger: suspended },
  ],
  [
    'cancelled at the device between the sides',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await cancelAtDevice(scene);
        goOn(scene);
      },
    },
    good,
  ],
  [
    'cancelled by the officer between the sides',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stopPrint();
        goOn(scene);
      },
    },
    good,
  ],
  [
    'cancelled by the officer while the hopper is empty',
    {
      fault: 'hopperEmpty',
      async meanwhile(scene) {
        await isStopped(scene, 'media-empty');
        await scene.stopPrint();
        goOn(scene);
      },
    },
    good,
  ],
];

const restarts: typeof faults = [
  [
    'the print service stopped and started while the card is printed',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.cups?.stop();
        await scene.stack.cups?.start();
        goOn(scene);
      },
    },
    good,
  ],
  [
    'the print service killed and started while the card is printed',
    {
      fault: 'heldBetween',
      async meanwhile(scene) {
        await showsSide(scene);
        await scene.stack.cups?.kill();
        await scene.stack.cups?.start();
        goOn(scene);
      },
    },
    good,
  ],
];

describe.each(stackNames)('through %s', (name) => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack(name);
  });
  afterAll(() => stack.stop());
  beforeEach(() => stack.device.clear());

  test.each(name === 'CUPS' ? [...faults, ...restarts] : faults)(
    '%s',
    async (_fault, { fault = 'none', meanwhile, shown = [], pollMs }, ending) => {
      const walk = await walkOffice();
      const job = await encoded(walk, approval(1));
      const printer = stack.open(pollMs);
      const stop = async (): Promise<void> => must(await stopPrint({ jobId: job.id }, { ...walk.context(), printer }));
      const seen = new Set<string>();
      let sidesSeen = 0;
      const jobName = `starcard-${job.id}-1`;
      const scene: Scene = { stack, jobName, seen, sidesSeen: () => sidesSeen, stopPrint: stop };
      stack.device.setFault(fault);
      const onProgress = (_job: unknown, progress: Progress): void => {
        progress.reasons?.forEach((one) => seen.add(one));
        sidesSeen = progress.done;
      };
      const context: IssueContext = { ...walk.context(), printer, onProgress };

      const printing = printJob(on(job), context);
      await meanwhile?.(scene);
      const answer = await printing;

      await stack.comeToRest();
      const expected = 'told' in ending ? ending : ending[name];
      const told = answer.ok ? '' : describeError(answer.error, 'en').what;
      const found = {
        told: told.slice(0, expected.told.length),
        state: now(walk, job).state,
        sides: sidesOf(scene),
        cardsOut: stack.device.cardsOut().length,
        ledger: ledger(walk),
      };
      expect(found).toEqual(expected);
      expect(shown.filter((reason) => !seen.has(reason))).toEqual([]);
    },
  );
});
