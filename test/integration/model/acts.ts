/**
 * What can happen in an office, a row each: another act is another row. An act chooses by dice whom and what it is about,
 * often wrongly on purpose; it answers a value or a typed failure, and nothing else may ever come of it.
 */

import { finishErasures, erasePerson } from '../../../electron/core/person/erase.ts';
import { exportPerson } from '../../../electron/core/person/export-person.ts';
import { beginClose, closeDay, resumeDay } from '../../../electron/core/day/close-day.ts';
import { explainDifference } from '../../../electron/core/day/explain.ts';
import { openDay } from '../../../electron/core/day/open-day.ts';
import { handShift } from '../../../electron/core/day/shift.ts';
import { importApprovals } from '../../../electron/core/intake/import-file.ts';
import { cancelJob } from '../../../electron/core/issue/cancel.ts';
import { recoverAtStart } from '../../../electron/core/issue/recover.ts';
import { reprintJob, restartJob } from '../../../electron/core/issue/restart.ts';
import { setAsideJob } from '../../../electron/core/issue/set-aside.ts';
import type { JobEvent } from '../../../electron/core/issue/job-state.ts';
import type { Actor } from '../../../electron/core/ports.ts';
import { exportResults } from '../../../electron/core/results/export-results.ts';
import { acceptApplication } from '../../../electron/core/review/accept.ts';
import { returnApplication } from '../../../electron/core/review/return.ts';
import { warningsAbout } from '../../../electron/core/review/view.ts';
import { noticeAbout, replacementOf } from '../../../electron/core/sample/sign-record.ts';
import { destroyBlanks } from '../../../electron/core/stock/destroy.ts';
import { findBlank, loseBlank } from '../../../electron/core/stock/lost.ts';
import { receiveBox } from '../../../electron/core/stock/receive-box.ts';
import { setAsideBlank } from '../../../electron/core/stock/spoilt.ts';
import { storeCard } from '../../../electron/core/stock/store-card.ts';
import { loadTray, openBox, unloadTray } from '../../../electron/core/stock/tray.ts';
import { composeCardNumber } from '../../../shared/card/number.ts';
import { lastValidDay } from '../../../shared/card/validity.ts';
import type { Application, ApplicationState } from '../../../shared/model/application.ts';
import {
  approvalSchema,
  type ApprovalRecord,
  type AuthorityRecord,
  type KindOfIssue,
  type ReplacementRecord,
} from '../../../shared/model/approval.ts';
import { applicationNumberSchema, blankSerialSchema, type BlankSerial } from '../../../shared/model/ids.ts';
import { jobStateSchema, type Job } from '../../../shared/model/job.ts';
import type { BlankPlace, Card, CardState } from '../../../shared/model/stock.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { atTheDesk } from './desk.ts';
import { beginEncoding, compose, goOn } from './machine.ts';
import { people, smallPhoto, type Dice, type ModelOffice } from './model-office.ts';

export interface Act {
  /** How often it happens, against the others. */
  readonly weight: number;
  run(office: ModelOffice, dice: Dice): Result<unknown> | Promise<Result<unknown>>;
}

const nothing = ok('nothing to do');
const kinds: readonly KindOfIssue[] = ['expiry', 'changeOfData', 'damage', 'loss', 'voluntaryExchange'];

export const acts: Readonly<Record<string, Act>> = {
  // ---- the authority ---------------------------------------------------------------------------------------------
  approve: { weight: 9, run: (office, dice) => take(office, newApproval(office, dice)) },
  approveAgain: {
    weight: 5,
    run(office, dice) {
      const earlier = dice.of([...office.sent.values()]);
      if (earlier === undefined) return nothing;
      const number = applicationNumberSchema.parse(`B-2026-${String(office.next++).padStart(6, '0')}`);
      const renewed = { ...earlier.card, renewalCount: earlier.card.renewalCount + 1 };
      const recordId = office.context(people[0]).random.uuid();
      // Now and then a second first issue for one number: it must come to nothing.
      const kind = dice.chance(0.1) ? 'firstIssue' : (dice.of(kinds) ?? 'damage');
      const changes = { recordId, applicationNumber: number, kind, card: renewed };
      return take(office, approvalSchema.parse({ ...approvalOf(earlier), ...changes }));
    },
  },
  replace: {
    weight: 1,
    run(office, dice) {
      const earlier = dice.of([...office.sent.values()]);
      if (earlier === undefined) return nothing;
      const { hash } = office.sign(earlier);
      const person = { ...earlier.person, latinName: `${earlier.person.latinName.split(',')[0]}, NEW` };
      return take(office, replacementOf(earlier, hash, office.context(people[0]).random.uuid(), { person }));
    },
  },
  withdrawOrHold: {
    weight: 2,
    run(office, dice) {
      const earlier = dice.of([...office.sent.values()]);
      if (earlier === undefined) return nothing;
      const type = dice.of(['withdrawal', 'hold', 'release'] as const) ?? 'hold';
      const random = office.context(people[0]).random.uuid();
      return take(office, noticeAbout(type, earlier, office.sign(earlier).hash, random, 'a reason'));
    },
  },
  // ---- review ----------------------------------------------------------------------------------------------------
  accept: { weight: 14, run: (office, dice) => accept(office, dice) },
  sendBack: {
    weight: 1,
    run(office, dice) {
      const found = application(office, dice, ['received']);
      if (found === undefined) return nothing;
      const input = { applicationId: found.id, revision: found.revision, reason: 'photo of somebody else' };
      return returnApplication(input, office.context(somebody(dice)));
    },
  },
  // ---- jobs and faults -------------------------------------------------------------------------------------------
  compose: {
    weight: 12,
    run(office, dice) {
      const found = application(office, dice, ['accepted', 'accepted', 'accepted', 'received', 'held']);
      return found === undefined ? nothing : compose(found, office.context(somebody(dice)));
    },
  },
  encodeBegin: {
    weight: 12,
    run: (office, dice) => onJob(office, dice, ['composed'], (job, context) => beginEncoding(job, context)),
  },
  machine: { weight: 40, run: (office, dice) => machine(office, dice) },
  setAsideJob: {
    weight: 4,
    run: (office, dice) =>
      onJob(office, dice, ['encoded', 'printed', 'suspended', 'verified'], (job, context) =>
        setAsideJob({ ...on(job), reason: 'visualDefect', note: 'a note of somebody' }, context),
      ),
  },
  restart: {
    weight: 3,
    run: (office, dice) => onJob(office, dice, ['setAside'], (job, context) => restartJob(on(job), context)),
  },
  reprint: {
    weight: 1,
    run: (office, dice) =>
      onJob(office, dice, ['setAside'], (job, context) =>
        reprintJob({ ...on(job), reason: 'printSpoilt', second: office.second(somebody(dice)) }, context),
      ),
  },
  cancel: {
    weight: 1,
    run: (office, dice) =>
      onJob(office, dice, ['composed', 'setAside', 'encoded'], (job, context) =>
        cancelJob({ ...on(job), note: 'given up' }, context),
      ),
  },
  powerCut: {
    weight: 1,
    async run(office) {
      office.powerCut();
      const context = office.context({ account: 'system', role: 'system' });
      const finished = finishErasures(context);
      return finished.ok ? recoverAtStart(context) : finished;
    },
  },
  // ---- cards -----------------------------------------------------------------------------------------------------
  store: {
    weight: 12,
    run: (office, dice) =>
      onJob(office, dice, ['verified', 'verified', 'verified', 'printed'], (job, context) =>
        // One that lies in the safe already is tried again only now and then.
        office.store.cardOfJob(job.id) !== undefined && dice.chance(0.9)
          ? nothing
          : storeCard({ ...on(job), safe: 'S1', slot: String(dice.below(40)) }, context),
      ),
  },
  handOver: {
    weight: 14,
    run(office, dice) {
      const found = card(office, dice, ['inCustody', 'inCustody', 'inCustody', 'handedOver']);
      if (found === undefined) return nothing;
      return atTheDesk(office, found, dice, somebody(dice));
    },
  },
  results: {
    weight: 1,
    run(office) {
      const context = office.context(people[0]);
      const ids = office.store.pendingResults().map(({ result }) => result.resultId);
      const signer = context.certificateSigner();
      const exported = signer.ok ? exportResults(context, signer.value) : signer;
      if (!exported.ok) return exported;
      return context.store.commit(people[0], (tx) => {
        const acknowledged = tx.acknowledgeResults(ids);
        const detail = { named: ids.length, acknowledged };
        const subject = { kind: 'file', id: context.random.id() } as const;
        tx.audit({ action: 'result.acknowledged', subject, outcome: 'ok', detail });
        return ok(acknowledged);
      });
    },
  },
  // ---- boxes -----------------------------------------------------------------------------------------------------
  receive: {
    weight: 2,
    run(office, dice) {
      const number = dice.chance(0.9) ? office.next++ : dice.below(office.next);
      const serial = (at: number): BlankSerial =>
        blankSerialSchema.parse(`MX${String(number * 100 + at).padStart(8, '0')}`);
      const range = { first: serial(1), last: serial(1 + dice.below(12)) };
      const box = { box: `BOX-${number}`, deliveryNote: `DN-${number}`, ...range };
      return receiveBox({ ...box, second: office.second(somebody(dice)) }, office.context(somebody(dice)));
    },
  },
  openBox: {
    weight: 2,
    run(office, dice) {
      const box = dice.of(office.store.boxes());
      return box === undefined ? nothing : openBox({ box: box.name }, office.context(somebody(dice)));
    },
  },
  load: {
    weight: 4,
    run(office, dice) {
      const box = dice.of(office.store.boxes().filter(({ left }) => left > 0 || dice.chance(0.1)));
      if (box === undefined) return nothing;
      return loadTray({ box: box.name, count: 1 + dice.below(8) }, office.context(somebody(dice)));
    },
  },
  unload: {
    weight: 1,
    run: (office, dice) => unloadTray({ count: 1 + dice.below(3) }, office.context(somebody(dice))),
  },
  setAsideBlank: {
    weight: 1,
    run: (office, dice) =>
      onBlank(office, dice, ['inTray', 'boxed', 'inWork'], (serial) =>
        setAsideBlank({ serial, reason: 'damaged' }, office.context(somebody(dice))),
      ),
  },
  lose: {
    weight: 1,
    run: (office, dice) =>
      onBlank(office, dice, ['inTray', 'boxed', 'setAside', 'inWork', 'finished'], (serial) =>
        loseBlank({ serial, second: office.second(somebody(dice)) }, office.context(somebody(dice))),
      ),
  },
  find: {
    weight: 1,
    run: (office, dice) =>
      onBlank(office, dice, ['lost', 'lost', 'inTray'], (serial) =>
        findBlank({ serial, second: office.second(somebody(dice)) }, office.context(somebody(dice))),
      ),
  },
  destroy: {
    weight: 3,
    run(office, dice) {
      const places = ['setAside', 'returned', ...(dice.chance(0.1) ? ['inTray' as const] : [])] as const;
      const serials = places.flatMap((place) => office.store.blanksIn(place, 3).map(({ serial }) => serial));
      const input = { serials, method: 'shredded' as const, second: office.second(somebody(dice)) };
      return destroyBlanks(input, office.context(somebody(dice)));
    },
  },
  // ---- the day ---------------------------------------------------------------------------------------------------
  openDay: {
    weight: 6,
    run(office, dice) {
      const { boxed, inTray } = counts(office, dice);
      const input = {
        count: { boxed, inTray },
        countedTwice: dice.chance(0.5),
        testCard: null,
        clockConfirmed: true,
        note: '',
      };
      return openDay(input, office.context(somebody(dice)));
    },
  },
  handShift: {
    weight: 1,
    run(office, dice) {
      const { boxed, inTray } = counts(office, dice);
      const input = { count: { boxed, inTray }, countedTwice: false, note: '', second: office.second(somebody(dice)) };
      return handShift(input, office.context(somebody(dice)));
    },
  },
  beginClose: { weight: 1, run: (office, dice) => beginClose(office.context(somebody(dice))) },
  resume: { weight: 3, run: (office, dice) => resumeDay(office.context(somebody(dice))) },
  close: {
    weight: 5,
    run(office, dice) {
      const count = counts(office, dice);
      const input = { count, countedTwice: dice.chance(0.5), leftOverSeen: dice.chance(0.8), note: '' };
      return closeDay(input, office.context(somebody(dice)));
    },
  },
  explain: {
    weight: 4,
    run(office, dice) {
      const difference = office.store.unexplained()[0];
      const number = difference?.number ?? 1;
      const input = {
        number,
        cause: 'miscounted',
        explanation: 'counted wrongly',
        second: office.second(somebody(dice)),
      } as const;
      return explainDifference(input, office.context(somebody(dice)));
    },
  },
  nextDay: {
    weight: 1,
    run(office) {
      office.clock.set(new Date(office.clock.now().getTime() + 10 * 3_600_000).toISOString());
      return nothing;
    },
  },
  // ---- persons ---------------------------------------------------------------------------------------------------
  erase: {
    weight: 2,
    run(office, dice) {
      const found = application(office, dice, ['returned', 'withdrawn', 'accepted', 'received']);
      if (found === undefined) return nothing;
      const reason = dice.of(['requested', 'retentionOver'] as const) ?? 'requested';
      const input = {
        applicationId: found.id,
        revision: found.revision,
        reason,
        second: office.second(somebody(dice)),
      };
      return erasePerson(input, office.context(somebody(dice)));
    },
  },
  takeOut: {
    weight: 1,
    run(office, dice) {
      const found = application(office, dice, ['received', 'accepted']);
      return found === undefined ? nothing : exportPerson(found.id, somebody(dice), office.store);
    },
  },
  search: {
    weight: 2,
    run(office, dice) {
      const sought = dice.of([...office.sent.values()]);
      const text = sought?.person.passport.number ?? 'nobody';
      const { total } = office.store.queue({ view: 'all', text, offset: 0, limit: 20 });
      const known = sought === undefined ? undefined : office.store.applicationByNumber(sought.applicationNumber);
      if (known !== undefined && total === 0) throw new Error('a case on file is not found');
      return ok(total);
    },
  },
};

/** What a record in force says, as an approval of its own. */
function approvalOf({
  kind,
  urgent,
  decision,
  person,
  photo,
  card: content,
  ...rest
}: ApprovalRecord | ReplacementRecord) {
  const { version, recordId, issuedAt, expiresAt, audience, applicationNumber } = rest;
  const envelope = { version, recordId, issuedAt, expiresAt, audience, applicationNumber };
  return { type: 'approval', ...envelope, kind, urgent, decision, person, photo, card: content };
}

function somebody(dice: Dice): Actor {
  return dice.of(people) ?? people[0];
}

function on(job: Job) {
  return { jobId: job.id, revision: job.revision };
}

function newApproval(office: ModelOffice, dice: Dice): ApprovalRecord {
  const n = office.next++;
  const birthDate = `19${50 + dice.below(50)}-0${1 + dice.below(9)}-1${dice.below(9)}`;
  const validFrom = '2026-03-01';
  const sequence = String((2 * n) % 1000).padStart(3, '0');
  return approvalSchema.parse({
    type: 'approval',
    version: 1,
    recordId: office.context(people[0]).random.uuid(),
    issuedAt: '2026-03-01T08:00:00Z',
    expiresAt: '2027-06-01T08:00:00Z',
    audience: { office: office.context(people[0]).profile.office },
    applicationNumber: `A-2026-${String(n).padStart(6, '0')}`,
    kind: 'firstIssue',
    urgent: dice.chance(0.1),
    decision: { number: `D-${n}`, date: '2026-02-20', authority: 'Sample authority' },
    person: {
      latinName: `MODEL, ${'ABCDEFGHIJ'[n % 10]}`,
      chineseName: '样本安',
      sex: 'F',
      birthDate,
      nationality: 'POL',
      passport: { number: `EP${String(n).padStart(6, '0')}`, issuingState: 'POL', expiresOn: '2031-01-01' },
    },
    photo: { mediaType: 'image/jpeg', data: smallPhoto() },
    card: {
      number: composeCardNumber({ place: '11', nationality: '616', birthDate, sequence }),
      renewalCount: 0,
      validFrom,
      validUntil: lastValidDay(birthDate, validFrom),
    },
  });
}

async function take(office: ModelOffice, record: AuthorityRecord): Promise<Result<unknown>> {
  const bytes = new TextEncoder().encode(`${office.sign(record).jws}\n`);
  const chunks = (async function* () {
    yield bytes;
  })();
  const context = { ...office.context(people[0]), onProgress: () => undefined };
  const report = await importApprovals({ name: 'model.approvals', bytesTotal: bytes.length, chunks }, context);
  if (!report.ok) return report;
  const { imported, replaced, refused } = report.value;
  if (imported + replaced > 0 && (record.type === 'approval' || record.type === 'replacement')) {
    office.sent.set(record.applicationNumber, record);
  }
  const [first] = refused;
  return first === undefined ? report : { ok: false, error: first.error };
}

async function accept(office: ModelOffice, dice: Dice): Promise<Result<unknown>> {
  const found = application(office, dice, ['received', 'received', 'received', 'accepted']);
  if (found === undefined) return nothing;
  const context = office.context(somebody(dice));
  const photo = context.store.photo(found.id);
  const warnings = photo === undefined ? ok([]) : await warningsAbout(found, photo, context);
  if (!warnings.ok) return warnings;
  const acknowledged = dice.chance(0.95) ? warnings.value.map(({ kind }) => kind) : [];
  return acceptApplication({ applicationId: found.id, revision: found.revision, acknowledged }, context);
}

/** What the machine comes to next, mostly good. */
function machine(office: ModelOffice, dice: Dice): Result<unknown> {
  const wayOf: Readonly<Partial<Record<Job['state'], readonly JobEvent[]>>> = {
    encoding: ['encoded', 'encoded', 'encoded', 'encoded', 'encodeRefused', 'outcomeUnknown', 'setAside'],
    encoded: ['printBegun'],
    printing: ['printed', 'printed', 'printed', 'printed', 'printRefused', 'outcomeUnknown'],
    printed: ['verified', 'verified', 'verified', 'setAside'],
    suspended: ['foundPrinted', 'foundUnprinted', 'encodeResumed', 'setAside'],
  };
  const job = dice.of(office.store.jobsIn(['encoding', 'encoded', 'printing', 'printed', 'suspended']));
  const event = job === undefined ? undefined : dice.of(wayOf[job.state] ?? []);
  if (job === undefined || event === undefined) return nothing;
  const context = office.context(somebody(dice));
  if (event === 'setAside') return setAsideJob({ ...on(job), reason: 'chipFault', note: '' }, context);
  return goOn(job, event, context);
}

function application(office: ModelOffice, dice: Dice, states: readonly ApplicationState[]): Application | undefined {
  const sql = 'SELECT id FROM application WHERE state = ? AND erasureId IS NULL ORDER BY ordinal DESC LIMIT 40';
  const ids = office.file.prepare(sql).pluck().all(dice.of(states)) as Application['id'][];
  const id = dice.of(ids);
  return id === undefined ? undefined : office.store.application(id);
}

function card(office: ModelOffice, dice: Dice, states: readonly CardState[]): Card | undefined {
  const state = dice.of(states);
  return state === undefined ? undefined : dice.of(office.store.cards({ states: [state], limit: 40 }));
}

type Context = ReturnType<ModelOffice['context']>;

function onJob(
  office: ModelOffice,
  dice: Dice,
  states: readonly Job['state'][],
  work: (job: Job, context: Context) => Result<unknown> | Promise<Result<unknown>>,
): Result<unknown> | Promise<Result<unknown>> {
  const state = dice.chance(0.95) ? dice.of(states) : dice.of(jobStateSchema.options);
  const job = state === undefined ? undefined : dice.of(office.store.jobsIn([state]));
  if (job === undefined) return nothing;
  // Sometimes what was on the screen is no longer so.
  const shown = dice.chance(0.97) ? job : { ...job, revision: job.revision + 1 };
  return work(shown, office.context(somebody(dice)));
}

function onBlank(
  office: ModelOffice,
  dice: Dice,
  places: readonly BlankPlace[],
  work: (serial: BlankSerial) => Result<unknown> | Promise<Result<unknown>>,
): Result<unknown> | Promise<Result<unknown>> {
  const place = dice.of(places);
  const blank = place === undefined ? undefined : dice.of(office.store.blanksIn(place, 20));
  return blank === undefined ? nothing : work(blank.serial);
}

/** What somebody counts: mostly what there is. */
function counts(office: ModelOffice, dice: Dice) {
  const { boxed, inTray, setAside, test, returned, suspended, finished } = office.store.countBlanks();
  const wrong = dice.chance(0.15) ? 1 : 0;
  return { boxed, inTray: inTray + wrong, setAside, test, returned, suspended, finished };
}
