/**
 * The certificates of service access (RFC 5280): the SPECIMEN service CA, a root of its own because the CSCA has path
 * length 0 (Doc 9303-12 table 6); the signer of the lists, under the CSCA; one holder certificate per entry.
 */

import type { ChipSerial } from '../../../shared/model/ids.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { concatBytes, uintBytes, utf8Bytes } from '../chip/bytes.ts';
import {
  bitString,
  booleanTrue,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  smallInteger,
  time,
  unsignedInteger,
  utf8String,
} from '../chip/lds/der.ts';
import { ECDSA_SHA256, namedKey, pointOf, signatureToDer } from '../chip/lds/p256.ts';
import { readCertificate } from '../chip/lds/read-certificate.ts';
import type { CertifiedSigner } from '../chip/lds/signed-data.ts';
import { encodeTlv } from '../chip/lds/tlv.ts';
import type { Digest, Signer } from '../ports.ts';
import type { Period } from './period.ts';

/** Who may sign a list of services: an arc set aside for examples (RFC 5612), as in core/intake/trust.ts. */
export const LIST_SIGNING = '1.3.6.1.4.1.32473.2102.5.2';
/** id-kp-clientAuth (RFC 5280 section 4.2.1.12): the holder shows it to the service, never the other way round. */
export const CLIENT_AUTHENTICATION = '1.3.6.1.5.5.7.3.2';

const DAY_MS = 86_400_000;
const YEAR_MS = 365.25 * DAY_MS;

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
  return issue(signer, {
    serial: input.serial,
    issuer: name,
    subject: name,
    point: point.value,
    // Longer than the last card for which it signs.
    ...since(input.madeAt, 21),
    extensions: [
      subjectKey(point.value, digest),
      extension('2.5.29.19', sequence(booleanTrue(), smallInteger(0)), 'critical'),
      // keyCertSign and cRLSign, bits 5 and 6.
      extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0106, 2)), 'critical'),
    ],
  });
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
  return issue(csca.signer, {
    serial: input.serial,
    issuer: root.value.subject,
    subject: nameOf(input.country, 'SPECIMEN Service List Signer'),
    point: point.value,
    // A list is signed anew with every change; one that was signed today is read for the life of its card.
    ...since(input.madeAt, 13.1),
    extensions: [
      authorityKey(root.value.point, digest),
      digitalSignature(),
      extension('2.5.29.37', sequence(objectIdentifier(LIST_SIGNING)), 'critical'),
    ],
  });
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
  return issue(serviceCa.signer, {
    serial: input.serial,
    issuer: issuer.value.subject,
    subject: nameOf(input.country, input.chipSerial),
    point: input.point,
    notBefore: input.notBefore,
    notAfter: input.notAfter,
    extensions: [
      authorityKey(issuer.value.point, digest),
      digitalSignature(),
      extension('2.5.29.37', sequence(objectIdentifier(CLIENT_AUTHENTICATION))),
      extension('2.5.29.17', addressName(input.endpoint)),
    ],
  });
}

/** subjectAltName with the address as its one URI. */
export function addressName(endpoint: string): Uint8Array {
  return sequence(encodeTlv(0x86, utf8Bytes(endpoint)));
}

interface Contents extends Period {
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly point: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}

function issue(signer: Signer, contents: Contents): Result<Uint8Array> {
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const body = sequence(
    encodeTlv(0xa0, smallInteger(2)),
    unsignedInteger(contents.serial),
    algorithm,
    contents.issuer,
    sequence(time(contents.notBefore), time(contents.notAfter)),
    contents.subject,
    namedKey(contents.point),
    encodeTlv(0xa3, sequence(...contents.extensions)),
  );
  const signature = signer.sign(body);
  if (!signature.ok) return signature;
  return ok(sequence(body, algorithm, bitString(signatureToDer(signature.value))));
}

/** A day back: clocks differ, and readers refuse a signing time equal to notBefore. */
function since(madeAt: Date, years: number): Period {
  const notBefore = new Date(madeAt.getTime() - DAY_MS);
  return { notBefore, notAfter: new Date(notBefore.getTime() + years * YEAR_MS) };
}

function nameOf(country: string, commonName: string): Uint8Array {
  const attribute = (type: string, value: Uint8Array): Uint8Array => setOf(sequence(objectIdentifier(type), value));
  return sequence(attribute('2.5.4.6', printableString(country)), attribute('2.5.4.3', utf8String(commonName)));
}

/** RFC 7093 section 2, method 1: the leftmost 160 bits of SHA-256. */
function keyIdentifier(point: Uint8Array, digest: Digest): Uint8Array {
  return digest.sha256(point).slice(0, 20);
}

function subjectKey(point: Uint8Array, digest: Digest): Uint8Array {
  return extension('2.5.29.14', octetString(keyIdentifier(point, digest)));
}

function authorityKey(point: Uint8Array, digest: Digest): Uint8Array {
  return extension('2.5.29.35', sequence(encodeTlv(0x80, keyIdentifier(point, digest))));
}

/** digitalSignature, bit 0. */
function digitalSignature(): Uint8Array {
  return extension('2.5.29.15', encodeTlv(0x03, uintBytes(0x0780, 2)), 'critical');
}

function extension(type: string, value: Uint8Array, critical?: 'critical'): Uint8Array {
  const mark = critical === undefined ? new Uint8Array() : booleanTrue();
  return sequence(concatBytes(objectIdentifier(type), mark, octetString(value)));
}
