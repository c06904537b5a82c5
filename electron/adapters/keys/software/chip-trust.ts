/** The throw-away country signing CA, document signer and seal signer of a SPECIMEN data folder. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { ChipTrust, DocumentSigner } from '../../../core/chip/chip.ts';
import { createCscaCertificate, createSealSignerCertificate } from '../../../core/chip/lds/certificates.ts';
import type { CertifiedSigner } from '../../../core/chip/lds/signed-data.ts';
import type { Signer } from '../../../core/ports.ts';
import type { SealSigner } from '../../../core/seal/signer.ts';
import { openCertificate, serialFrom, type ChipTrustOptions } from './certificate-file.ts';
import { openDocumentSigner } from './document-signers.ts';

export interface SpecimenChipTrust extends ChipTrust {
  readonly csca: CertifiedSigner;
  readonly documentSigner: DocumentSigner;
  readonly sealSigner: SealSigner;
}

/**
 * Opens the certificates, made once per folder with the keys `chip-csca`, `chip-document-signer` and `seal`; of several
 * document signers the newest. Fails with
 * `file.*`, also where a certificate does not belong to its key; with `access.trainingOnly` for a live profile.
 */
export function openChipTrust(options: ChipTrustOptions): Result<SpecimenChipTrust> {
  if (options.profile.live) return fail('access.trainingOnly', { action: 'chip.softwareKeys' });
  const csca = options.keys.signer('chip-csca', 'ES256');
  if (!csca.ok) return csca;
  const root = openCertificate(options, 'csca.der', csca.value, (input) =>
    createCscaCertificate(input, csca.value, options.digest),
  );
  if (!root.ok) return root;
  const authority = { certificate: root.value, signer: csca.value };
  const documentSigner = openDocumentSigner(options, authority);
  if (!documentSigner.ok) return documentSigner;
  const sealSigner = openSealSigner(options, csca.value);
  if (!sealSigner.ok) return sealSigner;
  return ok({
    csca: authority,
    sealSigner: sealSigner.value,
    cscaCertificates: [root.value],
    documentSigner: documentSigner.value,
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
