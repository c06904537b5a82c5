/** The audit log's entries. Rows carry random ids and digests, never a name or a number. */

import * as z from 'zod';

export const auditActions = [
  'app.started',
  'app.stopped',
  'database.created',
  'database.backedUp',
  'database.restored',
  'account.created',
  'session.signedIn',
  'session.signInFailed',
  'session.signedOut',
  'intake.fileStarted',
  'intake.fileFinished',
  'intake.lineRefused',
  'application.received',
  'application.viewed',
  'application.replaced',
  'application.withdrawn',
  'application.held',
  'application.released',
  'application.photoCropped',
  'application.accepted',
  'application.returned',
  'job.composed',
  'blank.received',
  'blank.assigned',
  'blank.bound',
  'blank.setAside',
  'blank.takenForTest',
  'chip.encode',
  'card.print',
  'card.verify',
  'job.suspended',
  'job.resolved',
  'job.cancelled',
  'job.setAside',
  'job.restarted',
  'card.stored',
  'card.handedOver',
  'card.revoked',
  'approval.given',
  'service.read',
  'service.add',
  'service.renew',
  'service.withdraw',
  'service.prove',
  'result.exported',
  'result.acknowledged',
  'audit.verified',
  'audit.exported',
  'device.faultSet',
  'device.selfTest',
  'device.writerAssigned',
  'signer.renewed',
  'setting.changed',
] as const;

export const auditActionSchema = z.enum(auditActions);

/** `begun` is written before an effect, one of the others after it; a lone `begun` means unknown. */
export const auditOutcomeSchema = z.enum(['begun', 'ok', 'refused', 'failed', 'unknown']);

export const auditSubjectSchema = z.strictObject({
  kind: z.enum(['workstation', 'account', 'file', 'record', 'application', 'job', 'blank', 'card', 'device', 'log']),
  id: z.string().max(128),
});

export const auditDetailSchema = z.record(z.string(), z.union([z.string().max(2000), z.int(), z.boolean()]));

export const auditEntrySchema = z.strictObject({
  /** Zero-based leaf index in the RFC 6962 tree. */
  sequence: z.int().min(0),
  time: z.iso.datetime(),
  actor: z.string(),
  role: z.string(),
  workstation: z.string(),
  action: auditActionSchema,
  subject: auditSubjectSchema,
  outcome: auditOutcomeSchema,
  detail: auditDetailSchema,
});

export type AuditAction = z.infer<typeof auditActionSchema>;
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;
export type AuditDetail = z.infer<typeof auditDetailSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** What a use case says happened; the log adds sequence, time, actor and place. */
export type AuditEvent = Pick<AuditEntry, 'action' | 'subject' | 'outcome' | 'detail'>;
