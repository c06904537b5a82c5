/**
 * What a verified record changes: a new application, or the state of a known one. All checks come before the first write,
 * so a refused record leaves the transaction as it found it.
 *
 * Intake changes the application, and revokes the finished card of a withdrawn one; nothing else. A job that is under way
 * learns of it at its next safe point, where the issuing use cases look whether state and `recordHash` are still those it
 * was composed from.
 */

import type { Application } from '../../../shared/model/application.ts';
import type {
  ApprovalRecord,
  HoldRecord,
  ReleaseRecord,
  ReplacementRecord,
  WithdrawalRecord,
} from '../../../shared/model/approval.ts';
import { applicationIdSchema, type ApplicationId } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Clock, Random, Transaction } from '../ports.ts';
import { nextApplication } from '../review/application-state.ts';
import { revokeWithdrawn } from '../stock/revoke.ts';
import type { RecordTrust } from './trust.ts';
import type { VerifiedRecord } from './verify-record.ts';

/** A record whose signature, audience and content were checked; `photo` is null for notices, which carry none. */
export interface CheckedRecord {
  readonly verified: VerifiedRecord;
  readonly photo: Uint8Array | null;
}

export type Outcome = 'imported' | 'replaced' | 'withdrawn' | 'held' | 'released' | 'duplicate';

interface ApplyContext {
  readonly clock: Clock;
  readonly random: Random;
  /** Which desk reports a revoked card. */
  readonly trust: Pick<RecordTrust, 'office' | 'workstation'>;
}

type Notice = WithdrawalRecord | HoldRecord | ReleaseRecord;

/**
 * Applies one record and writes its audit entry. Fails with `intake.recordIdReused`, `conflict`, `applicationUnknown`,
 * `replacesUnknown`, `concernsUnknown` or `wrongState`, having written nothing.
 */
export function applyRecord(tx: Transaction, checked: CheckedRecord, context: ApplyContext): Result<Outcome> {
  const { record, hash } = checked.verified;
  if (tx.record(hash) !== undefined) return ok('duplicate');
  if (tx.recordById(record.recordId) !== undefined) {
    return fail('intake.recordIdReused', { recordId: record.recordId });
  }
  switch (record.type) {
    case 'approval':
      return receive(tx, record, checked, context);
    case 'replacement':
      return replace(tx, record, checked, context);
    case 'withdrawal':
    case 'hold':
    case 'release':
      return notify(tx, record, checked, context);
  }
}

function receive(
  tx: Transaction,
  record: ApprovalRecord,
  checked: CheckedRecord,
  context: ApplyContext,
): Result<Outcome> {
  if (tx.applicationByNumber(record.applicationNumber) !== undefined) {
    return fail('intake.conflict', { applicationNumber: record.applicationNumber });
  }
  const application: Application = {
    id: applicationId(context.random),
    number: record.applicationNumber,
    state: 'received',
    heldFrom: null,
    reason: null,
    ...contentOf(record, checked, context),
    revision: 1,
  };
  tx.insertApplication(application, photoOf(checked));
  keep(tx, checked, application, 'application.received', context);
  return ok('imported');
}

function replace(
  tx: Transaction,
  record: ReplacementRecord,
  checked: CheckedRecord,
  context: ApplyContext,
): Result<Outcome> {
  const application = tx.applicationByNumber(record.applicationNumber);
  const { applicationNumber } = record;
  if (application === undefined) return fail('intake.applicationUnknown', { applicationNumber });
  if (application.recordHash !== record.replaces) return fail('intake.replacesUnknown', { applicationNumber });
  const step = nextApplication(application.state, 'replace', application.heldFrom);
  if (!step.ok) return step;
  const replaced: Application = {
    ...application,
    ...step.value,
    // A hold outlasts a replacement, and so does what was said about it.
    reason: step.value.state === 'held' ? application.reason : null,
    ...contentOf(record, checked, context),
    revision: application.revision + 1,
  };
  tx.updateApplication(replaced, photoOf(checked));
  keep(tx, checked, replaced, 'application.replaced', context);
  return ok('replaced');
}

const notices = {
  withdrawal: { event: 'withdraw', outcome: 'withdrawn', action: 'application.withdrawn' },
  hold: { event: 'hold', outcome: 'held', action: 'application.held' },
  release: { event: 'release', outcome: 'released', action: 'application.released' },
} as const;

function notify(tx: Transaction, record: Notice, checked: CheckedRecord, context: ApplyContext): Result<Outcome> {
  const { applicationNumber } = record;
  const application = tx.applicationByNumber(applicationNumber);
  if (application === undefined) return fail('intake.applicationUnknown', { applicationNumber });
  if (application.recordHash !== record.concerns) return fail('intake.concernsUnknown', { applicationNumber });
  const { event, outcome, action } = notices[record.type];
  const step = nextApplication(application.state, event, application.heldFrom);
  if (!step.ok) return step;
  // A case that goes on needs no reason; one that is still returned keeps the latest word on it.
  const isOpen = step.value.state === 'received' || step.value.state === 'accepted';
  const changed: Application = {
    ...application,
    ...step.value,
    reason: isOpen ? null : record.reason,
    revision: application.revision + 1,
  };
  // First, because it alone of these can be refused.
  const revoked =
    step.value.state === 'withdrawn'
      ? revokeWithdrawn(tx, application, { ...context, profile: context.trust })
      : ok(undefined);
  if (!revoked.ok) return revoked;
  tx.updateApplication(changed);
  keep(tx, checked, changed, action, context);
  return ok(outcome);
}

/** What an application takes over from the record in force; the review starts anew. */
function contentOf(record: ApprovalRecord | ReplacementRecord, { verified }: CheckedRecord, { clock }: ApplyContext) {
  return {
    kind: record.kind,
    urgent: record.urgent,
    person: record.person,
    card: record.card,
    decision: record.decision,
    recordHash: verified.hash,
    expiresAt: record.expiresAt,
    receivedAt: clock.now().toISOString(),
    // Another photo is framed anew.
    crop: null,
    reviewedBy: null,
    reviewedAt: null,
  } as const;
}

type RecordAction = `application.${'received' | 'replaced' | 'withdrawn' | 'held' | 'released'}`;

/**
 * Keeps the line byte for byte, and says so in the log. The log holds neither the record's own id nor its plain digest:
 * whoever else keeps the record could tell by them whose entries these are, long after the person was deleted here.
 */
function keep(
  tx: Transaction,
  { verified }: CheckedRecord,
  application: Application,
  action: RecordAction,
  { clock }: ApplyContext,
): void {
  const { hash, jws, record } = verified;
  const receivedAt = clock.now().toISOString();
  tx.insertRecord({
    hash,
    recordId: record.recordId,
    type: record.type,
    jws,
    applicationId: application.id,
    receivedAt,
  });
  tx.audit({
    action,
    subject: { kind: 'application', id: application.id },
    outcome: 'ok',
    detail: { recordDigest: tx.salted(application.id, hash), state: application.state },
  });
}

function photoOf({ photo }: CheckedRecord): Uint8Array {
  if (photo === null) throw new Error('an approval without a photo passed the checks');
  return photo;
}

function applicationId(random: Random): ApplicationId {
  return applicationIdSchema.parse(random.id());
}
