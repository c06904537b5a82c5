/**
 * Where the keys of cards lie: in files of the data folder, or in the token of a security module that `keys.json` of the
 * folder names (docs/formats.md, Where keys lie). The keys of the log and of results stay in files either way.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { KeyStore } from '../adapters/keys/key-store.ts';
import { openPkcs11Keys } from '../adapters/keys/pkcs11/pkcs11-keys.ts';
import { readIfThere } from '../adapters/keys/software/key-files.ts';
import { openSoftwareKeys } from '../adapters/keys/software/software-keys.ts';

const choiceSchema = z.strictObject({
  /** Path of the module's PKCS#11 library. */
  library: z.string().min(1),
  /** The label of the token. */
  token: z.string().min(1),
  /** A file whose first line is the PIN; where left out somebody is asked. */
  pinFile: z.string().min(1).optional(),
  /** Left out: an office whose keys come from a ceremony never gets a fresh one in their place. */
  makeMissingKeys: z.boolean().default(false),
});

export interface CardKeys extends KeyStore {
  /** False where they are files of the data folder. */
  readonly inModule: boolean;
  close(): void;
}

/** The PIN of the token of that label, from whoever is there. Fails with `hsm.pinNeeded` where nobody is. */
export type AskPin = (token: string) => Promise<Result<string>>;

/** Where nobody is there to be asked. */
export const noPin: AskPin = async (token) => fail('hsm.pinNeeded', { token });

/**
 * `missingKeys` overrules what the office says of missing keys. Fails with `file.unreadable` where `keys.json` or the file of
 * the PIN cannot be read, and with `hsm.*`.
 */
export async function openCardKeys(folder: string, askPin: AskPin, missingKeys?: 'make'): Promise<Result<CardKeys>> {
  const path = join(folder, 'keys.json');
  const stored = readIfThere(path);
  if (!stored.ok) return stored;
  if (stored.value === null)
    return ok({ ...openSoftwareKeys(join(folder, 'keys')), inModule: false, close: () => undefined });
  const choice = choiceSchema.safeParse(jsonOf(stored.value));
  // Damaged is not missing: files must never stand in for a module that an office relies on.
  if (!choice.success) return fail('file.unreadable', { path, reason: 'not a choice of keys' });
  const { library, token, pinFile, makeMissingKeys } = choice.data;
  const pin = pinFile === undefined ? await askPin(token) : pinIn(pinFile, token);
  if (!pin.ok) return pin;
  const opened = await openPkcs11Keys({
    library,
    token,
    pin: pin.value,
    missingKeys: missingKeys ?? (makeMissingKeys ? 'make' : 'refuse'),
  });
  return opened.ok ? ok({ ...opened.value, inModule: true }) : opened;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

export function pinIn(path: string, token: string): Result<string> {
  try {
    const [pin = ''] = readFileSync(path, 'utf8').split(/\r?\n/);
    return pin === '' ? fail('hsm.pinNeeded', { token }) : ok(pin);
  } catch {
    return fail('file.unreadable', { path, reason: 'no file with a PIN' });
  }
}

/** A descriptor gives its lines once, and nobody types a PIN twice. */
export function askedOnce(ask: AskPin): AskPin {
  const answers = new Map<string, Promise<Result<string>>>();
  return (token) => {
    const answer = answers.get(token) ?? ask(token);
    answers.set(token, answer);
    return answer;
  };
}
