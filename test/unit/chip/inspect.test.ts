/** An inspection of cards that lie, that were changed, or that go away: a failure or a step that did not pass, never a pass. */

import { beforeAll, describe, expect, test } from 'vitest';
import type { CardState } from '../../../electron/adapters/writer/simulated/card/state.ts';
import { bytesOfHex } from '../../../electron/core/chip/bytes.ts';
import type { ChipApplication, Inspection } from '../../../electron/core/chip/chip.ts';
import { inspectChip } from '../../../electron/core/chip/inspect.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { inspectPorts, optionsFor, printed } from './engine.ts';
import { interfere, type Interference } from './interference.ts';
import { memoryWriter, type MemoryWriter } from './memory-writer.ts';
import { makeImage, makeTrust } from './sample.ts';

const trust = makeTrust();
const image = makeImage(trust);
const finished = memoryWriter('INSPECTED-1');

beforeAll(async () => {
  expect(await personalise(finished, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
});

/** A copy of the finished card, with something changed. */
function copy(change: (card: CardState) => void = () => undefined, isShort = false): MemoryWriter {
  const writer = memoryWriter('INSPECTED-1', isShort);
  for (const name of ['master', 'emrtd', 'service'] satisfies readonly ChipApplication[]) {
    const [from, to] = [finished.card.applications[name], writer.card.applications[name]];
    to.lifeCycle = from.lifeCycle;
    for (const [id, bytes] of from.files) to.files.set(id, bytes);
    for (const [tag, bytes] of from.keys) to.keys.set(tag, bytes);
  }
  change(writer.card);
  return writer;
}

function inspect(writer: ChipWriter, changes: Partial<typeof printed> = {}): Promise<Result<Inspection>> {
  return inspectChip(writer, trust, inspectPorts, { printed: { ...printed, ...changes } });
}

/** The checks that did not pass, or the failure that ended the inspection. */
function verdict(inspection: Result<Inspection>): readonly string[] | string {
  if (!inspection.ok) return inspection.error.kind;
  return inspection.value.steps.filter(({ passed }) => !passed).map(({ check }) => check);
}

function changeFile(application: ChipApplication, fileId: number, change: (bytes: Uint8Array) => Uint8Array) {
  return ({ applications }: CardState): void => {
    const { files } = applications[application];
    files.set(fileId, change(files.get(fileId) ?? new Uint8Array()));
  };
}

describe('a sound card', () => {
  test.each([false, true])('passes, at short length too: %s', async (isShort) => {
    expect(verdict(await inspect(copy(undefined, isShort)))).toEqual([]);
  });

  test('opens by BAC where it offers no PACE', async () => {
    const writer = copy(({ applications }) => {
      applications.master.files.delete(0x011c);
    });

    expect(verdict(await inspect(writer))).toEqual([]);
  });

  test('that answers before it is opened is none of ours', async () => {
    const open = copy((card) => {
      Object.assign(card, { access: 'open' });
    });

    expect(verdict(await inspect(open))).toEqual(['access']);
  });

  test('opens to nobody who reads another number, date or day off it', async () => {
    const wrong = [{ number: '911124198108030025' }, { birthDate: '1981-08-04' }, { expiryDate: '2033-09-13' }];

    const answers = [];
    for (const changes of wrong) answers.push(await inspect(copy(), changes));

    // Both ways were tried, and the failure names both.
    const refused = fail('chip.accessDenied', { problem: 'PACE 6300; BAC 6300' });
    expect(answers).toEqual([refused, refused, refused]);
  });

  test('of another job is turned away before it is opened', async () => {
    const writer = copy();
    const counted = interfere(writer, { index: -1, how: 'error' });
    const refusal = fail('stock.trayEmpty', {});

    const answer = await inspectChip(counted, trust, inspectPorts, { printed, onContact: () => refusal });

    expect([answer, counted.commands()]).toEqual([refusal, 1]);
  });
});

describe('a card that was changed', () => {
  test.each<[string, (card: CardState) => void, readonly string[] | string]>([
    [
      'a bit of the photo',
      changeFile('emrtd', 0x0102, (bytes) => bytes.with(300, (bytes[300] ?? 0) ^ 1)),
      ['groupHashes'],
    ],
    [
      'its announced protocols',
      changeFile('master', 0x011c, () =>
        bytesOfHex('31253012060A04007F0007020204020202010202010C300F060A04007F00070202040202020102'),
      ),
      ['securityInfos'],
    ],
    ['the name in the reader record', changeFile('service', 1, (bytes) => bytes.with(52, 0x58)), ['readerRecord']],
    [
      'a PACE password that is not the printed one',
      ({ applications }) => applications.emrtd.keys.set(0x0064, new Uint8Array(21).fill(0x0c)),
      ['access'],
    ],
    [
      'the key of Active Authentication',
      ({ applications }) => applications.emrtd.keys.set(0x0063, new Uint8Array(32).fill(1)),
      ['activeAuthentication'],
    ],
    [
      'the key of Chip Authentication',
      ({ applications }) => applications.emrtd.keys.set(0x0066, new Uint8Array(32).fill(1)),
      ['chipAuthentication'],
    ],
    [
      'a lock that is open',
      ({ applications }) => {
        applications.service.lifeCycle = 'personalising';
      },
      ['files'],
    ],
    [
      'a data group that EF.COM does not name',
      changeFile('emrtd', 0x011e, (bytes) => withoutLast(bytes)),
      ['files', 'groupHashes'],
    ],
    ['a missing data group', ({ applications }) => void applications.emrtd.files.delete(0x010b), 'chip.malformed'],
    [
      'a length beyond the file',
      changeFile('emrtd', 0x010b, (bytes) => Uint8Array.of(0x6b, 0x82, 0x7f, 0xff, ...bytes.subarray(2))),
      'chip.malformed',
    ],
    ['a length beyond any file', changeFile('emrtd', 0x0102, () => bytesOfHex('7583FFFFFF00')), 'chip.malformed'],
    ['an indefinite length', changeFile('emrtd', 0x0101, () => bytesOfHex('61800000')), 'chip.malformed'],
    ['an empty zone', changeFile('emrtd', 0x0101, () => bytesOfHex('6100')), 'chip.malformed'],
  ])('%s', async (_, change, expected) => {
    expect(verdict(await inspect(copy(change)))).toEqual(expected);
  });
});

/** EF.COM with one tag less in its list. */
function withoutLast(bytes: Uint8Array): Uint8Array {
  const shorter = bytes.slice(0, -1);
  shorter[1] = (shorter[1] ?? 0) - 1;
  const list = shorter.lastIndexOf(0x5c);
  shorter[list + 1] = (shorter[list + 1] ?? 0) - 1;
  return shorter;
}

describe('every command of an inspection', () => {
  /** READ BINARY before the chip is opened: refused with one word or another. */
  const REFUSED_ANYWAY = 'passed at 3';
  /** EF.ATR/INFO only says how long commands may be: without it the ATR's word counts. */
  const LENGTHS = 'passed at 6';

  async function walk(how: Interference, status?: number): Promise<ReadonlySet<string>> {
    const counted = interfere(copy(), { index: -1, how });
    expect(verdict(await inspect(counted))).toEqual([]);
    const found = new Set<string>();
    for (let index = 0; index < counted.commands(); index += 1) {
      const disturbed = interfere(copy(), { index, how, ...(status === undefined ? {} : { status }) });
      const said = verdict(await inspect(disturbed));
      found.add(typeof said === 'string' ? said : said.join(' ') || `passed at ${index}`);
    }
    return found;
  }

  test.each(['tornBefore', 'lostAfter', 'goneAfter'] as const)('%s: the writer’s own failure', async (how) => {
    expect(await walk(how)).toEqual(new Set(['writer.unanswered']));
  });

  test.each(['6F00', '6982', '6A88', '9000'])('%s: no pass without a word', async (status) => {
    const found = await walk('error', Number.parseInt(status, 16));

    const passed = [...found].filter((said) => said.startsWith('passed') && said !== LENGTHS);
    expect(passed).toEqual(status === '9000' ? [] : [REFUSED_ANYWAY]);
  });

  test('shortened: no pass without a word', async () => {
    expect([...(await walk('shortened'))].filter((said) => said.startsWith('passed'))).toEqual([LENGTHS]);
  });

  test('lengthened: no pass, but where the answer says nothing: a refusal, SELECT of the master file, MSE:Set AT', async () => {
    const passes = [...(await walk('lengthened'))].filter((said) => said.startsWith('passed'));

    expect(passes).toEqual([REFUSED_ANYWAY, 'passed at 5', LENGTHS, 'passed at 8']);
  });
});

test('an answer changed on the way is never believed', async () => {
  const quiet = interfere(copy(), { index: -1, how: 'error' });
  await inspect(quiet);
  const believed: number[] = [];
  for (let index = 13; index < quiet.commands(); index += 1) {
    const writer = copy();
    let count = 0;
    const onTheWay: ChipWriter = {
      ...writer,
      async transmit(command) {
        const answer = await writer.transmit(command);
        count += 1;
        if (count - 1 !== index || !answer.ok) return answer;
        return ok(answer.value.with(4, (answer.value[4] ?? 0) ^ 0x10));
      },
    };
    if (verdict(await inspect(onTheWay)).length === 0) believed.push(index);
  }

  expect(believed).toEqual([]);
});
