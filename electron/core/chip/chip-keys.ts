/**
 * The key pairs of one chip. They are derived from the master key of the office whenever they are needed and stored
 * nowhere but in the chip: a job's files hold public keys only.
 */

import type { JobId } from '../../../shared/model/ids.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { KeyDeriver } from '../ports.ts';
import { utf8Bytes } from './bytes.ts';
import { keyPairOf, secretFrom, type KeyPair } from './crypto/curve.ts';

/** Whose chip: a job that starts again with a new blank counts an attempt, and no two chips share a key. */
export interface ChipOwner {
  readonly id: JobId;
  readonly attempt: number;
}

/** What each key pair is derived under (docs/formats.md). */
const labels = {
  activeAuthentication: 'chip active authentication',
  chipAuthentication: 'chip authentication',
  service: 'service key',
} as const;

export type ChipKeyUse = keyof typeof labels;

/** FIPS 186-5 appendix A.2.1: 64 bits more than the order has, so that the reduction leaves no bias worth a thought. */
const BYTES_FOR_A_SCALAR = 40;

/** One key pair on P-256: secret of 32 bytes, public key uncompressed. Fails as the deriver does. */
export function deriveChipKey(deriver: KeyDeriver, use: ChipKeyUse, owner: ChipOwner): Result<KeyPair> {
  const derived = deriver.derive(labels[use], contextOf(owner), BYTES_FOR_A_SCALAR);
  return derived.ok ? ok(keyPairOf('p256', secretFrom('p256', derived.value))) : derived;
}

function contextOf(owner: ChipOwner): Uint8Array {
  return utf8Bytes(`${owner.id}/${owner.attempt}`);
}
