/** What happened, as the authority will hear of it: one pure builder for each kind of result. */

import type { Application } from '../../../shared/model/application.ts';
import type { BlankSerial, ChipSerial, Sha256 } from '../../../shared/model/ids.ts';
import type { SetAsideReason } from '../../../shared/model/job.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { ComplaintDecision, IssueResult, RevokeReason } from '../../../shared/model/results.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import type { Clock, Random } from '../ports.ts';

/** About which case, where and when. An `IssueContext` has the last three. */
export interface ResultOrigin {
  readonly application: Pick<Application, 'number' | 'recordHash'>;
  readonly profile: Pick<Profile, 'office' | 'workstation'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** What names one card of the new layout; never its number, which is for life. */
export interface CardIdentity {
  readonly blankSerial: BlankSerial;
  readonly chipSerial: ChipSerial;
  readonly validFrom: IsoDate;
}

/** The reviewer sent the case back. */
export function returnedResult(origin: ResultOrigin, reason: string): IssueResult {
  return { type: 'returned', ...envelope(origin), reason };
}

/** A card was finished: hashes of what was written to its chip and printed on it. */
export function issuedResult(
  origin: ResultOrigin,
  card: CardIdentity,
  hashes: { readonly sodHash: Sha256; readonly pdfHash: Sha256 },
): IssueResult {
  return { type: 'issued', ...envelope(origin), ...identity(card), sodHash: hashes.sodHash, pdfHash: hashes.pdfHash };
}

/** A blank was spoilt on this case; the case itself goes on. */
export function setAsideResult(
  origin: ResultOrigin,
  blank: { readonly blankSerial: BlankSerial; readonly chipSerial: ChipSerial | null },
  reason: SetAsideReason,
): IssueResult {
  const { blankSerial, chipSerial } = blank;
  return { type: 'setAside', ...envelope(origin), blankSerial, chipSerial, reason };
}

/** The holder has the card. */
export function handedOverResult(origin: ResultOrigin, card: CardIdentity, oldCardCollected: boolean): IssueResult {
  return { type: 'handedOver', ...envelope(origin), ...identity(card), oldCardCollected };
}

/** The holder never came for it. */
export function uncollectedResult(origin: ResultOrigin, card: CardIdentity): IssueResult {
  return { type: 'uncollected', ...envelope(origin), ...identity(card) };
}

/** A card came back with a complaint. */
export function complaintResult(origin: ResultOrigin, card: CardIdentity, decision: ComplaintDecision): IssueResult {
  return { type: 'complaint', ...envelope(origin), ...identity(card), decision };
}

/** A card no longer holds: by its serials, or, for a card of an earlier layout, by its 15-character number. */
export function revokedResult(
  origin: ResultOrigin,
  what: { readonly card: CardIdentity | null; readonly formerNumber: string | null },
  reason: RevokeReason,
): IssueResult {
  const card = what.card === null ? null : identity(what.card);
  return { type: 'revoked', ...envelope(origin), card, formerNumber: what.formerNumber, reason };
}

function envelope({ application, profile, clock, random }: ResultOrigin) {
  return {
    version: 1,
    resultId: random.uuid(),
    at: clock.now().toISOString(),
    office: profile.office,
    workstation: profile.workstation,
    applicationNumber: application.number,
    recordHash: application.recordHash,
  } as const;
}

/** Callers pass whole cards; the strict schema of a result admits only what names them. */
function identity({ blankSerial, chipSerial, validFrom }: CardIdentity): CardIdentity {
  return { blankSerial, chipSerial, validFrom };
}
