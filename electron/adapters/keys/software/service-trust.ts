/** The throw-away service CA and list signer of a SPECIMEN data folder. */

import { fail, ok, type Result } from '../../../../shared/result.ts';
import { createListSigner, createServiceCa } from '../../../core/service/certificates.ts';
import type { ServiceAuthority } from '../../../core/service/context.ts';
import { openCertificate, type ChipTrustOptions } from './certificate-file.ts';
import type { SpecimenChipTrust } from './chip-trust.ts';

/**
 * Opens both certificates, made once per folder with the keys `service-ca` and `service-list`; the list signer's is
 * signed by the CSCA. Fails with `file.*`; with `access.trainingOnly` for a live profile.
 */
export function openServiceAuthority(
  options: ChipTrustOptions,
  chipTrust: Pick<SpecimenChipTrust, 'cscaCertificates'>,
): Result<ServiceAuthority> {
  const { keys, digest, profile } = options;
  const [csca] = chipTrust.cscaCertificates;
  if (profile.live || csca === undefined) return fail('access.trainingOnly', { action: 'chip.softwareKeys' });
  const cscaKey = keys.signer('chip-csca', 'ES256');
  if (!cscaKey.ok) return cscaKey;
  const caKey = keys.signer('service-ca', 'ES256');
  if (!caKey.ok) return caKey;
  const listKey = keys.signer('service-list', 'ES256');
  if (!listKey.ok) return listKey;
  const ca = openCertificate(options, 'service-ca.der', caKey.value, (input) =>
    createServiceCa(input, caKey.value, digest),
  );
  if (!ca.ok) return ca;
  const list = openCertificate(options, 'service-list-signer.der', listKey.value, (input) =>
    createListSigner(input, listKey.value.publicKey(), { certificate: csca, signer: cscaKey.value }, digest),
  );
  if (!list.ok) return list;
  return ok({
    trust: { cscaCertificates: chipTrust.cscaCertificates, serviceCaCertificates: [ca.value] },
    listSigner: { certificate: list.value, signer: listKey.value },
    serviceCa: { certificate: ca.value, signer: caKey.value },
  });
}
