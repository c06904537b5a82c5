/** What the rules about people keep and read: approvals, changes of accounts, sealed codes, sessions, shifts. */

import type { Account } from '../../../shared/model/account.ts';
import type { ApplicationId, JobId } from '../../../shared/model/ids.ts';
import type { Instant } from '../../../shared/model/time.ts';
import type { CardProof } from '../officer-card/proof.ts';
import type { SpentApproval } from './second-person.ts';

/** By what right an account changed; the row comes before the change itself. */
export type AccountAct =
  | 'create'
  | 'changeRole'
  | 'disable'
  | 'enable'
  | 'resetPassword'
  | 'unlock'
  | 'removeFactor'
  | 'enrolCard'
  | 'loseCard'
  | 'ownPassword'
  | 'ownFactor'
  | 'firstStart'
  | 'recover';

export interface AccountChange {
  readonly account: string;
  /** Of the account, once it is changed. */
  readonly revision: number;
  readonly act: AccountAct;
  readonly changedBy: string;
  /** Of the second person, where the act needs one. */
  readonly approvalId: string | null;
  /** The sealed code that was used up for it. */
  readonly codeId: string | null;
  /** What the officer's card signed when it was set up. */
  readonly proofId: string | null;
  readonly changedAt: Instant;
}

export type SealedCodeKind = 'firstStart' | 'breakGlass';

export interface SealedCode {
  readonly id: string;
  readonly kind: SealedCodeKind;
  /** SHA-256 of the code as it is read, hex. */
  readonly hash: string;
  readonly madeAt: Instant;
  readonly endedAt: Instant | null;
  readonly failures: number;
  readonly lockedUntil: Instant | null;
}

export type SessionEnding = 'signedOut' | 'replaced' | 'stopped' | 'lost';

export interface OpenSession {
  readonly id: string;
  readonly account: string;
  readonly startedAt: Instant;
}

export interface OpenShift {
  readonly id: string;
  readonly account: string;
  readonly startedAt: Instant;
}

/** What one Argon2id run costs. */
export interface PasswordCost {
  readonly passes: number;
  readonly memoryKib: number;
  readonly lanes: number;
}

export interface PeopleReader {
  spentApproval(id: string): SpentApproval | undefined;
  /** The one of its kind that may still be used. */
  sealedCode(kind: SealedCodeKind): SealedCode | undefined;
  /** Whether there ever was one of that kind. */
  hadSealedCode(kind: SealedCodeKind): boolean;
  openSession(account: string): OpenSession | undefined;
  openSessions(): readonly OpenSession[];
  openShift(account: string): OpenShift | undefined;
  passwordCost(): PasswordCost | undefined;
  /** Where nothing was set up by it yet. */
  openCardProof(id: string): CardProof | undefined;
  /** Whether an officer's card with that key was reported lost. */
  isLostCard(publicKey: string): boolean;
}

export interface PeopleWriter extends PeopleReader {
  insertSpentApproval(approval: SpentApproval): void;
  /** The attempt of a job that an approval opened, before the job itself moves on to it. */
  insertReprint(reprint: { readonly jobId: JobId; readonly attempt: number; readonly approvalId: string }): void;
  insertWarningOverride(override: {
    readonly applicationId: ApplicationId;
    /** Of the application, once it is accepted. */
    readonly revision: number;
    readonly warnings: string;
    readonly approvalId: string;
  }): void;
  insertAccountChange(change: AccountChange): void;
  insertSealedCode(code: SealedCode): void;
  updateSealedCode(code: SealedCode): void;
  insertSession(session: OpenSession): void;
  endSession(id: string, ending: SessionEnding, endedAt: Instant): void;
  insertShift(shift: OpenShift): void;
  endShift(id: string, endedAt: Instant): void;
  /** The database takes each proof once. */
  insertCardProof(proof: CardProof): void;
  /** After the change of the account whose card it was. */
  insertLostCard(lost: { readonly publicKey: string; readonly account: string; readonly revision: number }): void;
  insertPasswordCost(cost: PasswordCost & { readonly measuredMs: number; readonly measuredAt: Instant }): void;
}

/** The next state of an account, its revision raised. */
export function nextRevision(account: Account, change: Partial<Account>): Account {
  return { ...account, ...change, revision: account.revision + 1 };
}
