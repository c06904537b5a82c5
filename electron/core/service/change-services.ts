/** Adds, renews or withdraws a service on an issued card: two people, the card on the writer, its chip changed under SCP03. */

import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { SecondPerson } from '../../../shared/model/service.ts';
import type { CardId } from '../../../shared/model/ids.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { questionOf, settleByTwo, type CaseByTwo } from '../access/by-two.ts';
import type { Approval, Question } from '../access/second-person.ts';
import { deriveChipKey } from '../chip/chip-keys.ts';
import { verifyPlain } from '../chip/crypto/curve.ts';
import { reasonOf, withCard, type CardSession } from './card-session.ts';
import { createHolderCertificate } from './certificates.ts';
import { needsKey, nextEntries, serviceOf, type ServiceRequest } from './change-list.ts';
import { consentTo } from './consent.ts';
import type { ServiceContext } from './context.ts';
import { beginChange } from './journal.ts';
import { signByServiceKey } from './list-file.ts';
import { readListOnCard, type ListOnCard } from './list-on-card.ts';
import type { ServiceChange } from './service-change.ts';
import type { ServiceEntry } from './service-list.ts';
import { signList } from './signed-list.ts';
import { viewOf } from './view.ts';
import { writeChange } from './write-change.ts';

type View = CallOutput<'service.read'>;

/** The card's new list. See `changeServices` for how all three fail. */
export function addService(input: ParsedInput<'service.add'>, context: ServiceContext): Promise<Result<View>> {
  return changeServices(input, { act: 'add', service: input.service }, context);
}

export function renewService(input: ParsedInput<'service.renew'>, context: ServiceContext): Promise<Result<View>> {
  return changeServices(input, { act: 'renew', serviceId: input.serviceId, until: input.until }, context);
}

export function withdrawService(
  input: ParsedInput<'service.withdraw'>,
  context: ServiceContext,
): Promise<Result<View>> {
  return changeServices(input, { act: 'withdraw', serviceId: input.serviceId }, context);
}

interface Wanted {
  readonly cardId: CardId;
  /** The number of the list that both people saw. */
  readonly listNumber: number;
}

/**
 * Fails with `access.*` where the second person may not approve, `changedMeanwhile` where the card holds another list
 * than was shown, `service.consentMissing` where the holder was not asked, `service.unfinished`, the rules' own failures,
 * and what the card and the writer say.
 */
function changeServices(
  wanted: Wanted & { readonly second: SecondPerson },
  request: ServiceRequest,
  context: ServiceContext,
): Promise<Result<View>> {
  return settleByTwo(changeServicesCase(wanted, request, context), wanted.second, context);
}

/** The change as two people agree to it: of the list that stood on the screen. The chip is touched after they have. */
export function changeServicesCase(
  wanted: Wanted,
  request: ServiceRequest,
  context: ServiceContext,
): Result<CaseByTwo<View>> {
  const action = `service.${request.act}` as const;
  const permitted = requirePermission(context.actor, action);
  if (!permitted.ok) return permitted;
  const card = context.store.card(wanted.cardId);
  if (card === undefined) return fail('notFound', { what: 'card' });
  const shown = [wanted.cardId, wanted.listNumber, request];
  const question = questionOf({ action, subjectId: card.id }, shown, context);
  return ok({
    question,
    settle: (approval) =>
      withCard(card, context, (session) => changeOnCard({ wanted, request, question, approval }, session, context)),
  });
}

interface Approved {
  readonly wanted: Wanted;
  readonly request: ServiceRequest;
  readonly question: Question;
  readonly approval: Approval;
}

async function changeOnCard(approved: Approved, session: CardSession, context: ServiceContext): Promise<Result<View>> {
  const before = await readListOnCard(session, context);
  if (!before.ok) return before;
  const { unfinished } = before.value;
  if (unfinished !== null) return fail('service.unfinished', { service: unfinished.serviceId });
  if (before.value.number !== approved.wanted.listNumber) return fail('changedMeanwhile', { what: 'serviceList' });
  const consent = consentTo(approved.request, session.card.id, context.store, context);
  if (!consent.ok) return consent;
  const point = await provenKey(approved.request, session, context);
  if (!point.ok) return point;
  const made = makeChange(approved, before.value, point.value, session, context);
  if (!made.ok) return made;
  const change = { ...made.value, consentId: consent.value?.id ?? null };
  const begun = beginChange(change, approved.approval, approved.question, context);
  if (!begun.ok) return begun;
  const written = await writeChange(change, session, context);
  return written.ok ? viewAfter(session.card, change, context) : written;
}

/** The public service key of this card, after the chip has shown that it holds the private one (where that matters). */
async function provenKey(
  request: ServiceRequest,
  { card, channel }: CardSession,
  context: ServiceContext,
): Promise<Result<Uint8Array>> {
  const job = context.store.job(card.jobId);
  if (job === undefined) return fail('notFound', { what: 'job' });
  const pair = deriveChipKey(context.keyDeriver, 'service', job);
  if (!pair.ok) return pair;
  const { publicKey } = pair.value;
  if (!needsKey(request.act)) return ok(publicKey);
  const challenge = context.random.bytes(32);
  const signature = reasonOf(await signByServiceKey(channel, challenge));
  if (!signature.ok) return signature;
  const isProven = verifyPlain('p256', publicKey, challenge, signature.value);
  return isProven ? ok(publicKey) : fail('service.keyNotProven', {});
}

function makeChange(
  { request, approval }: Approved,
  before: ListOnCard,
  point: Uint8Array,
  { card, identity }: CardSession,
  context: ServiceContext,
): Result<Omit<ServiceChange, 'consentId'>> {
  const { clock, random, services, digest, actor } = context;
  const now = clock.now();
  const certify = (entry: Omit<ServiceEntry, 'certificate'>): Result<Uint8Array> =>
    certificateFor(entry, point, card, context);
  const entries = nextEntries({ entries: before.entries, now, cardUntil: card.validUntil, certify }, request);
  if (!entries.ok) return entries;
  const list = { number: before.nextNumber, ...identity, entries: entries.value };
  const signed = signList(list, now, services.listSigner, digest);
  if (!signed.ok) return signed;
  return ok({
    id: random.id(),
    cardId: card.id,
    act: request.act,
    serviceId: serviceOf(request),
    listNumber: list.number,
    list: signed.value,
    state: 'begun',
    startedBy: actor.account,
    approvedBy: approval.approver,
    approvalId: approval.id,
    startedAt: now.toISOString(),
    settledAt: null,
  });
}

function certificateFor(
  { endpoint, notBefore, notAfter }: Omit<ServiceEntry, 'certificate'>,
  point: Uint8Array,
  card: Card,
  { profile, random, services, digest }: ServiceContext,
): Result<Uint8Array> {
  // Positive, 16 bytes, all but two of its bits by chance.
  const serial = random.bytes(16).map((byte, index) => (index === 0 ? (byte & 0x7f) | 0x40 : byte));
  const country = profile.chip.certificateCountry;
  const input = { country, chipSerial: card.chipSerial, endpoint, notBefore, notAfter, serial, point };
  return createHolderCertificate(input, services.serviceCa, digest);
}

/** What was just read back from the chip, byte for byte. */
function viewAfter(card: Card, change: ServiceChange, context: ServiceContext): Result<View> {
  return viewOf(card, change.list, null, context);
}

/** Writes the list of a change that was begun and did not end; the two people who approved it are on record. */
export async function finishServices(
  input: ParsedInput<'service.finish'>,
  context: ServiceContext,
): Promise<Result<View>> {
  const permitted = requirePermission(context.actor, 'service.finish');
  if (!permitted.ok) return permitted;
  const card = context.store.card(input.cardId);
  if (card === undefined) return fail('notFound', { what: 'card' });
  return withCard(card, context, async (session) => {
    const before = await readListOnCard(session, context);
    if (!before.ok) return before;
    const { unfinished } = before.value;
    if (unfinished === null) return fail('service.nothingUnfinished', {});
    const written = await writeChange(unfinished, session, context);
    return written.ok ? viewAfter(card, unfinished, context) : written;
  });
}
