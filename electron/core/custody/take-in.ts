/**
 * A card of another office is opened here, by the signed paper that came with it. Nothing is believed for the paper's
 * sake alone: the authority's record is verified as at intake, and the chip is inspected at the hand-over.
 */

import type { ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { decodeBase64 } from '../intake/base64.ts';
import type { ContentRecord } from '../intake/check-approval.ts';
import { verifyRecord, type VerifiedRecord } from '../intake/verify-record.ts';
import type { IssueContext } from '../issue/context.ts';
import type { Reader, Transaction } from '../ports.ts';
import { livingCards } from '../stock/living-cards.ts';
import { revokeSuperseded } from '../stock/revoke.ts';
import { dispatchPaperSchema, type DispatchPaper } from './dispatch.ts';
import { endSentBack, knownCase, type KnownCase } from './known-case.ts';
import { sentBack } from './sent-back.ts';
import { readPaper } from '../papers/signed-paper.ts';
import { isStraight, nameOfDesk, textOfWay } from './way.ts';

type Desk = Pick<IssueContext, 'store' | 'actor' | 'clock' | 'digest' | 'random' | 'verifier' | 'profile' | 'trust'>;

type Place = Pick<ParsedInput<'custody.chooseAndTakeIn'>, 'safe' | 'slot'>;

/** What came with the card: the paper's text, and the sender's public key (DER SubjectPublicKeyInfo), given by another way. */
export interface Arrived {
  readonly paper: string;
  readonly publicKey: Uint8Array;
}

/**
 * The card, in custody here; a card of this office that the other one sends back lies in the safe again (revoked meanwhile:
 * among what is destroyed). A card made for a lost one takes that one out of use here, where this office had handed it over.
 * Fails with `dispatch.*`, as intake does on the record, with `card.livingAlready` where a card of that number waits here or
 * lives beside a first issue or after a loss, as `knownCase` does, `card.slotTaken`.
 */
export async function takeInCard(input: Place, arrived: Arrived, context: Desk): Promise<Result<Card>> {
  const permitted = requirePermission(context.actor, 'custody.chooseAndTakeIn');
  if (!permitted.ok) return permitted;
  const { profile, trust, store, actor } = context;
  const read = readPaper(arrived.paper, 'starcard-dispatch+jws', dispatchPaperSchema, { ...context, ...arrived });
  if (!read.ok) return read;
  const paper = read.value;
  if (paper.to !== profile.office) return fail('dispatch.otherOffice', { office: paper.to });
  if (store.card(paper.card.id) !== undefined) return sentBack(paper, input, context);
  const { via = [], from } = paper;
  if (!isStraight([...via, from], profile)) return fail('dispatch.untrusted', { flaw: 'way' });
  // Addressed to whoever made the card, and good when it was made; what ran out since stops no finished card.
  const maker = { ...trust, ...(via[0] ?? from), knownPaths: new Map() };
  const verified = await verifyRecord(paper.record, maker, new Date(paper.job.createdAt));
  if (!verified.ok) return verified;
  const content = contentOf(paper, verified.value);
  if (!content.ok) return content;
  return store.commit(actor, (tx) => {
    const known = knownCase(tx, paper, content.value.record);
    if (!known.ok) return known;
    const arrival = { paper, ...content.value, known: known.value };
    const free = isFree(tx, arrival, input);
    return free.ok ? open(tx, arrival, input, context) : free;
  });
}

interface Content {
  readonly record: ContentRecord;
  readonly verified: VerifiedRecord;
  readonly photo: Uint8Array;
}

interface Arrival extends Content {
  readonly paper: DispatchPaper;
  /** The case of a card that was here before. */
  readonly known: KnownCase | null;
}

/** The record has to be the one that the card was made from, and says what the card's row says. */
function contentOf(paper: DispatchPaper, verified: VerifiedRecord): Result<Content> {
  const { record, hash } = verified;
  if (record.type !== 'approval' && record.type !== 'replacement')
    return fail('dispatch.untrusted', { flaw: 'record' });
  const { card, job, application } = paper;
  const agrees =
    job.recordHash === hash &&
    application.number === record.applicationNumber &&
    card.number === record.card.number &&
    card.validFrom === record.card.validFrom &&
    card.validUntil === record.card.validUntil &&
    card.jobId === job.id &&
    card.blankSerial === job.blankSerial &&
    card.chipSerial === job.chipSerial &&
    application.reviewedBy !== null &&
    application.reviewedAt !== null &&
    job.state === 'verified';
  const photo = decodeBase64(record.photo.data);
  return agrees && photo !== undefined
    ? ok({ record, verified, photo })
    : fail('dispatch.untrusted', { flaw: 'content' });
}

/** Cards of the case itself are in nobody's way: they are out of use by this one, or collected when it is handed over. */
function isFree(reader: Reader, { paper, record, known }: Arrival, place: Place): Result<void> {
  const isOther = ({ applicationId }: Card): boolean => applicationId !== known?.application.id;
  const waiting = reader.waitingCard(record.card.number);
  const isEnded = (card: Card): boolean =>
    known?.application.recordHash !== paper.job.recordHash || known.sentBack.some(({ id }) => id === card.id);
  if (waiting !== undefined && (isOther(waiting) || !isEnded(waiting))) return fail('card.livingAlready', {});
  const living = livingCards(reader, record.card.number).filter(isOther);
  if (living.length > 0 && record.kind === 'firstIssue') return fail('card.livingAlready', {});
  // What was made after it is not the card that it takes the place of.
  const isLater = living.some(({ validFrom }) => validFrom > record.card.validFrom);
  if (isLater && record.kind === 'loss') return fail('card.livingAlready', {});
  if (reader.blank(paper.card.blankSerial) !== undefined)
    return fail('stock.blankKnown', { blank: paper.card.blankSerial });
  const taken = reader.cardInSlot(place.safe, place.slot);
  return taken === undefined ? ok(undefined) : fail('card.slotTaken', { safe: place.safe, slot: place.slot });
}

/** The case in this office: new, as it was, or on the record of this card. */
function keepCase(
  tx: Transaction,
  { paper, record, verified, photo, known }: Arrival,
  { clock }: Pick<Desk, 'clock'>,
): Application {
  const receivedAt = clock.now().toISOString();
  const desk = nameOfDesk(paper.from);
  const way = paper.via === undefined ? {} : { via: textOfWay(paper.via) };
  const { hash, jws } = verified;
  const isSame = known?.application.recordHash === hash;
  const { recordId, type, kind, urgent, person, card, decision, expiresAt } = record;
  const arrived: Application = {
    ...paper.application,
    // Accounts are names of one workstation only: `officer1` there is not `officer1` here.
    reviewedBy: `${desk}:${paper.application.reviewedBy ?? ''}`,
    state: 'accepted',
    heldFrom: null,
    reason: null,
    kind,
    urgent,
    person,
    card,
    decision,
    expiresAt,
    receivedAt,
    recordHash: hash,
    revision: (known?.application.revision ?? 0) + 1,
  };
  const application = isSame ? known.application : arrived;
  if (known === null) tx.insertApplication(application, photo);
  else if (!isSame) tx.updateApplication(application, photo);
  if (!isSame) tx.insertRecord({ hash, recordId, type, jws, applicationId: application.id, receivedAt });
  const { id, revision } = application;
  tx.audit({
    action: 'application.arrived',
    subject: { kind: 'application', id },
    outcome: 'ok',
    detail: { office: desk, ...way, recordDigest: tx.salted(id, hash), revision },
  });
  return application;
}

function open(tx: Transaction, arrival: Arrival, { safe, slot }: Place, context: Desk): Result<Card> {
  const { paper, known } = arrival;
  const { clock } = context;
  const at = clock.now().toISOString();
  const desk = nameOfDesk(paper.from);
  const application = keepCase(tx, arrival, context);
  const former = known === null ? ok(undefined) : endSentBack(tx, known, context);
  if (!former.ok) return former;
  // The office that accepted a loss could not take out of use what was handed over here; where that is nothing, this log too
  // says that the lost card is, before another one leaves.
  const superseded = revokeSuperseded(tx, application, context);
  if (!superseded.ok) return superseded;
  const { job, card } = paper;
  tx.insertJob({ ...job, applicationId: application.id, revision: 1 });
  for (const kind of ['card.pdf', 'chip.json', 'seal.bin'] as const) {
    tx.putJobFile(job.id, kind, decodeBase64(paper.files[kind]) ?? new Uint8Array());
  }
  const box = `FROM ${desk}`;
  const { blankSerial, chipSerial } = card;
  const position = Number.parseInt(paper.id.slice(0, 12), 16);
  const blank = { serial: blankSerial, box, position, jobId: job.id, chipSerial, reason: null, updatedAt: at };
  tx.moveBlanks({ act: 'arrived', at: clock.now() }, [{ ...blank, place: 'finished' }]);
  const arrived: Card = { ...card, applicationId: application.id, state: 'inCustody', safe, slot, revision: 1 };
  tx.insertCard(arrived);
  tx.audit({
    action: 'card.arrived',
    subject: { kind: 'card', id: card.id },
    outcome: 'ok',
    detail: { dispatch: paper.id, office: desk, blank: blankSerial, safe, slot },
  });
  return ok(arrived);
}
