/** Whose audit log it is: the workstation's Ed25519 key and the name that stands in every checkpoint. */

import { ed25519KeyOf, isKeyName, type NoteKey } from '../../core/audit/note.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Digest, Signer } from '../../core/ports.ts';

export interface LogOwner {
  readonly digest: Digest;
  /** Ed25519. Who only reads uses its public key alone. */
  readonly signer: Signer;
  /** Name of the log and of its key. No spaces, no plus sign. */
  readonly origin: string;
}

/** The name of a workstation's log and of its key, whichever key that is. */
export function originOf({ office, workstation }: Pick<Profile, 'office' | 'workstation'>): string {
  return `starcard/${office}/${workstation}`;
}

/** Throws on another kind of key or on a name that no signed note can hold: both are bugs of the set-up. */
export function noteKeyOf({ signer, origin }: LogOwner): NoteKey {
  const publicKey = signer.algorithm === 'Ed25519' ? ed25519KeyOf(signer.publicKey()) : undefined;
  if (publicKey === undefined) throw new Error(`the audit log needs an Ed25519 key, not ${signer.keyName}`);
  if (!isKeyName(origin)) throw new Error(`not a name for a log: ${origin}`);
  return { name: origin, publicKey };
}
