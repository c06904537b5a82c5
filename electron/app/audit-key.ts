/**
 * Where the key of the audit log lies: in a sealed file, in a file sealed by the operating system's key store, or in a
 * security module; and its change. `audit-key.json` of the data folder says which (docs/formats.md, The key of the log).
 */

import { join } from 'node:path';
import * as z from 'zod';
import type { Profile } from '../../shared/model/profile.ts';
import { assertNever, fail, ok, type Result } from '../../shared/result.ts';
import { openPkcs11Keys } from '../adapters/keys/pkcs11/pkcs11-keys.ts';
import { readIfThere } from '../adapters/keys/software/key-files.ts';
import { openSoftwareKeys } from '../adapters/keys/software/software-keys.ts';
import { secretInVault } from '../adapters/keys/software/vault-secret.ts';
import type { Vault } from '../adapters/keys/vault.ts';
import { noteKeyOf, originOf, type LogOwner } from '../adapters/sqlite/log-owner.ts';
import { newestCheckpoint } from '../adapters/sqlite/newest-checkpoint.ts';
import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import { systemDigest } from '../adapters/system/digest.ts';
import { systemVerifier } from '../adapters/system/verifier.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import type { Agreement } from '../core/audit/change-key.ts';
import { verifiedCheckpoint } from '../core/audit/checkpoint.ts';
import { parseVerifierKey, spkiOf, verifierKey } from '../core/audit/note.ts';
import type { Actor, Signer } from '../core/ports.ts';
import { pinIn, type AskPin } from './card-keys.ts';
import { knownLogOwner, logOwner } from './data-folder.ts';

const name = z.string().regex(/^audit(-\d+)?$/);
const placeSchema = z.discriminatedUnion('store', [
  z.strictObject({ store: z.literal('file'), name, verifierKey: z.string() }),
  z.strictObject({ store: z.literal('system'), name, verifierKey: z.string() }),
  z.strictObject({
    store: z.literal('token'),
    name,
    verifierKey: z.string(),
    library: z.string().min(1),
    token: z.string().min(1),
    pinFile: z.string().min(1).optional(),
  }),
]);
/** `next` while a change of key is under way: the log itself says which of the two signs. */
const choiceSchema = z.strictObject({ current: placeSchema, next: placeSchema.optional() });

type Place = z.infer<typeof placeSchema>;

/** What a change of key is asked for by. */
export type KeyTarget =
  | { readonly store: 'file' | 'system' }
  | { readonly store: 'token'; readonly library: string; readonly token: string; readonly pinFile?: string };

export interface AuditKeyParts {
  readonly folder: string;
  readonly profile: Profile;
  readonly pin: AskPin;
  readonly vault: Vault;
}

export interface OpenAuditKey {
  readonly owner: LogOwner;
  close(): void;
}

/** `read` needs the public key only, so neither PIN nor key store. Fails with `file.*`, `hsm.*`, `keys.noSystemStore`. */
export async function openAuditKey(parts: AuditKeyParts, mode: 'read' | 'write'): Promise<Result<OpenAuditKey>> {
  const choice = readChoice(parts.folder);
  if (!choice.ok) return choice;
  if (choice.value === null) {
    const owner = logOwner(parts.folder, parts.profile);
    return owner.ok ? ok({ owner: owner.value, close: () => undefined }) : owner;
  }
  const place = signingNow(parts.folder, choice.value);
  const signer = mode === 'read' ? publicOnly(place) : await openPlace(parts, place, 'refuse');
  if (!signer.ok) return signer;
  const { close, signer: key } = signer.value;
  return ok({ owner: { digest: systemDigest, signer: key, origin: originOf(parts.profile) }, close });
}

/** As above for a folder that must have its key already, so that none is made: to look at it, to put a backup into it. */
export async function openKnownAuditKey(parts: AuditKeyParts, mode: 'read' | 'write'): Promise<Result<OpenAuditKey>> {
  const choice = readChoice(parts.folder);
  if (!choice.ok || choice.value !== null) return openAuditKey(parts, mode);
  const owner = knownLogOwner(parts.folder, parts.profile);
  return owner.ok ? ok({ owner: owner.value, close: () => undefined }) : owner;
}

/** True where the key can be had only once the desktop's own key store answers. */
export function keyLiesInSystem(folder: string): boolean {
  const choice = readChoice(folder);
  if (!choice.ok || choice.value === null) return false;
  return [choice.value.current, choice.value.next].some((place) => place?.store === 'system');
}

/**
 * Makes a new key in the place that is asked for and hands the log over to it. The old key is left where it is: who
 * destroys it can no longer go on with a backup from before the change. `agreed` spends the approval of the second person.
 * Answers the new verifier key.
 */
export async function changeAuditKey(
  parts: AuditKeyParts,
  store: OpenStore,
  actor: Actor,
  target: KeyTarget,
  agreed: Agreement,
): Promise<Result<{ readonly verifierKey: string; close(): void }>> {
  const choice = readChoice(parts.folder);
  if (!choice.ok) return choice;
  const current: Place = choice.value?.current ?? { store: 'file', name: 'audit', verifierKey: store.verifierKey };
  const number = Number(/-(\d+)$/.exec(current.name)?.[1] ?? '1') + 1;
  const wanted = placeSchema.parse({ ...target, name: `audit-${number}`, verifierKey: '' });
  const made = await openPlace(parts, wanted, 'make');
  if (!made.ok) return made;
  const owner = { digest: systemDigest, signer: made.value.signer, origin: originOf(parts.profile) };
  const next = { ...wanted, verifierKey: verifierKey(systemDigest, noteKeyOf(owner)) };
  const { close } = made.value;
  const steps = [
    () => writeChoice(parts.folder, { current, next }),
    () => store.rotateKey(actor, made.value.signer, agreed),
    () => writeChoice(parts.folder, { current: next }),
  ];
  for (const step of steps) {
    const done = step();
    if (done.ok) continue;
    close();
    return done;
  }
  return ok({ verifierKey: next.verifierKey, close });
}

function choicePath(folder: string): string {
  return join(folder, 'audit-key.json');
}

function readChoice(folder: string): Result<z.infer<typeof choiceSchema> | null> {
  const path = choicePath(folder);
  const stored = readIfThere(path);
  if (!stored.ok || stored.value === null) return stored.ok ? ok(null) : stored;
  try {
    return ok(choiceSchema.parse(JSON.parse(new TextDecoder().decode(stored.value))));
  } catch {
    // Damaged is not missing: another key must never stand in for the one that signs the log.
    return fail('file.unreadable', { path, reason: 'not a choice of the audit key' });
  }
}

function writeChoice(folder: string, choice: z.infer<typeof choiceSchema>): Result<void> {
  return writeWhole(choicePath(folder), `${JSON.stringify(choice, null, 2)}\n`);
}

/** After a change that was cut off either key may be the one: the newest signature in the log tells. */
function signingNow(folder: string, { current, next }: z.infer<typeof choiceSchema>): Place {
  const key = next === undefined ? undefined : parseVerifierKey(systemDigest, next.verifierKey);
  const note = newestCheckpoint(folder);
  if (next === undefined || key === undefined || note === null) return current;
  return verifiedCheckpoint(systemDigest, systemVerifier, key, note) === undefined ? current : next;
}

interface OpenPlace {
  readonly signer: Signer;
  close(): void;
}

function publicOnly(place: Place): Result<OpenPlace> {
  const key = parseVerifierKey(systemDigest, place.verifierKey);
  if (key === undefined) return fail('audit.noKey', { key: place.verifierKey });
  const signer: Signer = {
    keyName: place.name,
    algorithm: 'Ed25519',
    publicKey: () => spkiOf(key),
    sign: () => fail('storage.unwritable', { path: place.name }),
  };
  return ok({ signer, close: () => undefined });
}

async function openPlace(
  { folder, pin, vault }: AuditKeyParts,
  place: Place,
  missingKeys: 'make' | 'refuse',
): Promise<Result<OpenPlace>> {
  const nothing = (): void => undefined;
  switch (place.store) {
    case 'file': {
      const signer = openSoftwareKeys(join(folder, 'keys'), undefined, missingKeys).signer(place.name, 'Ed25519');
      return signer.ok ? ok({ signer: signer.value, close: nothing }) : signer;
    }
    case 'system': {
      const keys = join(folder, 'keys', 'system');
      const signer = openSoftwareKeys(keys, secretInVault(keys, vault), missingKeys).signer(place.name, 'Ed25519');
      return signer.ok ? ok({ signer: signer.value, close: nothing }) : signer;
    }
    case 'token': {
      const { library, token, pinFile } = place;
      const secret = pinFile === undefined ? await pin(token) : pinIn(pinFile, token);
      if (!secret.ok) return secret;
      const keys = await openPkcs11Keys({ library, token, pin: secret.value, missingKeys });
      if (!keys.ok) return keys;
      const signer = keys.value.signer(place.name, 'Ed25519');
      if (signer.ok) return ok({ signer: signer.value, close: () => keys.value.close() });
      keys.value.close();
      return signer;
    }
    default:
      return assertNever(place);
  }
}
