/** What somebody asks of the log: every filter that the screen offers, with one meaning wherever entries lie. */

import * as z from 'zod';
import { isAuditAction } from './catalogue.ts';
import { outcomes, severities, subjectKinds } from './event-kind.ts';

export const auditQuerySchema = z.strictObject({
  /** From this instant on, and before that one. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  actor: z.string().max(64).optional(),
  action: z.string().refine(isAuditAction).optional(),
  outcome: z.enum(outcomes).optional(),
  severity: z.enum(severities).optional(),
  subjectKind: z.enum(subjectKinds).optional(),
  /** The id of a card, blank, chip, job, application, device ...: every entry that is about it or mentions it. */
  id: z.string().max(128).optional(),
  /** Words in either language, ids or their beginnings; each must be met. */
  text: z.string().max(200).optional(),
  /** The page after the one that ended with this sequence. */
  before: z.int().min(0).optional(),
  limit: z.int().min(1).max(500),
});

export type AuditQuery = z.infer<typeof auditQuerySchema>;
