/** A card in its place: what power and the file keep, and what can happen to it at one certain command. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseFault } from '../../../electron/adapters/writer/simulated/card-faults.ts';
import { loadCard, saveCard } from '../../../electron/adapters/writer/simulated/card-file.ts';
import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';
import { parseVirtualReader } from '../../../electron/adapters/writer/simulated/virtual-reader.ts';
import { bytesOfHex, hexOf } from '../../../electron/core/chip/bytes.ts';
import { fail, ok } from '../../../shared/result.ts';
import { freshFolder } from '../chip/sample.ts';
import { EMRTD, finishedCard } from './chip-support.ts';

let path: string;
let slot: CardSlot;

const CPLC = '80CA9F7F00';
const INITIALIZE_UPDATE = `8050000008${'00'.repeat(8)}00`;

function newSlot(access: 'guarded' | 'open' = 'guarded'): CardSlot {
  const card = { path, serial: 'SLOT-0001', access };
  return createCardSlot(card, { ...card, path: `${path}.other`, serial: 'SLOT-0002' });
}

beforeEach(() => {
  path = join(freshFolder(), 'card.json');
  slot = newSlot();
});

async function send(hex: string): Promise<string> {
  const answer = await slot.transmit(bytesOfHex(hex));
  return answer.ok ? hexOf(answer.value) : answer.error.kind;
}

describe('the file', () => {
  test('keeps files, keys and counters, whole', async () => {
    const card = await finishedCard();
    card.issuer.attemptsLeft = 7;

    expect(saveCard(path, card)).toEqual(ok(undefined));
    expect(loadCard(path)).toEqual(ok(card));
  });

  test('keeps the counter of the issuer over a loss of power, and the attempts', async () => {
    slot.powerOn();
    const first = await send(INITIALIZE_UPDATE);
    await send(`8482330010${'00'.repeat(16)}`);
    slot = newSlot();
    slot.powerOn();

    const second = await send(INITIALIZE_UPDATE);

    expect([first.slice(-10, -4), second.slice(-10, -4)]).toEqual(['000001', '000002']);
    expect(slot.state()?.issuer.attemptsLeft).toBe(9);
  });

  test('of the first version is a card that asks nobody for anything', async () => {
    const empty = { lifeCycle: 'blank', files: [] };
    const production = `53504543${'00'.repeat(38)}`;
    const applications = {
      master: empty,
      emrtd: { lifeCycle: 'operational', files: [{ fileId: 257, bytes: '61020304' }] },
      service: empty,
    };
    writeFileSync(path, JSON.stringify({ version: 1, production, applications }));
    slot.powerOn();

    expect(await send(EMRTD)).toBe('9000');
    expect(await send('00B0810000')).toBe('610203049000');
    expect(await send('00D6000001AA')).toBe('6985');
  });

  test('of the first version that was never written to is a blank of today', async () => {
    const empty = { lifeCycle: 'blank', files: [] };
    const production = `53504543${'00'.repeat(38)}`;
    const applications = { master: empty, emrtd: empty, service: empty };
    writeFileSync(path, JSON.stringify({ version: 1, production, applications }));
    slot.powerOn();

    await send(EMRTD);
    // CREATE FILE wants the issuer now.
    expect(await send('00E00000066304000A0101')).toBe('6982');
    expect(slot.state()?.access).toBe('guarded');
  });

  test.each([
    ['nothing', ''],
    ['another version', '{"version":3}'],
    ['more attempts than there are', null],
  ])('with %s in it is no card', (_what, content) => {
    slot.powerOn();
    const changed = readFileSync(path, 'utf8').replace('"attemptsLeft":10', '"attemptsLeft":11');
    writeFileSync(path, content ?? changed);

    expect(newSlot().powerOn()).toMatchObject({ ok: false, error: { kind: 'file.unreadable' } });
  });
});

describe('power', () => {
  test('is needed for any answer', async () => {
    expect(await send(CPLC)).toBe('writer.unanswered');
    expect(slot.powerOn()).toEqual(ok(slot.answerToReset));
    expect(await send(CPLC)).toMatch(/9000$/);
    slot.powerOff();
    expect(await send(CPLC)).toBe('writer.unanswered');
  });

  test('that comes anew finds nothing selected and nobody authenticated', async () => {
    slot.powerOn();
    await send(EMRTD);
    expect(await send(CPLC)).toBe('6A88');
    slot.powerOn();
    expect(await send(CPLC)).toMatch(/9000$/);
  });
});

describe('a fault', () => {
  const open = '00E0000006630400040101';

  async function commands(fault: string): Promise<readonly string[]> {
    const parsed = parseFault(fault);
    if (!parsed.ok) throw new Error(fault);
    slot = newSlot('open');
    slot.powerOn();
    slot.setFault(parsed.value);
    return [await send(EMRTD), await send(open), await send('00A4020C020101')];
  }

  test.each([
    ['tornBefore@1', ['9000', 'writer.unanswered', 'writer.unanswered'], false],
    ['tornAfter@1', ['9000', 'writer.unanswered', 'writer.unanswered'], true],
    ['lostBefore@1', ['9000', 'writer.unanswered', '6A82'], false],
    ['lostAfter@1', ['9000', 'writer.unanswered', '9000'], true],
    ['status:6581@1', ['9000', '6581', '6A82'], false],
    ['memoryFull@1', ['9000', '6A84', '6A82'], false],
    ['slow:10@1', ['9000', '9000', '9000'], true],
    ['swapped@1', ['9000', 'writer.unanswered', 'writer.unanswered'], false],
  ] as const)('%s shows at its command, once', async (fault, answers, isCarriedOut) => {
    expect(await commands(fault)).toEqual(answers);

    const kept = loadCard(path);
    expect(kept.ok && kept.value?.applications.emrtd.files.has(0x0101)).toBe(isCarriedOut);
  });

  test('that swaps the card puts another chip in its place', async () => {
    slot.powerOn();
    const own = await send(CPLC);
    await commands('swapped@0');
    slot.powerOn();

    expect(await send(CPLC)).not.toBe(own);
  });

  test.each([
    '',
    'torn',
    'tornBefore',
    'tornBefore:1@2',
    'status@1',
    'status:1234@1',
    'slow:xyz@1',
    'swapped@-1',
    'noCard@1',
  ])('is not "%s"', (text) => {
    expect(parseFault(text)).toMatchObject({ ok: false, error: { kind: 'usage' } });
  });
});

describe('the line to a virtual reader', () => {
  test('stays on this machine', () => {
    expect(parseVirtualReader('127.0.0.1:35963')).toEqual(ok({ host: '127.0.0.1', port: 35_963 }));
    expect(parseVirtualReader('[::1]:35964')).toEqual(ok({ host: '::1', port: 35_964 }));
    for (const text of ['', '35963', '192.0.2.1:35963', 'example.org:35963', '127.0.0.1:0', '127.0.0.1:70000'])
      expect(parseVirtualReader(text)).toEqual(fail('usage', { problem: '--vpcd 127.0.0.1:PORT' }));
  });
});
