/** The training writer: one chip for each blank, kept in a file, with the faults that real ones have. */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createSimulatedWriter,
  type SimulatedWriter,
} from '../../../electron/adapters/writer/simulated/simulated-writer.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { connect } from '../../../electron/core/chip/card-commands.ts';
import { blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { fail, ok } from '../../../shared/result.ts';
import { freshFolder, value } from './sample.ts';

const first = blankSerialSchema.parse('BLANK-0001');
const second = blankSerialSchema.parse('BLANK-0002');

let folder = '';
let writer: SimulatedWriter;

beforeEach(() => {
  folder = freshFolder();
  writer = createSimulatedWriter({ folder, speed: 'instant', access: 'open' });
});

async function serialOf(blank: BlankSerial, through = writer): Promise<string> {
  through.placeBlank(blank);
  value(await through.open());
  const contact = await connect(through);
  await through.close();
  if (!contact.ok) throw new Error(JSON.stringify(contact.error));
  return contact.value.chipSerial;
}

async function send(...commands: readonly string[]): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const command of commands) {
    const answer = await writer.transmit(bytesOfHex(command));
    answers.push(answer.ok ? hexOf(answer.value) : answer.error.kind);
  }
  return answers;
}

const EMRTD = '00A4040C07A0000002471001';
const CREATE = '00E0000006630400040101';
const SELECT = '00A4020C020101';
const READ = '00B0000004';
const UPDATE = '00D6000004AABBCCDD';

describe('a blank', () => {
  test('has a chip of its own, the same at every writer', async () => {
    const elsewhere = createSimulatedWriter({ folder: freshFolder(), speed: 'instant' });

    const serials = [
      await serialOf(first),
      await serialOf(second),
      await serialOf(first),
      await serialOf(first, elsewhere),
    ];

    expect(serials[0]).toMatch(/^53504543[0-9A-F]{16}$/);
    expect(serials[1]).not.toBe(serials[0]);
    expect(serials.slice(2)).toEqual([serials[0], serials[0]]);
  });

  test('keeps what was written when the program ends', async () => {
    writer.placeBlank(first);
    await writer.open();
    await writer.powerOn();
    expect(await send(EMRTD, CREATE, UPDATE)).toEqual(['9000', '9000', '9000']);

    writer = createSimulatedWriter({ folder, speed: 'instant', access: 'open' });
    writer.placeBlank(first);
    await writer.open();
    await writer.powerOn();

    expect(await send(EMRTD, SELECT, READ)).toEqual(['9000', '9000', 'AABBCCDD9000']);
    expect(readdirSync(folder)).toEqual(['BLANK-0001.json']);
  });

  test('whose file is no card is refused', async () => {
    writeFileSync(join(folder, 'BLANK-0001.json'), '{"version":1}');
    writer.placeBlank(first);
    await writer.open();

    const path = join(folder, 'BLANK-0001.json');
    expect(await writer.powerOn()).toEqual(fail('file.unreadable', { path, reason: 'not a card' }));
  });
});

describe('the writer', () => {
  test('says whether a card lies on it', async () => {
    const empty = await writer.status();
    writer.placeBlank(first);
    const placed = await writer.status();
    writer.setFault('noCard');
    const missing = await writer.status();

    expect([empty.state, placed.state, missing.state]).toEqual(['ready', 'cardPresent', 'ready']);
  });

  test('serves one at a time, and only after it was opened', async () => {
    writer.placeBlank(first);

    expect(await writer.powerOn()).toMatchObject({ ok: false, error: { kind: 'writer.notReady' } });
    expect(await writer.open()).toEqual(ok(undefined));
    expect(await writer.open()).toMatchObject({ ok: false, error: { kind: 'writer.notReady' } });
    expect(await send(EMRTD)).toEqual(['writer.unanswered']);
  });

  test('has nothing to power without a card', async () => {
    await writer.open();

    expect(await writer.powerOn()).toEqual(fail('writer.noCard', {}));
  });
});

describe('a fault', () => {
  async function updates(): Promise<readonly string[]> {
    await writer.open();
    await writer.powerOn();
    const answers = await send(EMRTD, CREATE, UPDATE, UPDATE, UPDATE, UPDATE, UPDATE, READ);
    await writer.close();
    return answers.slice(2);
  }

  test.each([
    ['none', ['9000', '9000', '9000', '9000', '9000', 'AABBCCDD9000']],
    ['tearDuringWrite', ['9000', '9000', '9000', 'writer.unanswered', 'writer.unanswered', 'writer.unanswered']],
    ['wrongStatus', ['9000', '9000', '9000', '6581', '9000', 'AABBCCDD9000']],
  ] as const)('%s shows in the fourth write of a card and is then used up', async (fault, answers) => {
    writer.placeBlank(first);
    writer.setFault(fault);

    expect(await updates()).toEqual(answers);
    writer.placeBlank(second);
    expect(await updates()).toEqual(['9000', '9000', '9000', '9000', '9000', 'AABBCCDD9000']);
  });

  test('corruptFile changes one bit behind a good status', async () => {
    writer.placeBlank(first);
    writer.setFault('corruptFile');
    await writer.open();
    await writer.powerOn();

    expect(await send(EMRTD, CREATE, UPDATE, UPDATE, UPDATE, UPDATE, READ)).toEqual([
      ...Array.from({ length: 6 }, () => '9000'),
      'AABBCCDC9000',
    ]);
  });

  test('noCard stays until it is taken back', async () => {
    writer.placeBlank(first);
    writer.setFault('noCard');
    await writer.open();

    expect([(await writer.powerOn()).ok, (await writer.powerOn()).ok]).toEqual([false, false]);
    writer.setFault('none');
    expect((await writer.powerOn()).ok).toBe(true);
  });

  test('foreignCard shows one finished card of another chip', async () => {
    const own = await serialOf(first);
    writer.setFault('foreignCard');

    const foreign = await serialOf(first);
    await writer.open();

    expect(foreign).not.toBe(own);
    await writer.close();
    expect(await serialOf(first)).toBe(own);
  });
});

test('a writer of device speed takes about the time of a device for what is sent', async () => {
  const slow = createSimulatedWriter({ folder, speed: 'device' });
  slow.placeBlank(first);
  await slow.open();
  await slow.powerOn();
  const before = performance.now();

  for (let count = 0; count < 10; count += 1) await slow.transmit(bytesOfHex(EMRTD));

  // Ten commands of at least 3 ms each; the timer may fire a fraction early.
  expect(performance.now() - before).toBeGreaterThan(25);
});
