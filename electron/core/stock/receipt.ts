/** What the receipt of a hand-over says: every value from rows that the hand-over has checked. */

import type { Application } from '../../../shared/model/application.ts';
import type { OldCard } from '../../../shared/model/hand-over.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { hasOldCard } from '../hand-over/progress.ts';
import type { IssueContext } from '../issue/context.ts';

export interface ReceiptParts {
  readonly application: Application;
  readonly job: Job;
  readonly card: Card;
  /** Undefined where there was none to collect. */
  readonly oldCard: OldCard | undefined;
  readonly at: Date;
}

/** Fails with `notFound` where the card has no complete history. */
export function makeReceipt(
  { application, job, card, oldCard, at }: ReceiptParts,
  { store, profile, actor }: Pick<IssueContext, 'store' | 'profile' | 'actor'>,
): Result<Receipt> {
  const tree = store.treeHead();
  const { reviewedBy, reviewedAt } = application;
  if (tree === undefined || reviewedBy === null || reviewedAt === null || job.sodHash === null) {
    return fail('notFound', { what: 'history' });
  }
  return ok({
    number: `${profile.office}-${card.id.slice(0, 12).toUpperCase()}`,
    live: profile.live,
    office: { code: profile.office, ...profile.officeName },
    workstation: profile.workstation,
    issuingAuthority: profile.issuingAuthority,
    applicationNumber: application.number,
    kind: application.kind,
    cardNumber: card.number,
    latinName: application.person.latinName,
    chineseName: application.person.chineseName ?? null,
    validFrom: card.validFrom,
    validUntil: card.validUntil,
    blankSerial: card.blankSerial,
    chipSerial: card.chipSerial,
    recordHash: application.recordHash,
    pdfHash: job.pdfHash,
    sodHash: job.sodHash,
    reviewedBy,
    issuedBy: job.startedBy,
    handedOverBy: actor.account,
    reviewedAt,
    issuedAt: card.finishedAt,
    handedOverAt: at.toISOString(),
    oldCardCollected: isCollected(application.kind, oldCard),
    auditTree: { size: tree.size, rootHash: hex(tree.rootHash) },
  });
}

/** Null where there was none to collect. A correction of the number collects a card too, whatever the kind. */
function isCollected(kind: Application['kind'], oldCard: OldCard | undefined): boolean | null {
  if (oldCard !== undefined) return true;
  return hasOldCard(kind) ? false : null;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
