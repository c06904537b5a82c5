/** Signs records as the SPECIMEN authority does, and makes the notices that follow on an approval. */

import { sha256 } from '@noble/hashes/sha2.js';
import type {
  ApprovalRecord,
  AuthorityRecord,
  HoldRecord,
  ReleaseRecord,
  ReplacementRecord,
  WithdrawalRecord,
} from '../../../shared/model/approval.ts';
import { sha256Schema, type Sha256 } from '../../../shared/model/ids.ts';
import { encodeBase64Url } from '../intake/base64.ts';
import { hex } from '../intake/certificate.ts';
import { lineTypes } from '../intake/jws.ts';
import type { SpecimenSigner } from '../specimen/authority.ts';

export interface SignedLine {
  readonly jws: string;
  /** SHA-256 of the payload, by which later records name this one. */
  readonly hash: Sha256;
}

/** The header that intake admits. */
export function approvalHeader(signer: SpecimenSigner): Readonly<Record<string, unknown>> {
  return { alg: 'ES256', typ: lineTypes.approval.typ, x5c: signer.x5c };
}

/** One line of an `.approvals` file. */
export function signRecord(record: AuthorityRecord, signer: SpecimenSigner): SignedLine {
  return signText(JSON.stringify(record), approvalHeader(signer), signer);
}

/** Signs any text under any header: also what intake must refuse. */
export function signText(
  payload: string,
  header: Readonly<Record<string, unknown>>,
  signer: SpecimenSigner,
): SignedLine {
  const encoder = new TextEncoder();
  const payloadBytes = encoder.encode(payload);
  const signingInput = `${encodeBase64Url(encoder.encode(JSON.stringify(header)))}.${encodeBase64Url(payloadBytes)}`;
  const signature = encodeBase64Url(signer.sign(encoder.encode(signingInput)));
  return { jws: `${signingInput}.${signature}`, hash: sha256Schema.parse(hex(sha256(payloadBytes))) };
}

/** A whole new approval in place of the one with that hash. */
export function replacementOf(
  earlier: ApprovalRecord | ReplacementRecord,
  replaces: Sha256,
  recordId: string,
  changes: Partial<Omit<ApprovalRecord, 'type'>> = {},
): ReplacementRecord {
  return { ...earlier, ...changes, type: 'replacement', recordId, replaces };
}

/** Word about an earlier record: it is withdrawn, on hold, or released again. */
export function noticeAbout(
  type: 'withdrawal' | 'hold' | 'release',
  earlier: ApprovalRecord | ReplacementRecord,
  concerns: Sha256,
  recordId: string,
  reason: string,
): WithdrawalRecord | HoldRecord | ReleaseRecord {
  const { version, issuedAt, expiresAt, audience, applicationNumber } = earlier;
  return { type, version, recordId, issuedAt, expiresAt, audience, applicationNumber, concerns, reason };
}
