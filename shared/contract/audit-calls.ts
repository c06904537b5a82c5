/** Calls for whoever reads the audit log: what it holds, what it proves, and what leaves the office of it. */

import * as z from 'zod';
import { auditQuerySchema } from '../audit/query.ts';
import {
  auditFormSchema,
  figuresSchema,
  openedLogSchema,
  patternSchema,
  periodSchema,
  reportSchema,
  trendSchema,
  verifierKeySchema,
} from '../audit/shown.ts';
import { auditActionSchema, auditEntrySchema, auditOutcomeSchema } from '../model/audit.ts';
import { appErrorSchema } from '../model/intake.ts';
import { call, nothing } from './call.ts';

/** A year and a day or two: nobody reads a chart of more days. */
const longestTrendMs = 368 * 86_400_000;

export const auditCalls = {
  'audit.list': call(
    false,
    z.strictObject({
      before: z.int().min(0).optional(),
      limit: z.int().min(1).max(500),
      action: auditActionSchema.optional(),
      actor: z.string().max(64).optional(),
      outcome: auditOutcomeSchema.optional(),
      subjectId: z.string().max(128).optional(),
    }),
    z.strictObject({
      entries: z.array(auditEntrySchema),
      size: z.int(),
      /** C2SP signed-note verifier key of this workstation: for whoever checks an export elsewhere. */
      verifierKey: z.string(),
    }),
  ),
  /** The screen's own list: every filter, search, marks and how many notes. */
  'audit.search': call(
    false,
    auditQuerySchema,
    z.strictObject({
      entries: z.array(auditFormSchema),
      size: z.int(),
      /** Sequences among these that are marked for review, and those that have notes. */
      marked: z.array(z.int()),
      noted: z.array(z.int()),
      /** Of the oldest entry that the screen shows without being asked for more: six months back at least. */
      onlineSince: z.iso.datetime(),
    }),
  ),
  /** The life of one card by any of its ids: card, application, job, blank, chip. */
  'audit.life': call(
    false,
    z.strictObject({ id: z.string().min(1).max(128) }),
    z.strictObject({ entries: z.array(auditFormSchema) }),
  ),
  /** C2SP tlog-proof of one entry. */
  'audit.proof': call(false, z.strictObject({ sequence: z.int().min(0) }), z.strictObject({ proof: z.string() })),
  /** C2SP tlog-witness add-checkpoint, for a witness that saw `since` entries last. */
  'audit.request': call(false, z.strictObject({ since: z.int().min(0) }), z.strictObject({ request: z.string() })),
  /** A checkpoint of ours that came back cosigned. */
  'audit.cosigned': call(
    true,
    z.strictObject({ note: z.string().max(8192), witness: z.string().max(300) }),
    z.strictObject({ witness: z.string(), size: z.int() }),
  ),
  'audit.patterns': call(false, periodSchema, z.array(patternSchema)),
  'audit.figures': call(false, periodSchema, figuresSchema),
  /** The same by day or by week (from Monday on): what charts are drawn from. */
  'audit.trend': call(
    false,
    periodSchema
      .extend({ by: z.enum(['day', 'week']) })
      .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= longestTrendMs),
    trendSchema,
  ),
  /** Everybody who acted, by account: for choosing among them. */
  'audit.people': call(false, nothing, z.array(z.string())),
  /** What is marked for review now, the newest first. */
  'audit.marks': call(
    false,
    nothing,
    z.array(
      z.strictObject({
        entry: auditFormSchema,
        /** Who marked it last, and when. */
        by: z.string(),
        since: z.string(),
        notes: z.int(),
      }),
    ),
  ),
  'audit.notes': call(
    false,
    z.strictObject({ sequence: z.int().min(0) }),
    /** `isWhole`: text and salt come to the digest that the log holds. */
    z.array(z.strictObject({ time: z.string(), actor: z.string(), text: z.string().nullable(), isWhole: z.boolean() })),
  ),
  'audit.mark': call(true, z.strictObject({ sequence: z.int().min(0), marked: z.boolean() }), nothing),
  'audit.note': call(
    true,
    z.strictObject({ sequence: z.int().min(0), text: z.string().trim().min(1).max(1000) }),
    nothing,
  ),
  /** Everything that matches, as one signed file with proofs, or as a table for other programs. */
  'audit.chooseAndSelect': call(
    true,
    z.strictObject({
      query: auditQuerySchema.omit({ limit: true, before: true }),
      form: z.enum(['selection', 'csv']),
      /** The life of the card with this id, in place of what the query finds. */
      lifeOf: z.string().min(1).max(128).optional(),
    }),
    z.strictObject({ file: z.string(), entries: z.int() }).nullable(),
  ),
  'audit.chooseAndArchive': call(
    true,
    z.strictObject({ month: z.string().regex(/^\d{4}-\d{2}$/) }),
    z.strictObject({ folder: z.string(), month: z.string(), first: z.int(), size: z.int() }).nullable(),
  ),
  /** `period`: `YYYY-MM-DD` or `YYYY-MM`, of the office's own calendar. */
  'audit.chooseAndReport': call(
    true,
    z.strictObject({ period: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/) }),
    z.strictObject({ file: z.string(), report: reportSchema }).nullable(),
  ),
  /** The export or archive of any workstation, verified with a key that came by another way. */
  'audit.chooseAndOpenExport': call(false, z.strictObject({ key: verifierKeySchema }), openedLogSchema.nullable()),
  'audit.closeExports': call(false, nothing, nothing),
  /** Everything in the opened exports that matches, newest first, each log in its own order. */
  'audit.timeline': call(
    false,
    auditQuerySchema.omit({ before: true }).extend({ offset: z.int().min(0) }),
    z.strictObject({
      logs: z.array(openedLogSchema),
      total: z.int(),
      entries: z.array(z.strictObject({ origin: z.string(), entry: auditFormSchema })),
    }),
  ),
  'audit.verify': call(
    false,
    /** `known`: checkpoints that were kept elsewhere; they alone show truncation and roll-back. */
    z.strictObject({ known: z.array(z.string().max(4096)).max(100).optional() }),
    z.strictObject({
      intact: z.boolean(),
      size: z.int(),
      rootHash: z.string(),
      /** Time of the last entry that was found good; null where there is none. */
      lastTime: z.string().nullable(),
      /** Where the clock was set back and the entry says so, as it must. */
      clockSetBack: z.array(z.strictObject({ sequence: z.int(), backMs: z.int() })),
      /** `audit.*`: the first entry that is wrong, and how; null when the whole log is good. */
      problem: appErrorSchema.nullable(),
    }),
  ),
  'audit.chooseAndExport': call(true, nothing, z.strictObject({ folder: z.string(), size: z.int() }).nullable()),
} as const;
