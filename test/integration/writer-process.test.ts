/** The driver of a writer runs in a process of its own: its crash costs one command, and the card is finished all the same. */

import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { forkChild } from '../../electron/adapters/writer/child/fork.ts';
import { createRemoteWriter, type RemoteWriter } from '../../electron/adapters/writer/child/remote-writer.ts';
import { saveCard } from '../../electron/adapters/writer/simulated/card-file.ts';
import { newBlank } from '../../electron/adapters/writer/simulated/card/factory.ts';
import { createFileWriter } from '../../electron/adapters/writer/simulated/file-writer.ts';
import { inspectChip } from '../../electron/core/chip/inspect.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import { everyStepPassed, inspectPorts, optionsFor, printed } from '../unit/chip/engine.ts';
import { freshFolder, makeImage, makeTrust, value } from '../unit/chip/sample.ts';
import { builtChild } from './beside.ts';

let program = '';
beforeAll(async () => {
  program = await builtChild();
});

const trust = makeTrust();

interface Place {
  readonly card: string;
  readonly writer: RemoteWriter;
  readonly changes: WriterStatus[];
  readonly starts: () => number;
}

function placeFor(point: string, watches = false): Place {
  const card = join(freshFolder(), 'card.json');
  value(saveCard(card, newBlank('CARD-1', 'guarded')));
  const changes: WriterStatus[] = [];
  let starts = 0;
  const writer = createRemoteWriter({
    writer: { kind: 'hid', serial: 'SN-1', models: [] },
    spawn: async () => {
      starts += 1;
      return forkChild(program, ['writer', card, point]);
    },
    // A driver that hangs is given up in time; one that is only slow is waited for.
    ...(point.startsWith('hang') ? { limitsMs: { transmit: 15_000 } } : {}),
    ...(watches ? { onChanged: (status: WriterStatus) => changes.push(status) } : {}),
  });
  return { card, writer, changes, starts: () => starts };
}

async function write(writer: ChipWriter): Promise<string> {
  const image = makeImage(trust);
  const outcome = await personalise(writer, image, optionsFor(image));
  return outcome.kind;
}

test.each(['kill@9', 'abort@23', 'hang@31', 'nonsense@40', 'kill@0', 'abort@50'])(
  'the driver ends by %s: the engine meets the card anew and finishes it',
  async (point) => {
    const place = placeFor(point);
    const outcome = await write(place.writer);
    place.writer.stop();
    const hasFailed = existsSync(`${place.card}.failed`);
    const inspection = await inspectChip(createFileWriter(place.card), trust, inspectPorts, { printed });
    expect({ outcome, hasFailed, starts: place.starts(), steps: value(inspection).steps }).toEqual({
      outcome: 'encoded',
      hasFailed: true,
      starts: 2,
      steps: everyStepPassed,
    });
  },
);

test('a crash is told as what it is, until the writer is opened again', async () => {
  const { writer, starts } = placeFor('kill@0');
  value(await writer.open());
  value(await writer.powerOn());
  const crash = { ok: false, error: { kind: 'writer.crashed', data: { writer: 'SN-1' } } };
  expect(await writer.transmit(Uint8Array.of(0, 0x84, 0, 0, 8))).toEqual(crash);
  // Nothing is sent to a card that nobody has given power.
  expect(await writer.transmit(Uint8Array.of(0, 0x84, 0, 0, 8))).toMatchObject({
    error: { kind: 'writer.unanswered' },
  });
  expect((await writer.status()).lastError).toEqual(crash.error);
  expect([(await writer.powerOn()).ok, (await writer.open()).ok, starts()]).toEqual([true, true, 2]);
  expect((await writer.status()).lastError).toBeNull();
  writer.stop();
});

test('a writer whose process ends at once is a failure like others', async () => {
  const writer = createRemoteWriter({
    writer: { kind: 'pcsc', reader: 'Reader 1' },
    spawn: async () => forkChild('/dev/null'),
  });
  expect(await writer.open()).toEqual({ ok: false, error: { kind: 'writer.crashed', data: { writer: 'Reader 1' } } });
  expect(await writer.status()).toMatchObject({ name: 'Reader 1', driver: 'pcsc', state: 'fault' });
});

test('which writers are there is asked of the process, and another one is assigned without a new process', async () => {
  const { writer, starts } = placeFor('never');
  const own = async (): Promise<readonly (string | false)[]> =>
    value(await writer.found()).map(({ serial, isOwn }) => isOwn && serial);
  expect(await own()).toEqual(['SN-1', false]);
  await writer.assign('SN-2');
  expect(await own()).toEqual([false, 'SN-2']);
  expect(starts()).toBe(1);
  writer.stop();
});

test('the first writer that is met is the one that the next process looks for', async () => {
  const orders: unknown[] = [];
  const children: { end(): void }[] = [];
  const status: WriterStatus = { ...(await createFileWriter('/dev/null').status()), driver: 'hid', serial: 'SN-1' };
  const writer = createRemoteWriter({
    writer: { kind: 'hid', serial: null, models: [] },
    onChanged: () => undefined,
    async spawn() {
      let tell: (message: unknown) => void = () => undefined;
      return {
        post(order) {
          orders.push(order);
          tell({ kind: 'changed', status });
        },
        onMessage: (listener) => void (tell = listener),
        onEnd: (listener) => void children.push({ end: listener }),
        kill: () => undefined,
      };
    },
  });

  await writer.start();
  children[0]?.end();
  await writer.start();

  expect(orders).toMatchObject([{ writer: { serial: null } }, { writer: { serial: 'SN-1' } }]);
});

test('changes are told unasked', async () => {
  const { card, writer, changes } = placeFor('never', true);
  await writer.start();
  const told = (): readonly string[] => changes.map(({ state }) => state);
  const soon = { timeout: 120_000 };
  await expect.poll(told, soon).toEqual(['cardPresent']);
  renameSync(card, `${card}.away`);
  await expect.poll(told, soon).toEqual(['cardPresent', 'ready']);
  renameSync(`${card}.away`, card);
  await expect.poll(told, soon).toEqual(['cardPresent', 'ready', 'cardPresent']);
  writer.stop();
});
