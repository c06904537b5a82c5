/** What each call does: finds the use case, gives it its context, passes the answer on. No rules live here. */

import type { CardId } from '../../shared/model/ids.ts';
import type { PublicAccount } from '../../shared/model/account.ts';
import type { Session } from '../../shared/model/issue.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { system } from '../core/access/system-actor.ts';
import { assignWriter, foundWriters, type AssignmentContext } from '../core/device/assign-writer.ts';
import { selfTest } from '../core/device/self-test.ts';
import { permissionsOf } from '../core/access/permissions.ts';
import { typedCheckpoint } from '../core/audit/typed-checkpoint.ts';
import { cancelJob } from '../core/issue/cancel.ts';
import { forgetPrinter, identifyPrinter } from '../core/printing/know-printer.ts';
import { forecastForQueue, supplyChanged } from '../core/printing/watch-supplies.ts';
import { stopPrint } from '../core/issue/stop-print.ts';
import { composeJob } from '../core/issue/compose-job.ts';
import type { IssueContext } from '../core/issue/context.ts';
import { encodeJob } from '../core/issue/encode.ts';
import { previewCard } from '../core/issue/preview.ts';
import { printJob } from '../core/issue/print.ts';
import { resolveJob } from '../core/issue/resolve.ts';
import { reprintJob, restartJob } from '../core/issue/restart.ts';
import { setAsideJob } from '../core/issue/set-aside.ts';
import { verifyJob } from '../core/issue/verify.ts';
import type { Actor, Store } from '../core/ports.ts';
import { acceptByPlan } from '../core/review/accept.ts';
import { cropPhoto } from '../core/review/crop-photo.ts';
import { openApplication } from '../core/review/open-application.ts';
import { returnApplication } from '../core/review/return.ts';
import { askConsent } from '../core/service/consent.ts';
import { addService, finishServices, renewService, withdrawService } from '../core/service/change-services.ts';
import { proveCard } from '../core/service/prove-card.ts';
import { readServices } from '../core/service/read-services.ts';
import { handOverCard } from '../core/stock/hand-over.ts';
import { listCards } from '../core/stock/list-cards.ts';
import { storeCard } from '../core/stock/store-card.ts';
import { auditCalls, given } from './audit-calls.ts';
import type { DeskOptions } from './desk-session.ts';
import type { Handlers } from './dispatch.ts';
import { exportAuditLog, exportResults, importFile, takeAcknowledgement } from './files.ts';
import { createBatches } from './batches.ts';
import { createHandOverCalls } from './hand-over-calls.ts';
import { officerReaderCalls } from './officer-reader.ts';
import { changeSettings, record } from './on-record.ts';
import { createLooks, personCalls, shownCards, shownQueue } from './person-calls.ts';
import { settleSitting } from './sitting-calls.ts';
import { profileCalls } from './profile-calls.ts';
import { stockHandlers } from './stock-calls.ts';
import { peopleCalls, peopleOf } from './people-calls.ts';
import { permitAt } from './permit.ts';
import { readSettings, type Settings } from './settings.ts';
import { freshSampleFile, isTraining, readTrainingAccounts } from './training.ts';
import { cardInTray, scanSeal, setFaults } from './training-calls.ts';
import type { Workstation } from './workstation.ts';

export function createHandlers(station: Workstation, session: DeskSession, options: DeskOptions): Handlers {
  const { store, publish, profile } = station;
  const { chooser } = options;

  const looks = createLooks(station);
  const permit = permitAt(station, session);
  const batches = createBatches(() => publish('batch.changed', {}), station.devices);

  function actor(): Actor {
    // The gate lets nobody through who is not signed in; without it this would be a bug, not a person's mistake.
    if (session.account === null) throw new Error('a handler ran without a signed-in account');
    return { account: session.account.name, role: session.account.role };
  }

  function context(): IssueContext {
    return station.context(actor());
  }

  function assignment(): AssignmentContext {
    return { ...context(), writers: station.writers };
  }

  /** Tells the page that its list is out of date, whatever the step came to: a failed step changes states too. */
  async function afterwards<T>(work: Result<T> | Promise<Result<T>>): Promise<Result<T>> {
    const done = await work;
    publish('queue.changed', {});
    return done;
  }

  function current(): Session {
    return {
      account: session.account,
      permissions: session.account === null ? [] : [...permissionsOf(session.account.role)],
      office: profile.office,
      officeName: profile.officeName,
      workstation: profile.workstation,
      live: profile.live,
      ...peopleOf(station, session),
      training: isTraining(station) ? [...(readTrainingAccounts(station.folder) ?? [])] : null,
      language: readSettings(station.folder).language,
      dotsPerMm: readSettings(station.folder).dotsPerMm,
      version: options.version,
      electron: options.electron,
      forProduction: options.forProduction,
    };
  }

  function changed(): Result<Session> {
    const now = current();
    // Whoever left the desk left nobody's card on a screen.
    if (session.account === null || session.isLocked) options.holderScreen?.hide();
    publish('session.changed', now);
    return ok(now);
  }

  function remember(change: Partial<Settings>): Result<Session> {
    const written = changeSettings(station, session.account === null ? system : actor(), change);
    return written.ok ? changed() : written;
  }

  return {
    'session.current': () => ok(current()),
    // The module is open already: there is nothing to do with a PIN, and it is not looked at.
    'keys.givePin': () => ok({}),
    ...peopleCalls({ station, session, chooser, actor, changed, looks }),
    'session.setLanguage'({ language }) {
      return remember({ language });
    },
    'session.setScreen': ({ dotsPerMm }) => remember({ dotsPerMm }),

    async 'intake.chooseAndImport'() {
      // Whoever asked for the dialog acts; nobody else's answer to it is heard.
      const asked = context();
      const path = await chooser.openFile('approvals');
      return path === null ? ok(null) : afterwards(importFile(path, asked, publish));
    },
    async 'intake.importSamples'() {
      if (profile.live) return fail('access.trainingOnly', { action: 'intake.importSamples' });
      const asked = context();
      const path = await freshSampleFile(station.folder, systemClock.now());
      return path.ok ? afterwards(importFile(path.value, asked, publish)) : path;
    },

    'queue.list'(input) {
      const page = store.queue(input);
      return looks.on(shownQueue(input, page), actor(), page);
    },
    'application.open': (input) => openApplication(input, context()),
    'application.preview': (input) => previewCard(input, context()),
    'review.crop': (input) => afterwards(cropPhoto(input, context())),
    'review.accept': (input) => afterwards(acceptByPlan(input, { ...context(), hasher: station.hasher })),
    'review.return': (input) => afterwards(returnApplication(input, context())),

    'job.compose': (input) => afterwards(composeJob(input, context())),
    'job.encode': (input) => afterwards(encodeJob(input, context())),
    'job.print': (input) => afterwards(printJob(input, context())),
    'job.verify': (input) => afterwards(verifyJob(input, context())),
    'job.setAside': (input) => afterwards(setAsideJob(input, context())),
    'job.restart': (input) => afterwards(restartJob(input, context())),
    'job.reprint': (input) => afterwards(reprintJob(input, { ...context(), hasher: station.hasher })),
    'batch.run': (input) => afterwards(batches.run(input, context())),
    'batch.pause': () => batches.pause(context()),
    'batch.resume': () => afterwards(batches.resume(context())),
    'batch.cancel': () => batches.cancel(context()),
    'batch.state': () => ok(batches.view(context())),
    'batch.hurry': (input) => batches.hurry(input, context()),
    'batch.move': (input) => batches.move(input, context()),
    'batch.remove': (input) => batches.remove(input, context()),
    'job.stopPrint': async (input) => {
      const stopped = await stopPrint(input, context());
      return stopped.ok ? ok({}) : stopped;
    },
    'job.cancel': (input) => afterwards(cancelJob(input, context())),
    'job.resolve': (input) => afterwards(resolveJob(input, context())),

    'card.store': (input) => afterwards(storeCard(input, context())),
    'card.list'(input) {
      const cards = listCards(input, context());
      return cards.ok ? looks.on(shownCards(input.text, cards.value), actor(), cards.value) : cards;
    },
    'card.handOver': (input) => afterwards(handOverCard(input, context())),

    ...createHandOverCalls(station, options, context, afterwards, looks),

    async 'card.chooseAndSaveReceipt'({ cardId }) {
      const asked = actor();
      const pdf = receiptOf(store, cardId);
      if (!pdf.ok) return pdf;
      const path = await chooser.saveFile('receipt', `receipt-${cardId.slice(0, 8)}.pdf`);
      if (path === null) return ok(null);
      const recorded = record(store, asked, {
        action: 'receipt.saved',
        subject: { kind: 'card', id: cardId },
        outcome: 'begun',
        detail: { receipt: cardId.slice(0, 12).toUpperCase() },
      });
      if (!recorded.ok) return recorded;
      const written = writeWhole(path, pdf.value);
      return written.ok ? ok({ file: path }) : written;
    },

    'service.read': (input) => readServices(input, station.serviceContext(actor())),
    'service.consent': (input) => askConsent(input, station.serviceContext(actor())),
    'service.add': (input) => addService(input, station.serviceContext(actor())),
    'service.renew': (input) => renewService(input, station.serviceContext(actor())),
    'service.withdraw': (input) => withdrawService(input, station.serviceContext(actor())),
    'service.finish': (input) => finishServices(input, station.serviceContext(actor())),
    'service.prove': (input) => proveCard(input, station.serviceContext(actor())),

    async 'device.status'() {
      const { writer, printer } = context();
      return ok({ writer: await writer.status(), printer: await printer.status() });
    },
    'device.selfTest': (input) => afterwards(selfTest(input, context())),
    'printer.forecast': async () => ok([...(await forecastForQueue(context()))]),
    'printer.supplyChanged': (input) => supplyChanged(input, context()),
    'printer.identify': () => identifyPrinter(context()),
    'printer.keepOffsets'({ profile: printerProfile, offsets: printerOffsets }) {
      const kept = changeSettings(station, actor(), { printerProfile, printerOffsets });
      return kept.ok ? ok({}) : kept;
    },
    'printer.forget'(input) {
      const { pins } = station;
      return pins.ok ? forgetPrinter(input, { ...context(), pins: pins.value }) : pins;
    },
    'device.foundWriters': () => foundWriters(assignment()),
    'device.assignWriter': (input) => assignWriter(input, assignment()),
    ...officerReaderCalls(station, actor),
    'stock.summary': () => ok({ ...store.countBlanks() }),
    ...stockHandlers(station, chooser, actor),
    'training.setFaults': ({ writer, printer }) => setFaults(context(), writer, printer),
    'training.cardInTray': () => cardInTray(context()),
    'training.scanSeal': () => scanSeal(context()),

    'audit.list': (input) =>
      ok({
        entries: [...store.auditEntries(given(input))],
        size: store.treeHead()?.size ?? 0,
        verifierKey: store.verifierKey,
      }),
    'audit.verify'({ known }) {
      const { size, rootHash, problem, lastTime, clockSetBack } = store.verifyAudit(known?.map(typedCheckpoint));
      const recorded = station.mode === 'write' ? recordVerified(store, actor(), size, problem) : ok(undefined);
      if (!recorded.ok) return recorded;
      return ok({
        intact: problem === null,
        size,
        rootHash: Buffer.from(rootHash).toString('hex'),
        lastTime,
        clockSetBack: [...clockSetBack],
        problem,
      });
    },
    'sitting.settle': (input) => afterwards(settleSitting(input, station, actor(), permit)),
    ...auditCalls(station, chooser, actor),
    ...personCalls(station, chooser, actor),
    ...profileCalls(station, chooser, actor),
    async 'audit.chooseAndExport'() {
      const asked = actor();
      const folder = await chooser.folder('audit');
      return folder === null ? ok(null) : exportAuditLog(folder, station, asked);
    },

    'results.summary': () => ok({ waiting: store.pendingResults().length }),
    async 'results.chooseAndExport'() {
      const asked = context();
      const path = await chooser.saveFile('results', `${profile.workstation}.results`);
      return path === null ? ok(null) : exportResults(path, station, asked);
    },
    async 'results.chooseAndAcknowledge'() {
      const asked = context();
      const path = await chooser.openFile('acknowledgement');
      return path === null ? ok(null) : takeAcknowledgement(path, asked);
    },
  };
}

/** What was found is evidence too, good or bad; a log that cannot be gone on with takes no entry, and the person is told. */
function recordVerified(store: Store, actor: Actor, size: number, problem: AppError | null): Result<void> {
  return record(store, actor, {
    action: 'audit.verified',
    subject: { kind: 'log', id: 'audit' },
    outcome: problem === null ? 'ok' : 'failed',
    detail: { size, ...(problem === null ? {} : { problem: problem.kind }) },
  });
}

/** Made at hand-over and kept with the job. */
function receiptOf(store: Store, cardId: CardId): Result<Uint8Array> {
  const card = store.card(cardId);
  const pdf = card === undefined ? undefined : store.jobFile(card.jobId, 'receipt.pdf');
  return pdf === undefined ? fail('notFound', { what: 'receipt' }) : ok(pdf);
}

/** The person in front of the screen or behind a command; null until they signed in. */
export interface DeskSession {
  account: PublicAccount | null;
  /** Of the session that was begun with the sign-in; null before it, and where the folder is only read. */
  sessionId: string | null;
  isLocked: boolean;
}
