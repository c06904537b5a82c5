/** What a check of a card found wrong: a kind with a text in both languages, and what it is about. */

import * as z from 'zod';

export const stepProblemKinds = [
  // Access
  'openToAnyone',
  'paceRefused',
  'accessNotRepeated',
  // Files
  'filesDisagree',
  'notLocked',
  'fieldsDiffer',
  'groupsDiffer',
  'groupsMissing',
  // Signature and certificates
  'certificateUnreadable',
  'otherSigner',
  'contentChanged',
  'signatureBad',
  'signerMayNotSign',
  'signerOutOfTime',
  'signerKeyOutOfUse',
  'rootUnknown',
  'notSignedByRoot',
  'issuerNotAuthority',
  'rootOutOfTime',
  'signerRevoked',
  'revocationUnknown',
  // The chip's own keys
  'keyUnreadable',
  'keyNotHeld',
  'refused',
  'answerForeign',
  // Services
  'notForLists',
  'otherChip',
  'otherSecurityObject',
  'entryNotYet',
  'entryExpired',
  'entryWithdrawn',
  'noCertificate',
  'certificateKeyNotHeld',
  'notAsked',
  'notByServiceCa',
  'serviceCaOutOfTime',
  'notForService',
  'otherAddress',
  'otherPeriod',
  'certificateOutOfTime',
] as const;

export const stepProblemSchema = z.strictObject({
  kind: z.enum(stepProblemKinds),
  /** Files, fields or a status word, separated by `, `; empty where the kind says all. */
  about: z.string(),
});

export type StepProblem = z.infer<typeof stepProblemSchema>;
export type StepProblemKind = StepProblem['kind'];

export function problem(kind: StepProblemKind, about: readonly string[] = []): StepProblem {
  return { kind, about: about.join(', ') };
}
