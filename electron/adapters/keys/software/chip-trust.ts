/** The throw-away country signing CA, document signer and seal signer of a SPECIMEN data folder. */

import { join } from 'node:path';
import type { Profile } from '../../../../shared/model/profile.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { bytesEqual } from '../../../core/chip/bytes.ts';
import type { ChipTrust, DocumentSigner } from '../../../core/chip/chip.ts';
import {
  createCscaCertificate,
  createDocumentSignerCertificate,
  createSealSignerCertificate,
  type CertificateInput,
} from '../../../core/chip/lds/certificates.ts';
import { pointOf } from '../../../core/chip/lds/p256.ts';
import { readCertificate } from '../../../core/chip/lds/read-certificate.ts';
import type { Clock, Digest, Random, Signer } from '../../../core/ports.ts';
import type { SealSigner } from '../../../core/seal/signer.ts';
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

export interface SpecimenChipTrust extends ChipTrust {
  readonly documentSigner: DocumentSigner;
  readonly sealSigner: SealSigner;
}

/**
 * Opens the certificates, made once per folder with the keys `chip-csca`, `chip-document-signer` and `seal`. Fails with
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
  const sealSigner = openSealSigner(options, csca.value);
  if (!sealSigner.ok) return sealSigner;
  return ok({
    sealSigner: sealSigner.value,
    cscaCertificates: [root.value],
    documentSigner: { certificate: certificate.value, signer: signer.value },
  });
}

/** The key `seal`. Its certificate's serial number stands in every seal, so it is as short as chance allows. */
function openSealSigner(options: ChipTrustOptions, csca: Signer): Result<SealSigner> {
  const { profile, random, digest, keys } = options;
  const signer = keys.signer('seal', 'ES256');
  if (!signer.ok) return signer;
  const certificate = openCertificate(options, 'seal-signer.der', signer.value, (input) => {
    const serial = serialFrom(random, 6);
    return createSealSignerCertificate(
      { ...input, serial },
      profile.seal.signer,
      signer.value.publicKey(),
      csca,
      digest,
    );
  });
  return certificate.ok ? ok({ certificate: certificate.value, signer: signer.value }) : certificate;
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
function serialFrom(random: Random, bytes: number): Uint8Array {
  return random.bytes(bytes).map((byte, index) => (index === 0 ? (byte & 0x7f) | 0x40 : byte));
}
