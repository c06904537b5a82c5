/** The real PC/SC service between the driver and the simulated card; readers and cards that come, go and vanish. */

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPcscWriter } from '../../electron/adapters/writer/pcsc/pcsc-writer.ts';
import { listReaders, watchReaders, type PcscReader } from '../../electron/adapters/writer/pcsc/readers.ts';
import { bytesOfHex, hexOf } from '../../electron/core/chip/bytes.ts';
import { inspectChip } from '../../electron/core/chip/inspect.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { approvalSchema, type ApprovalRecord } from '../../shared/model/approval.ts';
import { fail, ok } from '../../shared/result.ts';
import { starcardJson, temporaryFolder } from '../support/command-line.ts';
import { inspectPorts, optionsFor, printed } from '../unit/chip/engine.ts';
import { makeImage, makeTrust } from '../unit/chip/sample.ts';
import {
  hasPcscService,
  insertCard,
  openscTool,
  readerNames,
  readerPorts,
  startPcscService,
  type InsertedCard,
  type PcscService,
} from './pcsc-service.ts';
import { until } from '../support/until.ts';

const [NAME, OTHER_NAME] = readerNames;
const [PORT, OTHER_PORT] = readerPorts;
const EMRTD = '00A4040C07A0000002471001';

let service: PcscService;
let state: string;
let inserted: InsertedCard[] = [];
let writer: ChipWriter;

async function insert(port: number = PORT, ...options: readonly string[]): Promise<InsertedCard> {
  const card = await insertCard(port, `${state}-${port}.json`, ...options);
  inserted.push(card);
  return card;
}

async function hasCard(name: string, wanted: boolean): Promise<void> {
  await until(`${name} to ${wanted ? 'have' : 'lose'} its card`, async () => {
    const readers = await listReaders();
    return readers.ok && readers.value.some((reader) => reader.name === name && reader.hasCard === wanted);
  });
}

async function send(hex: string): Promise<string> {
  const answer = await writer.transmit(bytesOfHex(hex));
  return answer.ok ? hexOf(answer.value) : answer.error.kind;
}

describe.runIf(hasPcscService())('over the PC/SC service', () => {
  beforeAll(async () => {
    service = await startPcscService();
  });

  afterAll(async () => service.stop());

  beforeEach(() => {
    state = join(mkdtempSync(join(tmpdir(), 'starcard-pcsc-')), 'card');
    writer = createPcscWriter({ reader: NAME, cardWaitMs: 60_000 });
  });

  afterEach(async () => {
    await writer.close();
    for (const card of inserted) await card.remove();
    inserted = [];
    await hasCard(NAME, false);
    await hasCard(OTHER_NAME, false);
  });

  test('the readers are listed with what lies in them, and the list follows', async () => {
    const seen: string[] = [];
    const watch = watchReaders((readers) => seen.push(readers.ok ? cardsIn(readers.value) : readers.error.kind));
    await until('the empty readers', async () => seen.length > 0);
    const card = await insert();
    await hasCard(NAME, true);
    await until('the card', async () => seen.length > 1);
    expect(await card.remove()).toBe(0);
    await until('the card to go', async () => seen.length > 2);
    await watch.stop();

    expect(seen).toEqual(['', NAME, '']);
  });

  test('a card answers through the driver: ATR, short and extended length, 32 K in one answer', async () => {
    await insert();

    expect(await writer.open()).toEqual(ok(undefined));
    const atr = await writer.powerOn();
    expect(atr.ok ? hexOf(atr.value) : JSON.stringify(atr.error)).toBe('3B8A80018031F873D421E082900036');
    expect(writer.carries?.()).toEqual({ commandData: 32_768, responseData: 32_768 });
    expect(await send('80CA9F7F00')).toMatch(/^9F7F2A53504543.*9000$/);
    expect(await send('80CA9F7F000000')).toMatch(/^9F7F2A53504543.*9000$/);
    expect(await send(EMRTD)).toBe('9000');
    expect(await send('00B09E0000')).toBe('6982');
  });

  test('the reader is held exclusively, by name or part of it', async () => {
    await insert();
    await insert(OTHER_PORT, '--serial', 'PCSC-0002');
    await hasCard(OTHER_NAME, true);
    await writer.open();
    expect((await writer.powerOn()).ok).toBe(true);

    const second = createPcscWriter({ reader: NAME, cardWaitMs: 0 });
    await second.open();
    expect(await second.powerOn()).toEqual(fail('writer.inUse', { writer: NAME }));
    await second.close();
    const partly = createPcscWriter({ reader: '00 01' });
    expect(await partly.open()).toEqual(ok(undefined));
    await partly.close();
    const both = createPcscWriter({ reader: 'virtual' });
    expect(await both.open()).toEqual(
      fail('writer.unknownReader', { wanted: 'virtual', present: `${NAME}, ${OTHER_NAME}` }),
    );
  });

  test('the state follows the card', async () => {
    const states = [(await writer.status()).state];
    await insert();
    await hasCard(NAME, true);
    states.push((await writer.status()).state);
    await writer.open();
    await writer.powerOn();
    states.push((await writer.status()).state);

    expect(states).toEqual(['ready', 'cardPresent', 'busy']);
    expect(await createPcscWriter({ reader: 'No such' }).status()).toMatchObject({
      state: 'absent',
      detail: 'writer.unknownReader',
    });
  });

  test('no card is waited for in vain only as long as asked', async () => {
    const impatient = createPcscWriter({ reader: NAME, cardWaitMs: 200 });
    await impatient.open();

    expect(await impatient.powerOn()).toEqual(fail('writer.noCard', {}));
    await impatient.close();
  });

  test.each(['tornBefore', 'tornAfter'] as const)(
    'a card that leaves in the middle of a command (%s) leaves it unanswered, and is found again',
    async (kind) => {
      await insert(PORT, '--fault', `${kind}@1`);
      await writer.open();
      await writer.powerOn();

      expect(await send(EMRTD)).toBe('9000');
      expect(await send('80CA9F7F00')).toBe('writer.unanswered');
      expect(await send('80CA9F7F00')).toBe('writer.unanswered');
      expect((await writer.powerOn()).ok).toBe(true);
      // Power was lost, so nothing is selected any more.
      expect(await send('80CA9F7F00')).toMatch(/9000$/);
    },
  );

  test('a card whose line breaks in the middle of a command leaves it unanswered', async () => {
    const card = await insert(PORT, '--fault', 'slow:60000@0');
    await writer.open();
    await writer.powerOn();

    const answer = send(EMRTD);
    card.tear();

    expect(await answer).toBe('writer.unanswered');
    await insert();
    expect((await writer.powerOn()).ok).toBe(true);
    expect(await send(EMRTD)).toBe('9000');
  });

  test('a slow card is waited for, and given up in time', async () => {
    // The limit is one of every step on the way to the card, too.
    const hasty = createPcscWriter({ reader: NAME, cardWaitMs: 60_000, commandMs: 15_000 });
    const card = await insert();
    await hasty.open();
    expect((await hasty.powerOn()).ok).toBe(true);

    card.hold();
    expect(await hasty.transmit(bytesOfHex(EMRTD))).toEqual(
      fail('writer.unanswered', { reason: 'no answer in 15000 ms' }),
    );
    expect((await hasty.status()).state).toBe('fault');
    card.letGo();
    await until('the late answer', async () => (await hasty.status()).state !== 'fault');
    expect((await hasty.powerOn()).ok).toBe(true);
    await hasty.close();
  });

  test('power that is asked for anew is a new session', async () => {
    await insert();
    await writer.open();
    await writer.powerOn();
    expect(await send('80CA9F7F00')).toMatch(/9000$/);
    await send(EMRTD);
    expect(await send('80CA9F7F00')).toBe('6A88');

    await writer.powerOn();

    expect(await send('80CA9F7F00')).toMatch(/9000$/);
  });

  test('a service that ends leaves commands unanswered, is named, and is found again when it is back', async () => {
    await insert();
    await writer.open();
    await writer.powerOn();
    expect(await send(EMRTD)).toBe('9000');

    await service.halt();
    const without = [await send(EMRTD), await writer.powerOn(), await listReaders(), await writer.status()];
    await service.resume();

    expect(without).toMatchObject([
      'writer.unanswered',
      { ok: false, error: { kind: 'writer.noService' } },
      { ok: false, error: { kind: 'writer.noService' } },
      { state: 'absent', detail: 'writer.noService' },
    ]);
    await hasCard(NAME, true);
    expect((await writer.powerOn()).ok).toBe(true);
    expect(await send(EMRTD)).toBe('9000');
  });

  test('a card is personalised and inspected through the driver', async () => {
    await insert();
    const trust = makeTrust();
    const image = makeImage(trust);

    expect(await personalise(writer, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
    const inspection = await inspectChip(writer, trust, inspectPorts, { printed });

    if (!inspection.ok) throw new Error(inspection.error.kind);
    expect(inspection.value.steps.filter((step) => !step.passed)).toEqual([]);
    expect(inspection.value.fields.cardNumber).toBe(printed.number);
  });

  test('a card that is torn away while it is written is completed, byte for byte', async () => {
    await insert(PORT, '--fault', 'tornAfter@9');
    await insert(OTHER_PORT);
    const image = makeImage(makeTrust());
    const undisturbed = createPcscWriter({ reader: OTHER_NAME, cardWaitMs: 60_000 });

    expect(await personalise(writer, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
    expect(await personalise(undisturbed, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });

    expect(filesOf(`${state}-${PORT}.json`)).toEqual(filesOf(`${state}-${OTHER_PORT}.json`));
  });

  test('`starcard issue --writer pcsc:` makes a card in the reader, `card inspect` and `service` work on it there', async () => {
    await insert();
    const folder = temporaryFolder();
    const data = join(folder.path, 'office');
    const approvals = join(folder.path, 'samples.approvals');
    await starcardJson(['sample', '--count', '3', '--out', approvals, '--data', data]);
    await starcardJson(['import', approvals, '--data', data]);
    const record = firstRecord(approvals);
    await starcardJson(['review', record.applicationNumber, '--accept', '--acknowledge-warnings', '--data', data]);

    const on = ['--writer', `pcsc:${NAME}`, '--data', data];
    const readers = await starcardJson(['readers', '--data', data]);
    expect(readers).toContainEqual({ writer: `pcsc:${NAME}`, name: NAME, hasCard: true });
    expect(await starcardJson(['issue', record.applicationNumber, '--plastic-from-tray', ...on])).toMatchObject({
      state: 'inCustody',
    });
    const { card, person } = record;
    const printedOnIt = ['--number', card.number, '--birth', person.birthDate, '--expiry', card.validUntil];
    expect(await starcardJson(['card', 'inspect', ...printedOnIt, ...on])).toMatchObject({
      passed: true,
      locked: true,
    });
    const tax = ['--service', 'tax', '--name-zh', '税务', '--name-en', 'Tax', '--endpoint', 'https://tax.example/'];
    const add = ['service', 'add', record.applicationNumber, ...tax, '--consent', 'zh', '--second', 'officer2'];
    expect(await starcardJson([...add, ...on])).toMatchObject({ listNumber: 1 });
    expect(await starcardJson(['service', 'prove', ...printedOnIt, ...on])).toMatchObject({ passed: true });
    folder.remove();
  });

  test('programs of others see the reader, the ATR and the answers', async () => {
    await insert();
    await hasCard(NAME, true);

    expect(openscTool('--list-readers')).toContain(NAME);
    expect(openscTool('--reader', '0', '--atr').trim()).toBe('3b:8a:80:01:80:31:f8:73:d4:21:e0:82:90:00:36');
    expect(openscTool('--reader', '0', '--send-apdu', EMRTD)).toContain('SW1=0x90, SW2=0x00');
  });
});

/** Everything but what makes the chip itself. */
function filesOf(path: string): unknown {
  const card: { readonly applications: unknown } = JSON.parse(readFileSync(path, 'utf8'));
  return card.applications;
}

/** The payload of the first line (docs/formats.md, The line). */
function firstRecord(path: string): ApprovalRecord {
  const [, payload = ''] = readFileSync(path, 'utf8').split('.');
  return approvalSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}

function cardsIn(readers: readonly PcscReader[]): string {
  return readers
    .filter((reader) => reader.hasCard)
    .map((reader) => reader.name)
    .join();
}
