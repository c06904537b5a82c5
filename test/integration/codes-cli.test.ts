// Codes of authenticators on the command line: asked of who acts and of the second person, and each taken once.

import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDesk } from '../../electron/app/desk-session.ts';
import { chooserFromOptions } from '../../electron/app/cli/desk.ts';
import { readTrainingAccounts } from '../../electron/app/training.ts';
import { openWorkstation, type Workstation } from '../../electron/app/workstation.ts';
import { stepAt, totpCode } from '../../electron/core/access/totp.ts';
import { starcard, temporaryFolder } from '../support/command-line.ts';
import { clockAt } from '../support/standing-clock.ts';
import { must } from './office.ts';

const temporary = temporaryFolder();
const data = join(temporary.path, 'office');
/** For us and for every program that is started: a code is good for so many seconds, whatever a machine makes of them. */
const NOW = Date.now();

interface Person {
  readonly password: string;
  readonly secret: Uint8Array;
  /** The step of the code that was shown last. */
  step: number;
}

const people = new Map<string, Person>();

beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  return atStation('write', async (station) => {
    for (const account of ['supervisor1', 'administrator1']) people.set(account, await withFactor(station, account));
  });
});
afterAll(() => {
  vi.useRealTimers();
  temporary.remove();
});

async function atStation<T>(mode: 'read' | 'write', work: (station: Workstation) => T): Promise<Awaited<T>> {
  const root = resolve(import.meta.dirname, '../..');
  const common = { holder: 'test', program: 'test', deviceSpeed: 'instant', publish: () => undefined } as const;
  const station = must(await openWorkstation({ folder: data, root, mode, ...common }));
  try {
    return await work(station);
  } finally {
    await station.close();
  }
}

/** Sets an authenticator up as the person does in the window, with the code of the step that is just over. */
async function withFactor(station: Workstation, account: string): Promise<Person> {
  const password = readTrainingAccounts(data)?.find(({ name }) => name === account)?.password ?? '';
  const { dispatch } = openDesk(station, {
    chooser: chooserFromOptions(undefined),
    version: '',
    electron: '',
    forProduction: true,
  });
  must(await dispatch.call('session.signIn', { account, password }));
  const { salt, address } = must(await dispatch.call('account.beginTotp', {}));
  const secret = bytesOfBase32(new URL(address).searchParams.get('secret') ?? '');
  const step = stepAt(new Date()) - 1;
  must(await dispatch.call('account.confirmTotp', { salt, code: totpCode(secret, step), password }));
  return { password, secret, step };
}

function personOf(account: string): Person {
  const person = people.get(account);
  if (person === undefined) throw new Error(`${account} has no authenticator`);
  return person;
}

/** What the authenticator shows, or shows next where that was used. */
function newCode(account: string): string {
  const person = personOf(account);
  person.step = Math.max(stepAt(new Date()), person.step + 1);
  return totpCode(person.secret, person.step);
}

/** RFC 4648 section 6. */
function bytesOfBase32(text: string): Uint8Array {
  const bits = Array.from(text, (sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  );
  return Uint8Array.from(bits.join('').match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2));
}

/** `account create` by both, with these codes behind their passwords. */
async function created(account: string, codes: readonly string[]): Promise<unknown> {
  const words = ['account', 'create', account, '--data', data, '--as', 'supervisor1', '--second', 'administrator1'];
  const lines = [personOf('supervisor1').password, personOf('administrator1').password, ...codes];
  const typed = `${lines.join('\n')}\n`;
  const { code, stdout } = await starcard([...words, '--password-fd', '0', '--json'], typed, clockAt(NOW));
  const answer = JSON.parse(stdout);
  return code === 0 ? answer.account.name : [answer.error.kind, answer.error.data.account];
}

test('who has an authenticator shows a code, and so does the second person', async () => {
  expect(await created('new.one', [])).toEqual(['access.codeNeeded', 'supervisor1']);
  expect(await created('new.one', [newCode('supervisor1')])).toEqual(['access.codeNeeded', 'administrator1']);

  const shown = [newCode('supervisor1'), newCode('administrator1')];
  expect(await created('new.one', shown)).toBe('new.one');
  expect(await created('new.two', shown)).toEqual(['access.wrongCode', 'supervisor1']);
});

test('a sign-in by password and code leaves no failed one in the log', async () => {
  const entries = await atStation('read', ({ store }) => store.auditEntries({ limit: 200 }));

  // The two without a code and the one whose code was used.
  expect(entries.filter(({ action }) => action === 'session.signInFailed')).toHaveLength(3);
});
