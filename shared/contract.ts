/** Every call and event between page and app, once: the schema makes the check, the type and the documentation. */

import * as z from 'zod';
import { accountCalls } from './contract/accounts.ts';
import { auditCalls } from './contract/audit-calls.ts';
import { call, nothing } from './contract/call.ts';
import { caseCalls } from './contract/case-calls.ts';
import { personCalls } from './contract/person.ts';
import { profileCalls } from './contract/profile.ts';
import { batchCalls, printerCalls } from './contract/printing-calls.ts';
import {
  foundWriterSchema,
  printerFaultSchema,
  printerStatusSchema,
  progressSchema,
  writerFaultSchema,
  writerStatusSchema,
} from './model/device.ts';
import { handOverCalls } from './contract/hand-over.ts';
import { bytesSchema } from './model/bytes.ts';
import { applicationIdSchema, blankSerialSchema, cardIdSchema, jobIdSchema } from './model/ids.ts';
import { intakeProgressSchema, intakeReportSchema } from './model/intake.ts';
import {
  applicationViewSchema,
  differenceSchema,
  dotsPerMmSchema,
  findingSchema,
  sessionSchema,
  visualDefectSchema,
} from './model/issue.ts';
import { jobSchema, setAsideReasonSchema } from './model/job.ts';
import { queueFilterSchema, queuePageSchema } from './model/queue.ts';
import {
  serviceConsentSchema,
  serviceIdSchema,
  serviceProofSchema,
  serviceTermsSchema,
  serviceViewSchema,
} from './model/service.ts';
import { blankPlaceSchema, cardSchema } from './model/stock.ts';
import { cropSchema } from './portrait/crop.ts';
import { dayCalls } from './contract/day-calls.ts';
import { sittingCalls } from './contract/sitting.ts';
import { stockCalls } from './contract/stock-calls.ts';

const onJob = z.strictObject({ jobId: jobIdSchema, revision: z.int().min(1) });
const onApplication = z.strictObject({ applicationId: applicationIdSchema, revision: z.int().min(1) });

const onCard = z.strictObject({ cardId: cardIdSchema });

export const calls = {
  'session.current': call(false, nothing, sessionSchema),
  /** Of the security module, where the workstation waits for it; once. */
  'keys.givePin': call(false, z.strictObject({ pin: z.string().min(1).max(256) }), nothing),
  ...accountCalls,
  'session.setLanguage': call(false, z.strictObject({ language: z.enum(['zh', 'en']) }), sessionSchema),

  'session.setScreen': call(false, z.strictObject({ dotsPerMm: dotsPerMmSchema.nullable() }), sessionSchema),

  /** Asks the person for a file with the system's dialog; `null` when they change their mind. */
  'intake.chooseAndImport': call(true, nothing, intakeReportSchema.nullable()),
  /** Training office only: imports the sample approvals that lie ready in the data folder. */
  'intake.importSamples': call(true, nothing, intakeReportSchema),

  'queue.list': call(false, queueFilterSchema, queuePageSchema),

  /** Access to a person's data is itself audited, hence a change. */
  'application.open': call(true, z.strictObject({ applicationId: applicationIdSchema }), applicationViewSchema),
  /** With a card of the case: the faces of that card, for a case may have made more than one. */
  'application.preview': call(
    false,
    z.strictObject({ applicationId: applicationIdSchema, cardId: cardIdSchema.optional() }),
    /** `revision`: of the application that the faces are of. */
    z.strictObject({ pdf: bytesSchema, sha256: z.string(), revision: z.int() }),
  ),
  /** How the card's frame lies on the photo; null goes back to what the program chooses. */
  'review.crop': call(true, onApplication.extend({ crop: cropSchema.nullable() }), applicationViewSchema),
  'review.return': call(
    true,
    onApplication.extend({ reason: z.string().trim().min(3).max(200) }),
    applicationViewSchema,
  ),

  'job.compose': call(true, onApplication, jobSchema),
  'job.encode': call(true, onJob, jobSchema),
  'job.print': call(true, onJob, jobSchema),
  /**
   * `plastic`, read from the finished card: the last six characters of the number as typed by the person, or what a 2-D
   * scanner made of the seal: hex, base64, or its bytes as Latin-1 (so it is not trimmed).
   */
  'job.verify': call(
    true,
    onJob.extend({ plastic: z.string().max(1200), visualDefects: z.array(visualDefectSchema).max(6) }),
    z.strictObject({ job: jobSchema, differences: z.array(differenceSchema) }),
  ),
  'job.setAside': call(true, onJob.extend({ reason: setAsideReasonSchema, note: z.string().max(500) }), jobSchema),
  /** After a card was set aside: the same work again with a new blank. */
  'job.restart': call(true, onJob, jobSchema),
  ...caseCalls,
  ...batchCalls,
  /** Asks the printer to stop, whatever changed meanwhile; the evidence says what became of the card. */
  'job.stopPrint': call(true, z.strictObject({ jobId: jobIdSchema }), nothing),
  'job.cancel': call(true, onJob.extend({ note: z.string().max(500) }), jobSchema),
  'job.resolve': call(true, onJob.extend({ finding: findingSchema }), jobSchema),

  'card.store': call(
    true,
    onJob.extend({ safe: z.string().trim().min(1).max(20), slot: z.string().trim().min(1).max(20) }),
    cardSchema,
  ),
  'card.list': call(
    false,
    z.strictObject({ text: z.string().max(100).optional(), limit: z.int().min(1).max(500) }),
    z.array(cardSchema),
  ),
  /** After every step of its kind, and the signature under the receipt (`handOver.*`). */
  'card.handOver': call(
    true,
    z.strictObject({
      cardId: cardIdSchema,
      revision: z.int().min(1),
    }),
    z.strictObject({ card: cardSchema, receipt: bytesSchema }),
  ),

  /** The receipt of a card that was handed over, as PDF, to be printed, signed and kept; `null` when they change their mind. */
  'card.chooseAndSaveReceipt': call(
    true,
    z.strictObject({ cardId: cardIdSchema }),
    z.strictObject({ file: z.string() }).nullable(),
  ),

  ...handOverCalls,

  /** The card lies on the writer; each look is audited, hence a change. */
  'service.read': call(true, onCard, serviceViewSchema),
  /** What the holder said when asked, in which language; a service is written only on a consent of the same day. */
  'service.consent': call(
    true,
    onCard.extend({ request: serviceTermsSchema, language: z.enum(['zh', 'en']), agrees: z.boolean() }),
    serviceConsentSchema,
  ),
  /** A change that was approved, begun and interrupted is written to its end. */
  'service.finish': call(true, onCard, serviceViewSchema),
  /** As a verifier would, with what is printed on the card. Every service where none is named. */
  'service.prove': call(true, onCard.extend({ serviceId: serviceIdSchema.optional() }), z.array(serviceProofSchema)),

  'device.status': call(false, nothing, z.strictObject({ writer: writerStatusSchema, printer: printerStatusSchema })),
  /** Writes to a test card and reads it back. `takes`: that blank becomes a test card, and never anybody's. */
  'device.selfTest': call(
    true,
    z.strictObject({ blank: blankSerialSchema, takes: z.boolean() }),
    z.strictObject({ bytes: z.int(), writeMs: z.int(), readMs: z.int() }),
  ),
  ...printerCalls,
  /** The USB writers that are plugged in. */
  'device.foundWriters': call(false, nothing, z.array(foundWriterSchema)),
  /** From now on this workstation works with that one and no other. */
  'device.assignWriter': call(true, z.strictObject({ serial: z.string().regex(/^[0-9A-Za-z-]{1,32}$/) }), nothing),
  /** The PC/SC readers for officers' cards: the chosen one, null for any; those there are, null where no service answers. */
  'device.officerReaders': call(
    false,
    nothing,
    z.strictObject({ chosen: z.string().nullable(), present: z.array(z.string()).nullable() }),
  ),
  'device.chooseOfficerReader': call(true, z.strictObject({ reader: z.string().min(1).max(200).nullable() }), nothing),
  'stock.summary': call(false, nothing, z.record(blankPlaceSchema, z.int())),
  ...stockCalls,
  ...dayCalls,
  'training.setFaults': call(true, z.strictObject({ writer: writerFaultSchema, printer: printerFaultSchema }), nothing),
  /** The seal of that card as a 2-D scanner would hand it over, in hex: read from the drawn plastic, not from the record. */
  'training.scanSeal': call(false, nothing, z.strictObject({ scan: z.string() })),
  /** The card as it lies in the simulated printer's tray: the plastic itself, not the record. */
  'training.cardInTray': call(false, nothing, z.strictObject({ jobName: z.string(), pdf: bytesSchema }).nullable()),

  ...sittingCalls,

  ...auditCalls,

  ...personCalls,

  ...profileCalls,

  'results.summary': call(false, nothing, z.strictObject({ waiting: z.int() })),
  'results.chooseAndExport': call(true, nothing, z.strictObject({ file: z.string(), results: z.int() }).nullable()),
  'results.chooseAndAcknowledge': call(true, nothing, z.strictObject({ acknowledged: z.int() }).nullable()),
} as const;

/** What the app tells the page without being asked. */
export const events = {
  'intake.progress': intakeProgressSchema,
  'job.progress': z.strictObject({ jobId: jobIdSchema, progress: progressSchema }),
  'job.changed': jobSchema,
  /** A real writer came, went, or has another word to say. */
  'device.changed': z.strictObject({ writer: writerStatusSchema }),
  /** The queue's rows or counts are no longer what the page has. */
  'queue.changed': nothing,
  'session.changed': sessionSchema,
  /** A case of the batch is elsewhere than it was; names are asked for by `batch.state`. */
  'batch.changed': nothing,
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** The input after parsing: branded ids, trimmed texts. */
export type ParsedInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
