/** What proves that a person's data is gone: a signed statement of the office that names nobody. */

import { signPaper } from '../papers/signed-paper.ts';
import { hex } from '../intake/certificate.ts';
import type { Result } from '../../../shared/result.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Erasure } from '../../../shared/person/erasure.ts';
import type { Digest, SignedTreeHead, Signer } from '../ports.ts';
import type { KeyCopyOnRecord } from './ports.ts';

export interface CertificateParts {
  readonly erasure: Erasure;
  readonly endedAt: string;
  /** Ids of the cases, random as everywhere. */
  readonly cases: readonly string[];
  /** Of the ring of keys after the destruction: a copy of an earlier one may hold the keys still. */
  readonly generation: number;
  readonly copies: readonly KeyCopyOnRecord[];
  readonly treeHead: SignedTreeHead | undefined;
  readonly profile: Pick<Profile, 'office' | 'workstation'>;
}

/** JWS in compact form (RFC 7515), ES256, `typ` `starcard-erasure+jws`. Fails as the signer does. */
export function signCertificate(parts: CertificateParts, signer: Signer, digest: Digest): Result<string> {
  return signPaper('starcard-erasure+jws', statement(parts), signer, digest);
}

function statement({ erasure, endedAt, cases, generation, copies, treeHead, profile }: CertificateParts) {
  const open = copies.filter((copy) => copy.goneAt === null && copy.generation < generation);
  return {
    version: 1,
    erasureId: erasure.id,
    office: profile.office,
    workstation: profile.workstation,
    reason: erasure.reason,
    cases,
    startedAt: erasure.startedAt,
    endedAt,
    startedBy: erasure.startedBy,
    approvedBy: erasure.approvedBy,
    keyGeneration: generation,
    // Said rather than hidden: until these are destroyed, whoever has one and the master could read a backup.
    copiesThatMayHoldTheKeys: open.map(({ id, madeAt }) => ({ id, madeAt })),
    auditTree: treeHead === undefined ? null : { size: treeHead.size, rootHash: hex(treeHead.rootHash) },
  };
}
