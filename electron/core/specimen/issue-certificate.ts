/** Makes the certificates and revocation lists of the SPECIMEN authority: the same bytes on every machine. */

import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLNumber,
  Certificate,
  CertificateList,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertList,
  TBSCertificate,
  Time,
  Validity,
  Version,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLNumber,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { sha256 } from '@noble/hashes/sha2.js';
import { ecdsaSignature } from '../intake/certificate.ts';
import { signWith, type SpecimenKey } from './specimen-key.ts';

export interface CertificateWish {
  readonly commonName: string;
  readonly key: SpecimenKey;
  readonly issuer: { readonly commonName: string; readonly key: SpecimenKey };
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Present = an authority with so many authorities below it. */
  readonly pathLength?: number;
  /** Extended key usages of a signer. */
  readonly purposes?: readonly string[];
}

/** RFC 5758 section 3.2: ecdsa-with-SHA256 has no parameters, not even NULL. */
const ecdsaWithSha256 = () => new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });

/** DER of a certificate (RFC 5280 section 4.1). */
export function issueCertificate(wish: CertificateWish): Uint8Array {
  const tbs = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialOf(wish.commonName).buffer,
    signature: ecdsaWithSha256(),
    issuer: nameOf(wish.issuer.commonName),
    validity: new Validity({ notBefore: wish.notBefore, notAfter: wish.notAfter }),
    subject: nameOf(wish.commonName),
    subjectPublicKeyInfo: AsnConvert.parse(wish.key.publicKey, SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(wish)),
  });
  const signatureValue = signDer(wish.issuer.key, AsnConvert.serialize(tbs));
  const certificate = new Certificate({ tbsCertificate: tbs, signatureAlgorithm: ecdsaWithSha256(), signatureValue });
  return new Uint8Array(AsnConvert.serialize(certificate));
}

/** DER of a full revocation list (RFC 5280 section 5.1) that names the certificates of those common names. */
export function issueRevocationList(
  issuer: CertificateWish['issuer'],
  revoked: readonly string[],
  thisUpdate: Date,
  nextUpdate: Date,
): Uint8Array {
  const entries = revoked.map(
    (commonName) =>
      new RevokedCertificate({ userCertificate: serialOf(commonName).buffer, revocationDate: new Time(thisUpdate) }),
  );
  const tbs = new TBSCertList({
    version: Version.v2,
    signature: ecdsaWithSha256(),
    issuer: nameOf(issuer.commonName),
    thisUpdate: new Time(thisUpdate),
    nextUpdate: new Time(nextUpdate),
    // RFC 5280 section 5.1.2.6: no entries, no list of them.
    ...(entries.length > 0 && { revokedCertificates: entries }),
    // RFC 5280 section 5.2: every list has these two.
    crlExtensions: [
      authorityKeyId(issuer.key),
      plainExtension(id_ce_cRLNumber, AsnConvert.serialize(new CRLNumber(1))),
    ],
  });
  const signature = signDer(issuer.key, AsnConvert.serialize(tbs));
  const list = new CertificateList({ tbsCertList: tbs, signatureAlgorithm: ecdsaWithSha256(), signature });
  return new Uint8Array(AsnConvert.serialize(list));
}

function extensionsOf({ pathLength, purposes, key, issuer }: CertificateWish): Extension[] {
  const isAuthority = pathLength !== undefined;
  const usage = isAuthority ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign : KeyUsageFlags.digitalSignature;
  const constraints = new BasicConstraints(isAuthority ? { cA: true, pathLenConstraint: pathLength } : {});
  const extensions = [
    extension(id_ce_basicConstraints, AsnConvert.serialize(constraints)),
    extension(id_ce_keyUsage, AsnConvert.serialize(new KeyUsage(usage))),
    plainExtension(id_ce_subjectKeyIdentifier, AsnConvert.serialize(new SubjectKeyIdentifier(keyId(key)))),
    authorityKeyId(issuer.key),
  ];
  if (purposes === undefined) return extensions;
  return [...extensions, extension(id_ce_extKeyUsage, AsnConvert.serialize(new ExtendedKeyUsage([...purposes])))];
}

function extension(extnID: string, value: ArrayBuffer): Extension {
  return new Extension({ extnID, critical: true, extnValue: new OctetString(value) });
}

function plainExtension(extnID: string, value: ArrayBuffer): Extension {
  return new Extension({ extnID, extnValue: new OctetString(value) });
}

function authorityKeyId(issuerKey: SpecimenKey): Extension {
  const identifier = new AuthorityKeyIdentifier({ keyIdentifier: new SubjectKeyIdentifier(keyId(issuerKey)) });
  return plainExtension(id_ce_authorityKeyIdentifier, AsnConvert.serialize(identifier));
}

/** RFC 7093 section 2, method 1: the leftmost 160 bits of SHA-256 over the point. */
function keyId(key: SpecimenKey): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(key.publicKey.slice(-65)).slice(0, 20));
}

/** `C` of the specimen state Utopia (Doc 9303-3 section 5), an organisation that says what it is, and the common name. */
function nameOf(commonName: string): Name {
  const attribute = (type: string, value: AttributeValue) =>
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type, value })]);
  return new Name([
    attribute('2.5.4.6', new AttributeValue({ printableString: 'UT' })),
    attribute('2.5.4.10', new AttributeValue({ utf8String: 'SPECIMEN 样本' })),
    attribute('2.5.4.3', new AttributeValue({ utf8String: commonName })),
  ]);
}

/** 16 bytes that follow from the common name, positive and without leading zeros (RFC 5280 section 4.1.2.2). */
function serialOf(commonName: string): Uint8Array<ArrayBuffer> {
  const serial = new Uint8Array(sha256(new TextEncoder().encode(`serial of ${commonName}`)).slice(0, 16));
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

function signDer(key: SpecimenKey, tbs: ArrayBuffer): ArrayBuffer {
  return new Uint8Array(ecdsaSignature(signWith(key, new Uint8Array(tbs)))).buffer;
}
