/** The throw-away country signing CA and document signer of a SPECIMEN data folder. */

import { join } from 'node:path';
import type { Profile } from '../../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual } from '../../../core/chip/bytes.ts';
import type { ChipTrust, DocumentSigner } from '../../../core/chip/chip.ts';
import {
  createCscaCertificate,
  createDocumentSignerCertificate,
  type CertificateInput,
} from '../../../core/chip/lds/certificates.ts';
import { pointOf } from '../../../core/chip/lds/p256.ts';
import { readCertificate } from '../../../core/chip/lds/read-certificate.ts';
import type { Clock, Digest, Random, Signer } from '../../../core/ports.ts';
import { writeWhole } from '../../system/write-whole.ts';
import { readIfThere } from './key-files.ts';
import type { SoftwareKeys } from './software-keys.ts';

export interface ChipTrustOptions {
  /** Where the two certificates are kept; made when missing. */
  readonly folder: string;
  readonly keys: SoftwareKeys;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
}

export interface SpecimenChipTrust extends ChipTrust {
  readonly documentSigner: DocumentSigner;
}

/**
 * Opens both certificates, made once per folder with the keys `chip-csca` and `chip-document-signer`. Fails with
 * `file.*`, also where a certificate does not belong to its key; with `access.trainingOnly` for a live profile.
 */
export function openChipTrust(options: ChipTrustOptions): Result<SpecimenChipTrust> {
  if (options.profile.live) return fail('access.trainingOnly', { action: 'chip.softwareKeys' });
  const csca = options.keys.signer('chip-csca', 'ES256');
  if (!csca.ok) return csca;
  const signer = options.keys.signer('chip-document-signer', 'ES256');
  if (!signer.ok) return signer;
  const root = openCertificate(options, 'csca.der', csca.value, (input) =>
    createCscaCertificate(input, csca.value, options.digest),
  );
  if (!root.ok) return root;
  const certificate = openCertificate(options, 'document-signer.der', signer.value, (input) =>
    createDocumentSignerCertificate(input, signer.value.publicKey(), csca.value, options.digest),
  );
  if (!certificate.ok) return certificate;
  return ok({
    cscaCertificates: [root.value],
    documentSigner: { certificate: certificate.value, signer: signer.value },
  });
}

function openCertificate(
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
  // Positive, at most 20 octets, more than 64 of its bits by chance.
  const serial = random.bytes(16).map((byte, index) => (index === 0 ? (byte & 0x7f) | 0x40 : byte));
  return {
    country: profile.chip.certificateCountry,
    issuingState: profile.chip.issuingState,
    documentCode: profile.chip.documentCode,
    madeAt: clock.now(),
    serial,
  };
}
