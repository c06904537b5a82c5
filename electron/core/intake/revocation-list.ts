/** Certificate revocation lists (RFC 5280 section 5): full lists of one issuer, carried in the profile. */

import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import type { Verifier } from '../ports.ts';
import type { Certificate } from './certificate.ts';
import { ecdsaWithSha256, hasParameters, hex, isSpeltAsDer, nameKey, rawEcdsaSignature } from './certificate.ts';

export interface RevocationList {
  /** DER of the issuer's name as hex. */
  readonly issuer: string;
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Serial numbers in lower-case hex. */
  readonly revoked: ReadonlySet<string>;
}

/** What the lists say of a certificate at an instant. */
export type RevocationVerdict = 'good' | 'revoked' | 'unknown';

/**
 * Reads one list; undefined where it cannot be used: not parseable, no nextUpdate, or a critical extension, which would
 * narrow what the list covers (delta list, issuing distribution point; RFC 5280 section 5.2).
 */
export function readRevocationList(der: Uint8Array): RevocationList | undefined {
  try {
    const parsed = AsnConvert.parse(der, CertificateList);
    const tbs = parsed.tbsCertList;
    const signature = rawEcdsaSignature(parsed.signature);
    const tbsRaw = parsed.tbsCertListRaw;
    if (tbsRaw === undefined || signature === undefined || tbs.nextUpdate === undefined) return undefined;
    if (!isSpeltAsDer(der, new Uint8Array(tbsRaw), parsed.signature)) return undefined;
    const algorithms = [parsed.signatureAlgorithm, tbs.signature];
    if (algorithms.some((one) => one.algorithm !== ecdsaWithSha256 || hasParameters(one.parameters))) return undefined;
    if ((tbs.crlExtensions ?? []).some((extension) => extension.critical)) return undefined;
    return {
      issuer: nameKey(tbs.issuer),
      tbs: new Uint8Array(tbsRaw),
      signature,
      thisUpdate: tbs.thisUpdate.getTime(),
      nextUpdate: tbs.nextUpdate.getTime(),
      // RFC 5280 section 5.3: an entry whose critical extension is not understood still counts as revoked.
      revoked: new Set((tbs.revokedCertificates ?? []).map((entry) => hex(entry.userCertificate))),
    };
  } catch {
    // The ASN.1 library throws on anything that does not parse.
    return undefined;
  }
}

/**
 * Whether the issuer's current list names the certificate (RFC 5280 section 6.3.3). A list counts when the issuer of the
 * certificate signed it and may do so, and the instant lies in its time; a revocation counts from whenever it was.
 */
export function revocationOf(
  certificate: Certificate,
  issuer: Certificate,
  lists: readonly RevocationList[],
  at: Date,
  verifier: Verifier,
): RevocationVerdict {
  if (!issuer.keyUsage.has('crlSign')) return 'unknown';
  const current = lists.filter(
    (list) =>
      list.issuer === issuer.subject &&
      list.thisUpdate <= at &&
      at < list.nextUpdate &&
      verifier.verify('ES256', issuer.publicKey, list.tbs, list.signature),
  );
  if (current.length === 0) return 'unknown';
  return current.some((list) => list.revoked.has(certificate.serial)) ? 'revoked' : 'good';
}
