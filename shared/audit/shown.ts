/** What the app shows of the log beside the entries themselves: patterns, figures, reports. */

import * as z from 'zod';

/** An entry as any version reads it. */
export const auditFormSchema = z.object({
  sequence: z.int().min(0),
  time: z.string(),
  actor: z.string(),
  role: z.string(),
  workstation: z.string(),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  outcome: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** C2SP signed-note verifier key: `name+hash+key`. */
export const verifierKeySchema = z
  .string()
  .trim()
  .max(300)
  .regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/);

/** An export or archive of some workstation, verified and opened beside the own log. */
export const openedLogSchema = z.strictObject({ origin: z.string(), size: z.int() });

/** From the first instant on, before the second. */
export const periodSchema = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() });

export const patternSchema = z.strictObject({
  kind: z.enum(['outOfHours', 'manyReprints', 'samePair', 'clockSetBack', 'clockJumped', 'failedSignIns', 'noEnd']),
  actors: z.array(z.string()).readonly(),
  count: z.int(),
  /** The first entries of it. */
  sequences: z.array(z.int()).readonly(),
});

const counts = z.record(z.string(), z.int());

export const figuresSchema = z.strictObject({
  entries: z.int(),
  /** By day of the office, `YYYY-MM-DD`. */
  days: z
    .array(
      z.strictObject({
        day: z.string(),
        received: z.int(),
        stored: z.int(),
        handedOver: z.int(),
        spoilt: z.int(),
      }),
    )
    .readonly(),
  /** Cards set aside, by reason. */
  spoiltBy: counts,
  /** Cards begun again with a new blank, by who did it. */
  reprintsBy: counts,
  /** By step, from its `begun` to its end, in milliseconds. */
  steps: z.record(z.string(), z.strictObject({ count: z.int(), medianMs: z.number(), longestMs: z.number() })),
});

/** Figures of the days or weeks of a time, one after the other, those without entries too. */
export const trendSchema = z.array(
  z.strictObject({
    /** First day of it, of the office: `YYYY-MM-DD`. */
    from: z.string(),
    figures: figuresSchema,
  }),
);

export const reportSchema = z.strictObject({
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  period: z.string(),
  /** Code and names of the office; code of the workstation. */
  office: z.strictObject({ code: z.string(), zh: z.string(), en: z.string() }),
  workstation: z.string(),
  /** False puts SPECIMEN across the pages. */
  live: z.boolean(),
  /** When the report was made, and by which account. */
  madeAt: z.string(),
  madeBy: z.string(),
  /** Sequence of the first entry of the period, and of the last; null where there is none. */
  first: z.int().nullable(),
  last: z.int().nullable(),
  figures: figuresSchema,
  patterns: z.array(patternSchema).readonly(),
  /** What is marked for review when the report is made, whenever it was written; the newest first. */
  marks: z
    .array(z.strictObject({ sequence: z.int(), time: z.string(), action: z.string(), markedBy: z.string() }))
    .readonly(),
  /** The newest checkpoint, whole: printed as text and as a 2-D code, it is kept where the workstation cannot reach. */
  checkpoint: z.string(),
  /** The public key that the checkpoint verifies with. */
  verifierKey: z.string(),
});

export type AuditForm = z.infer<typeof auditFormSchema>;
export type Pattern = z.infer<typeof patternSchema>;
export type Figures = z.infer<typeof figuresSchema>;
export type Trend = z.infer<typeof trendSchema>;
export type AuditReport = z.infer<typeof reportSchema>;
