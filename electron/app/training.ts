/** The training office: accounts with shown passwords, a full tray, sample approvals. Only ever with a SPECIMEN profile. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { accountSchema, publicAccountSchema, type Account } from '../../shared/model/account.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { utf8Bytes } from '../core/chip/bytes.ts';
import type { PasswordHasher, Random, Store } from '../core/ports.ts';
import { setUp } from '../core/access/system-actor.ts';
import { setUpDay, setUpTray } from '../core/stock/set-up-tray.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { writeSample } from './sample-file.ts';
import { fileMode, folderMode } from '../adapters/system/modes.ts';

const trainingAccountSchema = publicAccountSchema.extend({ password: z.string() });
export type TrainingAccount = z.infer<typeof trainingAccountSchema>;

const people = [
  { name: 'officer1', displayName: '培训员甲 Officer 1', role: 'officer' },
  { name: 'officer2', displayName: '培训员乙 Officer 2', role: 'officer' },
  { name: 'supervisor1', displayName: '培训主管 Supervisor', role: 'supervisor' },
  { name: 'administrator1', displayName: '培训管理员 Administrator', role: 'administrator' },
] as const;

const trayBlanks = 200;
const sampleCount = 24;
const sampleDays = 30;

/** Letters and digits that nobody mistakes for each other. */
const passwordAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

function accountsFile(folder: string): string {
  return join(folder, 'training-accounts.json');
}

/** The accounts with their passwords, or null where this is no training folder or the list of them is damaged. */
export function readTrainingAccounts(folder: string): readonly TrainingAccount[] | null {
  try {
    return z.array(trainingAccountSchema).parse(JSON.parse(readFileSync(accountsFile(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** A SPECIMEN office that was not prepared for people of its own. */
export function isTraining({ profile, store }: { readonly profile: Profile; readonly store: Store }): boolean {
  return !profile.live && !store.hadSealedCode('firstStart');
}

export interface TrainingParts {
  readonly folder: string;
  readonly store: Store;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly now: Date;
}

/** Makes what is missing, so that a set-up which was cut off is completed at the next start. */
export async function openTrainingOffice(parts: TrainingParts): Promise<Result<void>> {
  const accounts = await ensureAccounts(parts);
  if (!accounts.ok) return accounts;
  const blanks = ensureBlanks(parts);
  if (!blanks.ok) return blanks;
  return setUpDay(parts);
}

async function ensureAccounts({ folder, store, random, hasher }: TrainingParts): Promise<Result<void>> {
  // A restored office without its list: passwords made up now would be shown and would open nothing.
  if (!existsSync(accountsFile(folder)) && store.accounts().length > 0) return ok(undefined);
  const shown = shownAccounts(folder, random);
  if (!shown.ok) return shown;
  for (const { password, ...person } of shown.value) {
    if (store.account(person.name) !== undefined) continue;
    const account: Account = accountSchema.parse({
      ...person,
      passwordHash: await hasher.hash(password),
      failedSignIns: 0,
      lockedUntil: null,
    });
    const made = store.commit(setUp, (tx) => {
      tx.insertAccount(account);
      tx.audit({
        action: 'account.created',
        subject: { kind: 'account', id: account.name },
        outcome: 'ok',
        detail: { role: account.role, passwordDigest: systemDigest.sha256Hex(utf8Bytes(account.passwordHash)) },
      });
      return ok(undefined);
    });
    if (!made.ok) return made;
  }
  return ok(undefined);
}

/** Written before the first account is made, so that no account has a password that nobody knows. */
function shownAccounts(folder: string, random: Random): Result<readonly TrainingAccount[]> {
  const path = accountsFile(folder);
  const known = readTrainingAccounts(folder);
  if (known !== null) return ok(known);
  if (existsSync(path)) return fail('file.unreadable', { path, reason: 'no list of training accounts' });
  const made = people.map((person) => ({ ...person, password: makePassword(random) }));
  const written = writeWhole(path, JSON.stringify(made, null, 2) + '\n');
  return written.ok ? ok(made) : written;
}

function ensureBlanks({ store, now }: TrainingParts): Result<void> {
  if (Object.values(store.countBlanks()).some((count) => count > 0)) return ok(undefined);
  const received = setUpTray({ box: 'TRAINING-1', firstSerial: 1, count: trayBlanks }, { store, now });
  return received.ok ? ok(undefined) : received;
}

/** The sample approvals ready to import, made anew once they are old enough to be near their expiry. */
export async function freshSampleFile(folder: string, now: Date): Promise<Result<string>> {
  const path = join(folder, 'samples', 'training.approvals');
  const stamp = join(folder, 'samples', 'made-on.txt');
  const today = now.toISOString().slice(0, 10);
  const madeOn = existsSync(stamp) && existsSync(path) ? readFileSync(stamp, 'utf8').trim() : '1970-01-01';
  const day = 86_400_000;
  if (Date.parse(today) - Date.parse(madeOn) < sampleDays * day) return ok(path);
  mkdirSync(join(folder, 'samples'), { recursive: true, mode: folderMode() });
  // Another seed each time: the same people with other dates would contradict the earlier records.
  const seed = Math.floor(now.getTime() / day);
  const written = await writeSample(path, { count: sampleCount, seed, today, broken: false });
  if (!written.ok) return written;
  writeFileSync(stamp, today + '\n', { mode: fileMode() });
  return ok(path);
}

function makePassword(random: Random): string {
  return Array.from(random.bytes(10), (byte) => passwordAlphabet[byte % passwordAlphabet.length]).join('');
}
