/** An office whose keys of cards lie in a security module: `keys.json` names it, and a whole card is made with it. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queuePageSchema, type QueueRow } from '../../shared/model/queue.ts';
import { starcard, starcardJson, temporaryFolder, type Ran } from '../support/command-line.ts';
import { LIBRARY, PIN, softToken, type SoftToken } from './soft-hsm.ts';

const folder = temporaryFolder();
const approvals = join(folder.path, 's.approvals');
let offices = 0;

beforeAll(() => starcardJson(['sample', '--count', '60', '--seed', '11', '--out', approvals]));
afterAll(() => folder.remove());

interface Office {
  readonly token: SoftToken;
  readonly data: string;
}

/** An empty office whose `keys.json` names a fresh token; where a PIN is given, by a file that holds it. */
function officeWithToken(pin: string | null, change: Readonly<Record<string, unknown>> = {}): Office {
  const token = softToken();
  offices += 1;
  const data = join(folder.path, `office-${offices}`);
  mkdirSync(data);
  const pinFile = join(token.folder, 'pin');
  if (pin !== null) writeFileSync(pinFile, `${pin}\n`, { mode: 0o600 });
  const keys = { library: LIBRARY, token: token.label, makeMissingKeys: true, ...(pin === null ? {} : { pinFile }) };
  writeFileSync(join(data, 'keys.json'), JSON.stringify({ ...keys, ...change }));
  return { token, data };
}

function take({ data }: Office, words: readonly string[] = [], input?: string): Promise<Ran> {
  return starcard(['import', approvals, '--json', '--data', data, ...words], input);
}

async function firstCase({ data }: Office): Promise<QueueRow> {
  const page = queuePageSchema.parse(await starcardJson(['list', '--view', 'toReview', '--data', data]));
  const found = page.rows.find(({ kind }) => kind === 'firstIssue');
  if (found === undefined) throw new Error('no first issue');
  return found;
}

test('a whole card: written, inspected by what is printed on it, and no key of a card in a file', async () => {
  const office = officeWithToken(PIN);
  const { data, token } = office;
  expect((await take(office)).code).toBe(0);
  const { number } = await firstCase(office);
  await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);

  const card = await starcardJson(['issue', number, '--plastic-from-tray', '--data', data]);

  // `verified` includes an inspection of the chip up to the CSCA whose key is in the token.
  expect(card).toMatchObject({ state: 'inCustody' });
  const inToken = token.tool('--list-objects');
  const made = ['chip-csca', 'chip-document-signer', 'chip-master', 'seal', 'service-ca', 'service-list'];
  expect(made.filter((name) => !inToken.includes(`label:      ${name}\n`))).toEqual([]);
  expect(cardKeysInFiles(data)).toEqual([]);
});

test('a new document signer on demand, also where the module makes no keys by itself', async () => {
  const office = officeWithToken(PIN);
  const { data, token } = office;
  expect((await take(office)).code).toBe(0);
  const choice = join(data, 'keys.json');
  writeFileSync(choice, readFileSync(choice, 'utf8').replace('"makeMissingKeys":true', '"makeMissingKeys":false'));
  const { number } = await firstCase(office);
  await starcardJson(['review', number, '--accept', '--acknowledge-warnings', '--data', data]);

  const renewed = await starcardJson(['keys', 'renew-signer', '--data', data]);

  expect(renewed).toMatchObject({ signer: 'chip-document-signer-2' });
  expect(token.tool('--list-objects')).toContain('label:      chip-document-signer-2\n');
  // The next card is signed by it: verified up to the CSCA.
  const card = await starcardJson(['issue', number, '--plastic-from-tray', '--data', data]);
  expect(card).toMatchObject({ state: 'inCustody' });
  const log = await starcardJson(['audit', 'list', '--limit', '200', '--data', data]);
  expect(JSON.stringify(log)).toContain('signer.renewed');
});

test('the PIN by a descriptor, for an office that keeps it in no file', async () => {
  const office = officeWithToken(null);

  expect((await take(office, ['--pin-fd', '0'], `${PIN}\n`)).code).toBe(0);
});

/** Of the second token, so that the one PIN cannot stand in for the other. */
const LOG_PIN = '907135';

/** The keys of cards in one token, that of the log in another; both PINs come by a descriptor. */
async function officeWithTwoTokens() {
  const office = officeWithToken(null);
  const log = office.token.beside('log token', LOG_PIN);
  const pins = `${PIN}\n${LOG_PIN}\n`;
  const both = (words: readonly string[], input = pins): Promise<Ran> =>
    starcard([...words, '--json', '--data', office.data, '--pin-fd', '0'], input);
  expect((await both(['import', approvals])).code).toBe(0);
  const place = ['--to', 'token', '--library', LIBRARY, '--token', 'log token'];
  const moved = await both(['audit', 'change-key', ...place, '--second', 'administrator1']);
  expect(moved).toMatchObject({ code: 0 });
  return { ...office, log, both };
}

test('two tokens with two PINs: cards are made with the one, the log is signed with the other', async () => {
  const { data, log, token, both } = await officeWithTwoTokens();
  // To read needs neither of them signed in but for the keys of cards.
  const page = queuePageSchema.parse(JSON.parse((await both(['list', '--view', 'toReview'])).stdout));
  const number = page.rows.find(({ kind }) => kind === 'firstIssue')?.number ?? '';
  expect((await both(['review', number, '--accept', '--acknowledge-warnings'])).code).toBe(0);
  expect(JSON.parse((await both(['issue', number, '--plastic-from-tray'])).stdout)).toMatchObject({
    state: 'inCustody',
  });
  expect(JSON.parse((await both(['audit', 'verify'])).stdout)).toMatchObject({ intact: true });
  expect([log.tool('--list-objects'), token.tool('--list-objects')].map((list) => list.includes('audit-2'))).toEqual([
    true,
    false,
  ]);
  expect(cardKeysInFiles(data)).toEqual([]);
});

test('a new document signer while the log signs in a token of its own', async () => {
  const { both } = await officeWithTwoTokens();
  const renewed = await both(['keys', 'renew-signer']);
  expect(renewed.code === 0 ? JSON.parse(renewed.stdout) : renewed.stderr).toMatchObject({
    signer: 'chip-document-signer-2',
  });
  const log = await both(['audit', 'list', '--limit', '5']);
  expect(log.stdout).toContain('signer.renewed');
  expect(JSON.parse((await both(['audit', 'verify'])).stdout)).toMatchObject({ intact: true });
});

test.each<[string, string, string]>([
  ['the PINs the wrong way round', `${LOG_PIN}\n${PIN}\n`, 'hsm.pinWrong'],
  ['the second PIN wrong', `${PIN}\n000000\n`, 'hsm.pinWrong'],
  ['no second PIN', `${PIN}\n`, 'hsm.pinNeeded'],
])('two tokens, %s: nothing is written', async (_, pins, kind) => {
  const { both } = await officeWithTwoTokens();
  const before = JSON.parse((await both(['audit', 'verify'])).stdout);
  for (const words of [
    ['import', approvals],
    ['keys', 'renew-signer'],
  ]) {
    const ran = await both(words, pins);
    expect({ code: ran.code, kind: JSON.parse(ran.stdout).error?.kind }).toEqual({ code: 1, kind });
  }
  expect(JSON.parse((await both(['audit', 'verify'])).stdout)).toEqual(before);
});

test.each<[string, string | null, Readonly<Record<string, unknown>>, string]>([
  ['a wrong PIN', '000000', {}, 'hsm.pinWrong'],
  ['no PIN and nobody to ask', null, {}, 'hsm.pinNeeded'],
  ['an empty file of the PIN', '', {}, 'hsm.pinNeeded'],
  ['a token that is not there', PIN, { token: 'another' }, 'hsm.tokenAbsent'],
  ['a library that is not there', PIN, { library: '/nowhere/pkcs11.so' }, 'hsm.unavailable'],
  ['a missing key where none may be made', PIN, { makeMissingKeys: false }, 'hsm.keyMissing'],
  ['a word that nobody knows', PIN, { softwareKeys: true }, 'file.unreadable'],
])('%s: nothing opens, and no file stands in for the module', async (_, pin, change, kind) => {
  const office = officeWithToken(pin, change);

  const ran = await take(office);

  expect({ code: ran.code, kind: JSON.parse(ran.stdout).error?.kind }).toEqual({ code: 1, kind });
  expect([cardKeysInFiles(office.data), existsSync(join(office.data, 'starcard.db'))]).toEqual([[], false]);
  expect(office.token.tool('--list-objects')).not.toContain('Private Key');
});

/** The log's own key stays in a file. */
function cardKeysInFiles(data: string): readonly string[] {
  const keys = join(data, 'keys');
  return existsSync(keys) ? readdirSync(keys).filter((name) => name.endsWith('.key') && name !== 'audit.key') : [];
}
