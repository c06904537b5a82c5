// An officer's card behind the real PC/SC service, as the command line uses it: set up by two, signed in with, refused in
// the writer's place; and what a PIV program that we did not write says of our simulated card.

import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listReaders } from '../../electron/adapters/writer/pcsc/readers.ts';
import { starcard, starcardJson } from '../support/command-line.ts';
import {
  hasPcscService,
  insertOfficerCard,
  readerNames,
  readerPorts,
  startPcscService,
  type InsertedCard,
  type PcscService,
} from './pcsc-service.ts';
import { until } from '../support/until.ts';

const [READER] = readerNames;
const [PORT] = readerPorts;
/** Eight digits, so that no digest has them by chance. */
const PIN = '24681357';
const folder = mkdtempSync(join(tmpdir(), 'starcard-officer-card-'));
const data = join(folder, 'data');
let service: PcscService;
/** As two people compared it. */
let fingerprint = '';
let card: InsertedCard | null = null;

async function insert(): Promise<void> {
  card = await insertOfficerCard(PORT, join(folder, 'card.json'), PIN);
  await hasCard(true);
}

async function remove(): Promise<void> {
  await card?.remove();
  card = null;
  await hasCard(false);
}

async function hasCard(wanted: boolean): Promise<void> {
  await until('the reader', async () => {
    const readers = await listReaders();
    return readers.ok && readers.value.some(({ name, hasCard: has }) => name === READER && has === wanted);
  });
}

function passwordOf(account: string): string {
  const accounts: unknown = JSON.parse(readFileSync(join(data, 'training-accounts.json'), 'utf8'));
  const found = Array.isArray(accounts) ? accounts.find(({ name }) => name === account) : undefined;
  return String(found?.password);
}

/** As officer1, who types this in place of a code: the kind of the failure and its data, or `ok`. */
async function listed(...typed: readonly string[]): Promise<string> {
  const lines = [passwordOf('officer1'), '', ...typed, ''].join('\n');
  const words = ['list', '--data', data, '--as', 'officer1', '--password-fd', '0', '--json'];
  const { code, stdout } = await starcard(words, lines);
  if (code === 0) return 'ok';
  const { error } = JSON.parse(stdout);
  return `${error.kind} ${JSON.stringify(error.data)}`;
}

function settings(change: object): void {
  writeFileSync(join(data, 'settings.json'), JSON.stringify(change));
}

describe.runIf(hasPcscService())('an officer’s card in a reader', () => {
  beforeAll(async () => {
    service = await startPcscService();
    // The first command that writes makes the training office.
    await starcard(['account', 'unlock', 'nobody', '--second', 'administrator1', '--data', data]);
    await insert();
  });

  afterAll(async () => {
    await card?.remove();
    await service.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is set up by two, and signs its owner in; a wrong PIN says what is left', async () => {
    expect(await listed()).toBe('ok');
    const lines = [passwordOf('supervisor1'), passwordOf('administrator1'), '', '', PIN, ''].join('\n');
    const words = ['account', 'enrol-card', 'officer1', '--second', 'administrator1', '--data', data];

    const enrolled = await starcard([...words, '--password-fd', '0', '--json'], lines);

    fingerprint = /^([0-9A-F]{4} ){3}[0-9A-F]{4}$/m.exec(enrolled.stderr)?.[0] ?? '';
    expect(fingerprint).not.toBe('');
    expect(JSON.parse(enrolled.stdout)).toMatchObject({ name: 'officer1', hasCard: true, hasTotp: false });
    expect([await listed(), await listed('11111111'), await listed(PIN)]).toEqual([
      'access.cardNeeded {"account":"officer1"}',
      'officerCard.wrongPin {"left":2}',
      'ok',
    ]);
  });

  test('is not looked for in the writer, and asked for where it is missing', async () => {
    settings({ writer: `pcsc:${READER}` });
    const inWriter = await listed(PIN);
    settings({ writer: `pcsc:${READER}`, officerReader: '00 00' });
    const chosen = await listed(PIN);
    settings({ officerReader: 'no such reader' });
    const unknown = await listed(PIN);
    settings({});
    await remove();
    const absent = await listed(PIN);
    await insert();

    expect([inWriter, chosen, unknown, absent, await listed(PIN)]).toEqual([
      'officerCard.absent {}',
      `officerCard.inWriter {"reader":"${READER}"}`,
      'officerCard.noReader {"reason":"no such reader"}',
      'officerCard.absent {}',
      'ok',
    ]);
  });

  test('leaves no PIN in the office’s folder, and a log and database that agree', async () => {
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).map((name) => join(data, name));
    const holding = files.filter((path) => statSync(path).isFile() && readFileSync(path).includes(PIN));

    expect(holding).toEqual([]);
    expect(await starcardJson(['diagnose', '--data', data])).toMatchObject({ ok: true });
  });

  test('is a PIV card to another program, with the same key and PIN', async () => {
    const key = join(folder, 'key');
    const tool = (...words: readonly string[]) => spawnSync('pkcs11-tool', words).status;

    const read = tool('--read-object', '--type', 'pubkey', '--id', '01', '--output-file', key);
    const logins = [PIN, '11111111', PIN].map((pin) => tool('--login', '--pin', pin, '--list-objects'));

    expect([read, ...logins]).toEqual([0, 0, 1, 0]);
    const { x = '', y = '' } = createPublicKey({ key: readFileSync(key), format: 'der', type: 'spki' }).export({
      format: 'jwk',
    });
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
    const groups = createHash('sha256').update(point).digest('hex').slice(0, 16).toUpperCase().match(/.{4}/g);
    expect(groups?.join(' ')).toBe(fingerprint);
  });
});
