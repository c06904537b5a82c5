/**
 * The certificates of service access (RFC 5280): the SPECIMEN service CA, a root of its own because the CSCA has path
 * length 0 (Doc 9303-12 table 6); the signer of the lists, under the CSCA; one holder certificate per entry.
 */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import type { Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import { objectIdentifier, sequence } from '../chip/lds/der.ts';
import {
  authorityKey,
  constraintsOfAuthority,
  extension,
  issueCertificate,
  nameOf,
  subjectKey,
  usageOfAuthority,
  usageOfSigner,
  validFor,
} from '../chip/lds/issue-certificate.ts';
import { pointOf } from '../chip/lds/p256.ts';
import { readCertificate } from '../chip/lds/read-certificate.ts';
import type { CertifiedSigner } from '../chip/lds/signed-data.ts';
import { encodeTlv } from '../chip/lds/tlv.ts';
import type { Digest, Signer } from '../ports.ts';
import type { Period } from './period.ts';

/** Who may sign a list of services: an arc set aside for examples (RFC 5612), as in core/intake/trust.ts. */
export const LIST_SIGNING = '1.3.6.1.4.1.32473.2102.5.2';
/** id-kp-clientAuth (RFC 5280 section 4.2.1.12): the holder shows it to the service, never the other way round. */
export const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';

export interface AuthorityInput {
  /** ISO 3166-1 alpha-2, `C` of the names. */
  readonly country: string;
  readonly madeAt: Date;
  /** At most 20 bytes, positive, unique under its issuer. */
  readonly serial: Uint8Array;
}

/** The self-signed root of holder certificates. Fails with `chip.malformed` where the key is not on P-256. */
export function createServiceCa(input: AuthorityInput, signer: Signer, digest: Digest): Result<Uint8Array> {
  const point = pointOf(signer.publicKey());
  if (!point.ok) return point;
  const name = nameOf(input.country, 'SPECIMEN Service CA');
  return issueCertificate(
    {
      serial: input.serial,
      issuer: name,
      subject: name,
      point: point.value,
      curveForm: 'named',
      // Longer than the last card for which it signs.
      ...validFor(input.madeAt, { years: 21 }),
      extensions: [subjectKey(point.value, digest), constraintsOfAuthority(), usageOfAuthority()],
    },
    signer,
  );
}

/** Under the CSCA. The critical purpose keeps it from passing for a document signer, and that from signing lists. */
export function createListSigner(
  input: AuthorityInput,
  listKey: Uint8Array,
  csca: CertifiedSigner,
  digest: Digest,
): Result<Uint8Array> {
  const point = pointOf(listKey);
  if (!point.ok) return point;
  const root = readCertificate(csca.certificate);
  if (!root.ok) return root;
  return issueCertificate(
    {
      serial: input.serial,
      issuer: root.value.subject,
      subject: nameOf(input.country, 'SPECIMEN Service List Signer'),
      point: point.value,
      curveForm: 'named',
      // A list is signed anew with every change; one that was signed today is read for the life of its card.
      ...validFor(input.madeAt, { years: 13, months: 1 }),
      extensions: [
        authorityKey(root.value.point, digest),
        usageOfSigner(),
        extension('2.5.29.37', sequence(objectIdentifier(LIST_SIGNING)), 'critical'),
      ],
    },
    csca.signer,
  );
}

export interface HolderInput extends Period {
  readonly country: string;
  readonly chipSerial: ChipSerial;
  readonly endpoint: string;
  readonly serial: Uint8Array;
  /** Uncompressed point of the service key, 65 bytes. */
  readonly point: Uint8Array;
}

/** For one entry: names the chip and the service's address, and nothing of the person. */
export function createHolderCertificate(
  input: HolderInput,
  serviceCa: CertifiedSigner,
  digest: Digest,
): Result<Uint8Array> {
  const issuer = readCertificate(serviceCa.certificate);
  if (!issuer.ok) return issuer;
  return issueCertificate(
    {
      serial: input.serial,
      issuer: issuer.value.subject,
      subject: nameOf(input.country, input.chipSerial),
      point: input.point,
      curveForm: 'named',
      notBefore: input.notBefore,
      notAfter: input.notAfter,
      extensions: [
        authorityKey(issuer.value.point, digest),
        usageOfSigner(),
        extension('2.5.29.37', sequence(objectIdentifier(CLIENT_AUTHENTICATION))),
        extension('2.5.29.17', addressName(input.endpoint)),
      ],
    },
    serviceCa.signer,
  );
}

/** subjectAltName with the address as its one URI. */
export function addressName(endpoint: string): Uint8Array {
  return sequence(encodeTlv(0x86, utf8Bytes(endpoint)));
}
