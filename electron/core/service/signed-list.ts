/** The list of services as it stands in the chip: signed, bound to one chip and one security object, and read back. */

import type { ChipSerial, Sha256 } from '../../../shared/model/ids.ts';
import { problem, type StepProblem } from '../../../shared/model/step-problem.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { bytesEqual, uintOf } from '../chip/bytes.ts';
import type { ChipTrust } from '../chip/chip.ts';
import { objectIdentifier, sequence } from '../chip/lds/der.ts';
import { SERVICE_LIST_BYTES } from '../chip/lds/files.ts';
import { extensionOf, readCertificate } from '../chip/lds/read-certificate.ts';
import { decodeSignedData, encodeSignedData, type CertifiedSigner, type SignedData } from '../chip/lds/signed-data.ts';
import { malformed } from '../chip/lds/tlv.ts';
import { chainProblem, signatureProblem, type PassivePorts } from '../chip/passive-authentication.ts';
import type { Digest } from '../ports.ts';
import { LIST_SIGNING } from './certificates.ts';
import { decodeServiceList, encodeServiceList, what, type ServiceList } from './service-list.ts';

/** Content type of the list; of the same arc as its signer's purpose. */
const SERVICE_LIST = objectIdentifier('1.3.6.1.4.1.32473.2102.5.1');
/** The length of the list at the start of its file. */
export const HEADER_BYTES = 2;

/** By whose roots lists and holder certificates are believed. */
export interface ServiceTrust extends ChipTrust {
  readonly serviceCaCertificates: readonly Uint8Array[];
}

/** The card that a list is for. */
export interface ServiceCardIdentity {
  readonly chipSerial: ChipSerial;
  readonly sodHash: Sha256;
}

export interface SignedList extends ServiceList {
  readonly signed: SignedData;
}

/** Signs a list. Fails with `service.listFull` where it would not fit its file. */
export function signList(
  list: ServiceList,
  signedAt: Date,
  signer: CertifiedSigner,
  digest: Digest,
): Result<Uint8Array> {
  const signed = encodeSignedData(SERVICE_LIST, encodeServiceList(list), signedAt, signer, digest);
  if (!signed.ok) return signed;
  const limit = SERVICE_LIST_BYTES - HEADER_BYTES;
  return signed.value.length > limit ? fail('service.listFull', { bytes: signed.value.length, limit }) : signed;
}

/** How long the list is, from the first bytes of its file; 0 = there is none. Fails with `chip.malformed`. */
export function listLength(header: Uint8Array, fileSize: number): Result<number> {
  if (header.length !== HEADER_BYTES) return malformed(what, 'no header');
  const length = uintOf(header);
  return length + HEADER_BYTES > fileSize ? malformed(what, 'longer than its file') : ok(length);
}

/** Takes a list apart. Fails with `chip.malformed`; verifies nothing. */
export function decodeSignedList(bytes: Uint8Array): Result<SignedList> {
  const signed = decodeSignedData(bytes, SERVICE_LIST, what);
  if (!signed.ok) return signed;
  const list = decodeServiceList(signed.value.content);
  return list.ok ? ok({ ...list.value, signed: signed.value }) : list;
}

/** Whose signature it is, in the steps of a verifier; null where a step is good. */
export function listSignatureProblem(list: SignedList, ports: PassivePorts): StepProblem | null {
  return signatureProblem(list.signed, ports);
}

export function listSignerProblem(
  { signed }: SignedList,
  trust: ServiceTrust,
  ports: PassivePorts,
): StepProblem | null {
  const signer = readCertificate(signed.certificate);
  if (!signer.ok) return problem('certificateUnreadable');
  const purpose = extensionOf(signer.value, '2.5.29.37');
  if (purpose === undefined || !bytesEqual(purpose, sequence(objectIdentifier(LIST_SIGNING))))
    return problem('notForLists');
  return chainProblem(signed, trust, ports);
}

export function bindingProblem(list: ServiceList, card: ServiceCardIdentity): StepProblem | null {
  if (list.chipSerial !== card.chipSerial) return problem('otherChip');
  return list.sodHash === card.sodHash ? null : problem('otherSecurityObject');
}

/** The list, believed, or `service.listForged` with a code for what is wrong (`shared/messages`, `service.doubt`). */
export function believeList(
  bytes: Uint8Array,
  card: ServiceCardIdentity,
  trust: ServiceTrust,
  ports: PassivePorts,
): Result<SignedList> {
  const list = decodeSignedList(bytes);
  if (!list.ok) return fail('service.listForged', { doubt: 'unreadable' });
  if (listSignatureProblem(list.value, ports) !== null) return fail('service.listForged', { doubt: 'signature' });
  if (listSignerProblem(list.value, trust, ports) !== null) return fail('service.listForged', { doubt: 'signer' });
  if (bindingProblem(list.value, card) !== null) return fail('service.listForged', { doubt: 'otherCard' });
  return list;
}
