/** `starcard card inspect`: what a stranger with a reader learns of a finished card, and when it says no. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { personalise } from '../../electron/core/chip/personalise.ts';
import { readCertificate } from '../../electron/core/chip/lds/read-certificate.ts';
import { blankSerialSchema } from '../../shared/model/ids.ts';
import { starcard } from '../support/command-line.ts';
import { everyStepPassed, optionsFor, printed } from '../unit/chip/engine.ts';
import { revocationList } from '../unit/chip/revoking.ts';
import { freshFolder, makeImage, makeTrust } from '../unit/chip/sample.ts';

const folder = freshFolder();
const card = join(folder, 'CARD-0001.json');
const csca = join(folder, 'csca.der');
const trust = makeTrust();

beforeAll(async () => {
  const image = makeImage(trust);
  const writer = createSimulatedWriter({ folder, speed: 'instant' });
  writer.placeBlank(blankSerialSchema.parse('CARD-0001'));
  expect(await personalise(writer, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
  writeFileSync(csca, trust.cscaCertificates[0] ?? new Uint8Array());
});

interface Shown {
  readonly code: number | null;
  readonly answer: Readonly<Record<string, unknown>>;
}

function wordsFor(changes: Readonly<Record<string, string>>): readonly string[] {
  const options: Readonly<Record<string, string>> = {
    writer: `simulated:${card}`,
    number: printed.number,
    birth: printed.birthDate,
    expiry: printed.expiryDate,
    trust: csca,
    ...changes,
  };
  return Object.entries(options).flatMap(([name, text]) => [`--${name}`, text]);
}

async function inspect(changes: Readonly<Record<string, string>> = {}): Promise<Shown> {
  const { code, stdout } = await starcard(['card', 'inspect', ...wordsFor(changes), '--json']);
  return { code, answer: JSON.parse(stdout) };
}

describe('a card in hand', () => {
  test('says who its holder is, and proves it step by step', async () => {
    const { code, answer } = await inspect();

    expect({ code, answer }).toMatchObject({
      code: 0,
      answer: {
        passed: true,
        openedBy: 'PACE',
        locked: true,
        differences: [],
        fields: { cardNumber: printed.number, latinName: 'ZHENGJIAN, YANGBEN', validUntil: printed.expiryDate },
      },
    });
    expect(answer['steps']).toEqual(everyStepPassed);
  });

  test.each([
    ['en', 'Nothing speaks against this card.', 'Name: ZHENGJIAN, YANGBEN'],
    ['zh', '未发现任何问题。', '姓名: ZHENGJIAN, YANGBEN'],
  ])('says in %s, before everything else, whether to accept it', async (lang, verdict, name) => {
    const { stdout } = await starcard(['card', 'inspect', ...wordsFor({ lang })]);

    const [first, ...lines] = stdout.split('\n');
    expect([first, lines.includes(name)]).toEqual([verdict, true]);
  });

  test('stays closed to whoever reads another date off it', async () => {
    expect(await inspect({ birth: '1981-08-04' })).toMatchObject({
      code: 1,
      answer: { error: { kind: 'chip.accessDenied' } },
    });
  });

  test('is not believed where nobody vouches for its signer', async () => {
    const stranger = join(folder, 'stranger.der');
    writeFileSync(stranger, makeTrust().cscaCertificates[0] ?? new Uint8Array());

    const { code, answer } = await inspect({ trust: stranger });

    expect([code, answer['passed']]).toEqual([3, false]);
  });

  test('is held against a list of what its country signing CA revoked, where one is given', async () => {
    const signer = readCertificate(trust.documentSigner.certificate);
    if (!signer.ok) throw new Error(signer.error.kind);
    const day = 86_400_000;
    const now = [new Date(Date.now() - day), new Date(Date.now() + day)] as const;
    const over = [new Date(Date.now() - 2 * day), new Date(Date.now() - day)] as const;
    const lists = {
      good: revocationList(trust, [], now),
      revoked: revocationList(trust, [signer.value.serial], now),
      old: revocationList(trust, [], over),
    };

    const found: unknown[] = [];
    for (const [name, list] of Object.entries(lists)) {
      const crl = join(folder, `${name}.crl`);
      writeFileSync(crl, list);
      const { code, answer } = await inspect({ crl });
      const steps = answer['steps'] as readonly { passed: boolean; problem: { kind: string } | null }[];
      found.push([code, steps.find(({ passed }) => !passed)?.problem?.kind]);
    }

    expect(found).toEqual([
      [0, undefined],
      [3, 'signerRevoked'],
      [3, 'revocationUnknown'],
    ]);
    expect(await inspect({ crl: csca })).toMatchObject({ code: 1, answer: { error: { kind: 'file.unreadable' } } });
  });

  test('that carries the files of another chip fails to authenticate', async () => {
    const state: { applications: { emrtd: { keys: { tag: number; bytes: string }[] } } } = JSON.parse(
      readFileSync(card, 'utf8'),
    );
    const copied = join(folder, 'COPY.json');
    for (const key of state.applications.emrtd.keys) {
      // Whoever copies the files has no private keys to go with them.
      if (key.tag === 0x63 || key.tag === 0x66) key.bytes = '11'.repeat(32);
    }
    writeFileSync(copied, JSON.stringify(state));

    const { code, answer } = await inspect({ writer: `simulated:${copied}` });

    const steps = answer['steps'] as readonly { check: string; passed: boolean }[];
    expect([code, steps.filter(({ passed }) => !passed).map(({ check }) => check)]).toEqual([
      3,
      ['activeAuthentication', 'chipAuthentication'],
    ]);
  });
});

describe('a command line', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['without a writer', { writer: 'usb' }, 'usage'],
    ['with a USB writer that is not plugged in', { writer: 'hid:SN-0' }, 'writer.notConnected'],
    ['with a card that is not there', { writer: 'simulated:/nowhere/card.json' }, 'writer.noCard'],
    ['with half a date', { expiry: '2033' }, 'usage'],
  ])('%s is told so', async (_, changes, kind) => {
    const { code, answer } = await inspect(changes);

    expect(code).not.toBe(0);
    expect(answer).toMatchObject({ error: { kind } });
  });
});
