/** Every call and event between page and app, once: the schema makes the check, the type and the documentation. */

import * as z from 'zod';
import { call, nothing } from './contract/call.ts';
import { dayCalls } from './contract/day-calls.ts';
import { personCalls } from './contract/person.ts';
import { stockCalls } from './contract/stock-calls.ts';
import { auditActionSchema, auditEntrySchema, auditOutcomeSchema } from './model/audit.ts';
import { auditFormSchema, figuresSchema, patternSchema, periodSchema, reportSchema } from './audit/shown.ts';
import { auditQuerySchema } from './audit/query.ts';
import {
  printerFaultSchema,
  printerStatusSchema,
  progressSchema,
  writerFaultSchema,
  writerStatusSchema,
} from './model/device.ts';
import { bytesSchema } from './model/bytes.ts';
import { applicationIdSchema, blankSerialSchema, cardIdSchema, jobIdSchema } from './model/ids.ts';
import { appErrorSchema, intakeProgressSchema, intakeReportSchema } from './model/intake.ts';
import {
  applicationViewSchema,
  differenceSchema,
  dotsPerMmSchema,
  findingSchema,
  sessionSchema,
  visualDefectSchema,
} from './model/issue.ts';
import { jobSchema, reprintReasonSchema, setAsideReasonSchema } from './model/job.ts';
import { queueFilterSchema, queuePageSchema } from './model/queue.ts';
import {
  secondPersonSchema,
  serviceDetailsSchema,
  serviceIdSchema,
  serviceProofSchema,
  serviceViewSchema,
} from './model/service.ts';
import { batchReportSchema, batchViewSchema, urgentReasonSchema } from './model/batch.ts';
import { countedSupplySchema, supplyForecastSchema } from './model/supplies.ts';
import { blankPlaceSchema, cardSchema } from './model/stock.ts';
import { dateSchema } from './model/time.ts';
import { cropSchema } from './portrait/crop.ts';

const onJob = z.strictObject({ jobId: jobIdSchema, revision: z.int().min(1) });
const onApplication = z.strictObject({ applicationId: applicationIdSchema, revision: z.int().min(1) });

const onCard = z.strictObject({ cardId: cardIdSchema });
/** `listNumber`: of the list that both people saw; `second` signs in on the spot. */
const onServices = onCard.extend({ listNumber: z.int().min(0), second: secondPersonSchema });

export const calls = {
  'session.current': call(false, nothing, sessionSchema),
  /** Of the security module, where the workstation waits for it; once. */
  'keys.givePin': call(false, z.strictObject({ pin: z.string().min(1).max(256) }), nothing),
  /** Recorded where the folder is open for writing; beside another program only the password is checked. */
  'session.signIn': call(
    false,
    z.strictObject({ account: z.string().max(64), password: z.string().max(256) }),
    sessionSchema,
  ),
  'session.signOut': call(false, nothing, sessionSchema),
  'session.setLanguage': call(false, z.strictObject({ language: z.enum(['zh', 'en']) }), sessionSchema),

  'session.setScreen': call(false, z.strictObject({ dotsPerMm: dotsPerMmSchema.nullable() }), sessionSchema),

  /** Asks the person for a file with the system's dialog; `null` when they change their mind. */
  'intake.chooseAndImport': call(true, nothing, intakeReportSchema.nullable()),
  /** Training office only: imports the sample approvals that lie ready in the data folder. */
  'intake.importSamples': call(true, nothing, intakeReportSchema),

  'queue.list': call(false, queueFilterSchema, queuePageSchema),

  /** Access to a person's data is itself audited, hence a change. */
  'application.open': call(true, z.strictObject({ applicationId: applicationIdSchema }), applicationViewSchema),
  'application.preview': call(
    false,
    z.strictObject({ applicationId: applicationIdSchema }),
    /** `revision`: of the application that the faces are of. */
    z.strictObject({ pdf: bytesSchema, sha256: z.string(), revision: z.int() }),
  ),
  /** How the card's frame lies on the photo; null goes back to what the program chooses. */
  'review.crop': call(true, onApplication.extend({ crop: cropSchema.nullable() }), applicationViewSchema),
  'review.accept': call(true, onApplication.extend({ acknowledged: z.array(z.string()) }), applicationViewSchema),
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
  /** The same where that card may bear a printed side: `second` signs in on the spot. */
  'job.reprint': call(true, onJob.extend({ reason: reprintReasonSchema, second: secondPersonSchema }), jobSchema),
  /** Writes and prints these cases one behind the other; answers when all are done or it has paused. */
  'batch.run': call(
    true,
    z.strictObject({ applicationIds: z.array(applicationIdSchema).min(1).max(200) }),
    batchReportSchema,
  ),
  /** After the cards that are at a device now. */
  'batch.pause': call(true, nothing, nothing),
  /** A paused batch goes on, the written card first. */
  'batch.resume': call(true, nothing, batchReportSchema),
  /** Nothing more is begun; the written card is printed. */
  'batch.cancel': call(true, nothing, nothing),
  'batch.state': call(false, nothing, batchViewSchema.nullable()),
  /** At the next card boundary, also where it was not of the batch. */
  'batch.hurry': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema, reason: urgentReasonSchema }),
    nothing,
  ),
  /** Just before `before`, or behind all. */
  'batch.move': call(
    true,
    z.strictObject({ applicationId: applicationIdSchema, before: applicationIdSchema.nullable() }),
    nothing,
  ),
  'batch.remove': call(true, z.strictObject({ applicationId: applicationIdSchema }), nothing),
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
  'card.handOver': call(
    true,
    z.strictObject({
      cardId: cardIdSchema,
      revision: z.int().min(1),
      identityChecked: z.boolean(),
      holderChecked: z.boolean(),
      oldCardCollected: z.boolean(),
    }),
    z.strictObject({ card: cardSchema, receipt: bytesSchema }),
  ),

  /** The receipt of a card that was handed over, as PDF, to be printed, signed and kept; `null` when they change their mind. */
  'card.chooseAndSaveReceipt': call(
    true,
    z.strictObject({ cardId: cardIdSchema }),
    z.strictObject({ file: z.string() }).nullable(),
  ),

  /** The card lies on the writer; each look is audited, hence a change. */
  'service.read': call(true, onCard, serviceViewSchema),
  'service.add': call(true, onServices.extend({ service: serviceDetailsSchema }), serviceViewSchema),
  'service.renew': call(true, onServices.extend({ serviceId: serviceIdSchema, until: dateSchema }), serviceViewSchema),
  'service.withdraw': call(true, onServices.extend({ serviceId: serviceIdSchema }), serviceViewSchema),
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
  /** For how many of the cases that are ready the printer's supplies will do. */
  'printer.forecast': call(false, nothing, z.array(supplyForecastSchema)),
  /** A new ribbon, film or overlay is in, or the printer was cleaned. */
  'printer.supplyChanged': call(true, z.strictObject({ supply: countedSupplySchema }), nothing),
  /** It shows by light or sound which device it is. */
  'printer.identify': call(false, nothing, nothing),
  /** After a printer was exchanged on purpose: the next one at this address is taken for the right one. */
  'printer.forget': call(true, z.strictObject({ address: z.string().min(1).max(500) }), nothing),
  'stock.summary': call(false, nothing, z.record(blankPlaceSchema, z.int())),
  ...stockCalls,
  ...dayCalls,
  'training.setFaults': call(true, z.strictObject({ writer: writerFaultSchema, printer: printerFaultSchema }), nothing),
  /** The seal of that card as a 2-D scanner would hand it over, in hex: read from the drawn plastic, not from the record. */
  'training.scanSeal': call(false, nothing, z.strictObject({ scan: z.string() })),
  /** The card as it lies in the simulated printer's tray: the plastic itself, not the record. */
  'training.cardInTray': call(false, nothing, z.strictObject({ jobName: z.string(), pdf: bytesSchema }).nullable()),

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
    z.strictObject({ query: auditQuerySchema.omit({ limit: true, before: true }), form: z.enum(['selection', 'csv']) }),
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

  ...personCalls,

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
