/** The officer's queue: one line a case, and what to filter it by. */

import * as z from 'zod';
import { applicationSchema, applicationStateSchema } from './application.ts';
import { cardIdSchema, jobIdSchema } from './ids.ts';
import { jobStateSchema } from './job.ts';
import { cardStateSchema } from './stock.ts';

/** The desk's own views of the queue: each is what one person would work through next. */
export const queueViewSchema = z.enum([
  'toReview',
  'toIssue',
  'inWork',
  'attention',
  'custody',
  'done',
  'stopped',
  'all',
]);

export const queueFilterSchema = z.strictObject({
  view: queueViewSchema,
  /** Matches application number, card number, passport number, Latin or Chinese name. */
  text: z.string().max(100).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
});

export const queueRowSchema = z.strictObject({
  id: applicationSchema.shape.id,
  number: applicationSchema.shape.number,
  kind: applicationSchema.shape.kind,
  urgent: z.boolean(),
  latinName: z.string(),
  chineseName: z.string().nullable(),
  nationality: z.string(),
  cardNumber: z.string(),
  state: applicationStateSchema,
  /** Where the case stands on the desk. */
  view: queueViewSchema.exclude(['all']),
  receivedAt: applicationSchema.shape.receivedAt,
  expiresAt: applicationSchema.shape.expiresAt,
  job: z.strictObject({ id: jobIdSchema, state: jobStateSchema }).nullable(),
  card: z.strictObject({ id: cardIdSchema, state: cardStateSchema }).nullable(),
});

export const queuePageSchema = z.strictObject({
  rows: z.array(queueRowSchema),
  total: z.int(),
  /** How many cases each view holds, whatever the filter. */
  counts: z.record(queueViewSchema, z.int()),
});

export type QueueView = z.infer<typeof queueViewSchema>;
export type QueueFilter = z.infer<typeof queueFilterSchema>;
export type QueueRow = z.infer<typeof queueRowSchema>;
export type QueuePage = z.infer<typeof queuePageSchema>;
