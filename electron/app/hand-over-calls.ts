/** What the calls of hand-over, old cards, custody and complaints do: the use case, its context, and the files it meets. */

import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { handOverCalls } from '../../shared/contract/hand-over.ts';
import { numberSlipSchema } from '../../shared/model/number-slip.ts';
import type { CardId } from '../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { writeWhole } from '../adapters/system/write-whole.ts';
import { takeBack } from '../core/custody/come-back.ts';
import { decideComplaint, inspectComplaint, openComplaint } from '../core/custody/complain.ts';
import { dispatchCard, settleDispatch } from '../core/custody/dispatch.ts';
import { exportRevocations } from '../core/custody/revocation-list.ts';
import { signPaper } from '../core/papers/signed-paper.ts';
import { takeInCard } from '../core/custody/take-in.ts';
import { listCustody, remind, returnUncollected } from '../core/custody/wait.ts';
import { checkIdentity } from '../core/hand-over/check-identity.ts';
import { confirmByHolder } from '../core/hand-over/confirm.ts';
import { holderSheet, holderView } from '../core/hand-over/holder-sheet.ts';
import { inspectAtDesk } from '../core/hand-over/inspect-card.ts';
import {
  cancelOldCard,
  collectOldCard,
  destroyOldCard,
  holdAsEvidence,
  listOldCards,
  lookAtOldCard,
} from '../core/hand-over/old-card.ts';
import { viewHandOver } from '../core/hand-over/open-hand-over.ts';
import { draftReceipt, signReceipt } from '../core/hand-over/sign.ts';
import type { IssueContext } from '../core/issue/context.ts';
import { issuanceFile, issuanceOf } from '../core/results/issuance.ts';
import type { DeskOptions } from './desk-session.ts';
import type { Handlers } from './dispatch.ts';
import { noHolderScreen } from './holder-screen.ts';
import { record } from './on-record.ts';
import { shownCards, type createLooks } from './person-calls.ts';
import { oldCardOfTraining } from './training-old-card.ts';
import type { Workstation } from './workstation.ts';

type HandOverHandlers = Pick<Handlers, keyof typeof handOverCalls>;

const READER_RECORD_BYTES = 256;
const LARGEST_FACE = 2 * 1024 * 1024;
/** A paper with the record (2 MiB at most), faces and chip image in base64. */
const LARGEST_PAPER = 8 * 1024 * 1024;

export function createHandOverCalls(
  station: Workstation,
  { chooser, holderScreen = noHolderScreen }: Pick<DeskOptions, 'chooser' | 'holderScreen'>,
  context: () => IssueContext,
  afterwards: <T>(work: Result<T> | Promise<Result<T>>) => Promise<Result<T>>,
  looks: ReturnType<typeof createLooks>,
): HandOverHandlers {
  const { store, papers, profile } = station;

  /** Asked where to, then on record, then written: the person who asked acts. */
  async function save(
    asked: IssueContext,
    cardId: CardId,
    what: string,
    name: string,
    content: string | Uint8Array,
  ): Promise<Result<{ readonly file: string } | null>> {
    const file = await chooser.saveFile('receipt', name);
    if (file === null) return ok(null);
    const subject = { kind: 'card', id: cardId } as const;
    const noted = record(store, asked.actor, { action: 'paper.saved', subject, outcome: 'begun', detail: { what } });
    if (!noted.ok) return noted;
    const written = writeWhole(file, content);
    return written.ok ? ok({ file }) : written;
  }

  const signer = () => station.keys.signer('results', 'ES256');

  return {
    'handOver.view'(input) {
      const asked = context();
      const view = viewHandOver(input, asked);
      // Which card it is and whose: once for whoever is signed in, however often the dialog asks.
      return view.ok ? looks.on(shownCards(input.cardId, [view.value.card]), asked.actor, view.value) : view;
    },
    'handOver.identity': (input) => checkIdentity(input, context()),
    'handOver.inspect': (input) => inspectAtDesk(input, context()),
    async 'handOver.sheet'(input) {
      const sheet = holderSheet(input, context());
      return sheet.ok ? ok({ pdf: await papers.sheet(sheet.value) }) : sheet;
    },
    async 'handOver.show'(input) {
      const view = holderView(input, context());
      return view.ok ? ok({ onSecond: await holderScreen.show(view.value), view: view.value }) : view;
    },
    'handOver.hide'() {
      holderScreen.hide();
      return ok({});
    },
    'handOver.holder': (input) => confirmByHolder(input, context()),
    'handOver.draft': (input) => draftReceipt(input, context()),
    'handOver.sign': (input) => signReceipt(input, context()),

    'oldCard.read': (input) => lookAtOldCard(input, context()),
    'oldCard.collect': (input) => afterwards(collectOldCard(input, context())),
    'oldCard.cancel': (input) => afterwards(cancelOldCard(input, context())),
    'oldCard.hold': (input) => afterwards(holdAsEvidence(input, context())),
    'oldCard.destroy': (input) => afterwards(destroyOldCard(input, { ...context(), hasher: station.hasher })),
    'oldCard.list': (input) => listOldCards(input, context()),
    async 'oldCard.chooseRecord'() {
      const path = await chooser.openFile('oldCard');
      return path === null ? ok(null) : readRecordFiles(path);
    },
    'training.oldCard': ({ applicationId }) => oldCardOfTraining(station, applicationId),

    'custody.list'(input) {
      const asked = context();
      const page = listCustody(input, asked);
      if (!page.ok) return page;
      const cards = page.value.rows.map(({ card }) => card);
      return looks.on({ ...shownCards(input.text, cards), view: input.view }, asked.actor, page.value);
    },
    'custody.remind': (input) => afterwards(remind(input, context())),
    'custody.returnUncollected': (input) => afterwards(returnUncollected(input, context())),
    async 'custody.dispatch'(input) {
      const asked = context();
      const key = signer();
      if (!key.ok) return key;
      // Where it goes is asked first: a card is not closed for a paper that nobody wants.
      const file = await chooser.saveFile('receipt', `${input.office}-${input.cardId.slice(0, 8)}.dispatch`);
      if (file === null) return ok(null);
      const sent = await afterwards(dispatchCard(input, asked, key.value));
      if (!sent.ok) return sent;
      const written = writeWhole(file, sent.value.paper);
      return written.ok ? ok({ card: sent.value.card, file }) : written;
    },
    async 'custody.chooseAndSaveDispatch'({ cardId }) {
      const asked = context();
      const paper = store.cardFile(cardId, 'dispatch.jws');
      if (paper === undefined || store.openDispatch(cardId) === undefined) return fail('dispatch.notUnderWay', {});
      return save(asked, cardId, 'dispatch', `${cardId.slice(0, 8)}.dispatch`, paper);
    },
    'custody.settle': (input) => afterwards(settleDispatch(input, context())),
    'custody.takeBack': (input) => afterwards(takeBack(input, context())),
    async 'custody.chooseAndTakeIn'(input) {
      const asked = context();
      const path = await chooser.openFile('dispatch');
      if (path === null) return ok(null);
      const paper = readLimited(path, LARGEST_PAPER);
      if (!paper.ok) return paper;
      const publicKey = keyOf(input.key);
      if (publicKey === null) return fail('dispatch.untrusted', { flaw: 'key' });
      const text = new TextDecoder().decode(paper.value);
      return afterwards(takeInCard(input, { paper: text, publicKey }, asked));
    },
    async 'custody.chooseAndExportRevocations'() {
      const asked = context();
      const key = signer();
      if (!key.ok) return key;
      const file = await chooser.saveFile('results', `${profile.workstation}.revocations`);
      if (file === null) return ok(null);
      const list = exportRevocations(asked, key.value);
      if (!list.ok) return list;
      const written = writeWhole(file, list.value.text);
      return written.ok ? ok({ file, entries: list.value.entries }) : written;
    },

    'complaint.open': (input) => afterwards(openComplaint(input, context())),
    'complaint.inspect': (input) => afterwards(inspectComplaint(input, context())),
    'complaint.decide': (input) => afterwards(decideComplaint(input, { ...context(), hasher: station.hasher })),
    'complaint.of': ({ cardId }) => ok(store.complaint(cardId) ?? null),
    async 'complaint.chooseAndSaveSlip'({ cardId }) {
      const asked = context();
      const card = store.card(cardId);
      const complaint = store.complaint(cardId);
      const application = card === undefined ? undefined : store.application(card.applicationId);
      if (card === undefined || application === undefined) return fail('notFound', { what: 'card' });
      if (complaint === undefined || complaint.decision === null) return fail('complaint.none', {});
      const { number: applicationNumber } = application;
      const pdf = await papers.slip({ complaint, applicationNumber, blankSerial: card.blankSerial });
      return save(asked, cardId, 'complaint', `reply-${cardId.slice(0, 8)}.pdf`, pdf);
    },

    async 'card.chooseAndSaveNumberSlip'({ cardId }) {
      const asked = context();
      const kept = store.cardFile(cardId, 'number-slip.json');
      if (kept === undefined) return fail('notFound', { what: 'numberSlip' });
      const slip = numberSlipSchema.parse(JSON.parse(new TextDecoder().decode(kept)));
      const key = signer();
      const paper = key.ok ? signPaper('starcard-number+jws', slip, key.value, asked.digest) : key;
      if (!paper.ok) return paper;
      const pdf = await papers.numbers(slip);
      const saved = await save(asked, cardId, 'numbers', `numbers-${cardId.slice(0, 8)}.pdf`, pdf);
      if (!saved.ok || saved.value === null) return saved;
      const beside = writeWhole(`${saved.value.file.replace(/\.pdf$/i, '')}.jws`, `${paper.value}\n`);
      return beside.ok ? saved : beside;
    },
    async 'card.chooseAndSaveIssuance'({ cardId }) {
      const asked = context();
      const made = issuanceOf(store, cardId, asked);
      if (!made.ok) return made;
      const { statement, sequences } = made.value;
      const evidence = store.auditSelection(sequences, statement);
      if (!evidence.ok) return evidence;
      const text = issuanceFile(statement, evidence.value);
      return save(asked, cardId, 'issuance', `${statement.receipt}.issuance.json`, text);
    },
  };
}

/** DER SubjectPublicKeyInfo of a PEM; null where it is none. */
function keyOf(pem: string): Uint8Array | null {
  try {
    return new Uint8Array(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
  } catch {
    return null;
  }
}

function readLimited(path: string, most: number): Result<Uint8Array> {
  try {
    if (statSync(path).size > most) return fail('intake.oversized', { limitMiB: most / 1024 / 1024 });
    return ok(new Uint8Array(readFileSync(path)));
  } catch (thrown) {
    return fail('file.unreadable', { path, reason: codeOf(thrown) });
  }
}

/** The record as a reader writes it, 256 bytes, and the face beside it under the same name. */
function readRecordFiles(path: string): Result<{ readonly record: Uint8Array; readonly face: Uint8Array | null }> {
  const read = readLimited(path, LARGEST_FACE);
  if (!read.ok) return read;
  if (read.value.length !== READER_RECORD_BYTES)
    return fail('chip.malformed', { what: 'EF.READER', problem: 'length' });
  const beside = ['.jpg', '.jpeg', '.JPG'].map((ending) => path.replace(/\.[^.\\/]*$/, '') + ending).find(existsSync);
  const face = beside === undefined ? ok(null) : readLimited(beside, LARGEST_FACE);
  return face.ok ? ok({ record: read.value, face: face.value }) : face;
}
