/** Certificates of a SPECIMEN data folder: each is made once, kept beside the keys, and has to belong to its key. */

import { join } from 'node:path';
import type { Profile } from '../../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual } from '../../../core/chip/bytes.ts';
import type { CertificateInput } from '../../../core/chip/lds/certificates.ts';
import { pointOf } from '../../../core/chip/lds/p256.ts';
import { readCertificate } from '../../../core/chip/lds/read-certificate.ts';
import type { Clock, Digest, Random, Signer } from '../../../core/ports.ts';
import { writeWhole } from '../../system/write-whole.ts';
import type { KeyStore } from '../key-store.ts';
import { readIfThere } from './key-files.ts';

export interface ChipTrustOptions {
  /** Where the certificates are kept; made when missing. */
  readonly folder: string;
  readonly keys: KeyStore;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

/** The certificate of that file, which has to belong to the key; made and kept first where it is missing. */
export function openCertificate(
  options: ChipTrustOptions,
  name: string,
  key: Signer,
  make: (input: CertificateInput) => Result<Uint8Array>,
): Result<Uint8Array> {
  const path = join(options.folder, name);
  const stored = readIfThere(path);
  if (!stored.ok) return stored;
  if (stored.value !== null) return belongsTo(stored.value, key, path);
  const made = make(certificateInput(options));
  if (!made.ok) return made;
  const written = writeWhole(path, made.value);
  return written.ok ? made : written;
}

function belongsTo(certificate: Uint8Array, key: Signer, path: string): Result<Uint8Array> {
  const read = readCertificate(certificate);
  if (!read.ok) return fail('file.unreadable', { path, reason: 'no certificate of our profile' });
  const point = pointOf(key.publicKey());
  if (!point.ok || !bytesEqual(point.value, read.value.point))
    return fail('file.unreadable', { path, reason: 'belongs to another key' });
  return ok(certificate);
}

function certificateInput({ profile, clock, random }: ChipTrustOptions): CertificateInput {
  return {
    country: profile.chip.certificateCountry,
    curveForm: profile.chip.certificateCurve,
    issuingState: profile.chip.issuingState,
    documentCode: profile.chip.documentCode,
    madeAt: clock.now(),
    // At most 20 octets, more than 64 of its bits by chance.
    serial: serialFrom(random, 16),
  };
}

/** A positive number of exactly so many bytes. */
export function serialFrom(random: Random, bytes: number): Uint8Array {
  return random.bytes(bytes).map((byte, index) => (index === 0 ? (byte & 0x7f) | 0x40 : byte));
}
