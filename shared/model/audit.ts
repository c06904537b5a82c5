/** The audit log's entries. Rows carry random ids and digests, never a name or a number. */

import * as z from 'zod';
import { auditActions } from '../audit/catalogue.ts';
import { outcomes, subjectKinds } from '../audit/event-kind.ts';

export const auditActionSchema = z.enum(auditActions);

/** `begun` is written before an effect, one of the others after it; a lone `begun` means unknown. */
export const auditOutcomeSchema = z.enum(outcomes);

export const auditSubjectSchema = z.strictObject({
  kind: z.enum(subjectKinds),
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

export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;
export type AuditDetail = z.infer<typeof auditDetailSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type { AuditAction, AuditEvent } from '../audit/catalogue.ts';
