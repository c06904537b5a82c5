/** Whom this workstation believes, and who it is itself: the profile's roots and lists, read once. */

import type { Profile } from '../../../shared/model/profile.ts';
import type { Digest, Verifier } from '../ports.ts';
import { decodeBase64 } from './base64.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import type { CertificatePath } from './certificate-path.ts';
import { readRevocationList, type RevocationList } from './revocation-list.ts';

export interface RecordTrust {
  readonly office: string;
  readonly workstation: string;
  readonly roots: readonly Certificate[];
  readonly revocationLists: readonly RevocationList[];
  readonly verifier: Verifier;
  readonly digest: Digest;
  /** Paths that were built already, by the text of their x5c: a batch of thousands has one signer. */
  readonly knownPaths: Map<string, KnownPath>;
}

export interface KnownPath {
  readonly path: CertificatePath;
  readonly key: CryptoKey;
}

/** What a signer's certificate must be made for: extended key usages (RFC 5280 section 4.2.1.12). */
export const purposes = {
  // An arc of our own does not exist; 1.3.6.1.4.1.32473 is the one that RFC 5612 reserves for examples. The authority
  // names its own when the profile goes live (docs/formats.md).
  approval: '1.3.6.1.4.1.32473.2102.1',
  acknowledgement: '1.3.6.1.4.1.32473.2102.2',
  profile: '1.3.6.1.4.1.32473.2102.3',
} as const;

/**
 * RecordTrust as the profile states it. A root or list in the profile that cannot be read is left out, which can only make
 * intake refuse more.
 */
export function trustFrom(profile: Profile, verifier: Verifier, digest: Digest): RecordTrust {
  return {
    office: profile.office,
    workstation: profile.workstation,
    roots: profile.approvalRoots.flatMap((text) => {
      const read = readCertificate(decodeBase64(text) ?? new Uint8Array());
      return read.ok ? [read.value] : [];
    }),
    revocationLists: profile.revocationLists.flatMap((text) => {
      const list = readRevocationList(decodeBase64(text) ?? new Uint8Array());
      return list === undefined ? [] : [list];
    }),
    verifier,
    digest,
    knownPaths: new Map(),
  };
}
