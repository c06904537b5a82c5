/**
 * The end of a person's data: two people decide, every case of the person is marked, then the keys are destroyed, in the
 * database of today and with them in every backup of it. First the row, then the act: what a power cut leaves half done
 * is finished at the next start.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { Application } from '../../../shared/model/application.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Erasure, ErasureReason } from '../../../shared/person/erasure.ts';
import { followedBy, names, putToTwo, settleByTwo, type CaseByTwo, type DeedByTwo } from '../access/by-two.ts';
import { system } from '../access/system-actor.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { DeskContext } from '../issue/context.ts';
import type { Actor, Digest, KeyDeriver, PasswordHasher, Reader, Signer, Store } from '../ports.ts';
import type { PersonKeys } from './ports.ts';
import { signCertificate } from './certificate.ts';
import { casesOfPerson } from './cases-of-person.ts';
import { endOfCase, keptUntil } from './retention.ts';

export interface PersonContext extends Pick<DeskContext, 'store' | 'actor' | 'clock' | 'random' | 'profile'> {
  readonly digest: Digest;
  readonly hasher: PasswordHasher;
  readonly keyDeriver: KeyDeriver;
  readonly personKeys: PersonKeys;
  /** ES256: the office's own key, as for results; made when it is first asked for. */
  certificateSigner(): Result<Signer>;
}

/**
 * Erases the person of that case, with all their cases. Fails with `person.*` where something still holds the data,
 * `access.*` where the second person may not approve, `changedMeanwhile`, `notFound`.
 */
export function erasePerson(
  input: ParsedInput<'person.erase'>,
  context: PersonContext,
): Promise<Result<CallOutput<'person.erase'>>> {
  return settleByTwo(erasePersonCase(input, context), input.second, context);
}

/** The cases as two people erase them, and their end: which cases, in which state, and why. */
function erasePersonCase(
  input: ParsedInput<'person.erase'>,
  context: PersonContext,
): Result<CaseByTwo<CallOutput<'person.erase'>>> {
  const begun = putToTwo(erasePersonDeed(input, context), context);
  return followedBy(begun, (erasure) => finishErasure(erasure, context.actor, context));
}

function erasePersonDeed(
  input: ParsedInput<'person.erase'>,
  { store, actor, clock, random, profile }: PersonContext,
): DeedByTwo<readonly Application[], Erasure> {
  const { reason, applicationId } = input;
  const seen = casesToErase(store, input, clock.now(), profile);
  const shown = (cases: readonly Application[]) => [reason, cases.map(({ id, revision }) => [id, revision])];
  const isSeen = (cases: readonly Application[]) =>
    seen.ok && JSON.stringify(shown(cases)) === JSON.stringify(shown(seen.value));
  return {
    action: 'person.erase',
    subjectId: applicationId,
    find(reader) {
      const cases = casesToErase(reader, input, clock.now(), profile);
      return !cases.ok || isSeen(cases.value) ? cases : fail('changedMeanwhile', { what: 'application' });
    },
    shown,
    act(tx, cases, approval) {
      const erasure = {
        id: random.id(),
        reason,
        startedBy: actor.account,
        approvedBy: approval.approver,
        approvalId: approval.id,
        applicationId,
        startedAt: clock.now().toISOString(),
      } as const;
      tx.insertErasure(erasure);
      for (const { id } of cases) {
        tx.markErased(id, erasure.id);
        tx.audit({
          action: 'person.erased',
          subject: { kind: 'application', id },
          outcome: 'begun',
          detail: { erasure: erasure.id, reason, ...names(approval) },
        });
      }
      return ok({ ...erasure, state: 'begun', endedAt: null, certificate: null });
    },
  };
}

/** Destroys the keys, signs the certificate, and says so. Again for one that is half done: the same end. */
function finishErasure(
  erasure: Erasure,
  actor: Actor,
  {
    store,
    clock,
    digest,
    profile,
    personKeys,
    certificateSigner,
  }: Omit<PersonContext, 'actor' | 'hasher' | 'keyDeriver' | 'random'>,
): Result<CallOutput<'person.erase'>> {
  const signer = certificateSigner();
  if (!signer.ok) return signer;
  const cases = store.casesOfErasure(erasure.id);
  const destroyed = personKeys.destroy(cases, erasure.id);
  if (!destroyed.ok) return destroyed;
  const endedAt = clock.now().toISOString();
  const { generation, copies } = personKeys.standing();
  const parts = { erasure, endedAt, cases, generation, copies, treeHead: store.treeHead(), profile };
  const certificate = signCertificate(parts, signer.value, digest);
  if (!certificate.ok) return certificate;
  const settled = store.commit(actor, (tx) => {
    tx.settleErasure(erasure.id, endedAt, certificate.value);
    for (const id of cases) {
      tx.audit({
        action: 'person.erased',
        subject: { kind: 'application', id },
        outcome: 'ok',
        detail: { erasure: erasure.id, certificate: digest.sha256Hex(utf8Bytes(certificate.value)) },
      });
    }
    return ok(undefined);
  });
  return settled.ok ? ok({ erasureId: erasure.id, cases: cases.length, certificate: certificate.value }) : settled;
}

/** At start: what was decided and not done, and what a restored database does not know to be gone. */
export function finishErasures(
  context: Omit<PersonContext, 'actor' | 'hasher' | 'keyDeriver' | 'random'>,
): Result<void> {
  const { store, personKeys } = context;
  for (const erasure of store.erasuresBegun()) {
    const finished = finishErasure(erasure, system, context);
    if (!finished.ok) return finished;
  }
  const lost = personKeys.lost();
  if (lost.length === 0) return ok(undefined);
  return store.commit(system, (tx) => {
    for (const { applicationId, erasureId } of lost) {
      tx.markErased(applicationId, erasureId);
      tx.audit({
        action: 'person.erased',
        subject: { kind: 'application', id: applicationId },
        outcome: 'ok',
        detail: { erasure: erasureId, reason: 'restored' },
      });
    }
    return ok(undefined);
  });
}

/** Every case of the person, each of them at its end. */
function casesToErase(
  reader: Reader & Pick<Store, 'application'>,
  { applicationId, revision, reason }: ParsedInput<'person.erase'>,
  now: Date,
  profile: Pick<Profile, 'retention'>,
): Result<readonly Application[]> {
  const asked = reader.application(applicationId);
  if (asked === undefined) return fail('notFound', { what: 'application' });
  if (asked.revision !== revision) return fail('changedMeanwhile', { what: 'application' });
  const cases = casesOfPerson(reader, asked);
  for (const one of cases) {
    const held = whatHolds(reader, one, reason, now, profile);
    if (!held.ok) return held;
  }
  return ok(cases);
}

/** Fails with what still needs the data: work, a card, the authority, an auditor. */
export function whatHolds(
  reader: Reader,
  application: Application,
  reason: ErasureReason,
  now: Date,
  { retention }: Pick<Profile, 'retention'>,
): Result<void> {
  const { number } = application;
  const job = reader.jobOf(application.id);
  const cards = reader.cardsOfApplication(application.id);
  const made = job !== undefined && cards.some(({ jobId }) => jobId === job.id);
  if (application.state === 'held') return fail('person.stillNeeded', { number, by: 'hold' });
  if (job !== undefined && !made && job.state !== 'cancelled') return fail('person.stillNeeded', { number, by: 'job' });
  for (const card of cards) {
    const held = cardThatHolds(reader, card, now);
    if (held !== null) return fail('person.stillNeeded', { number, by: held });
  }
  // Cut or evidence: it is told whose it was until it is destroyed.
  const old = reader.oldCardOf(application.id);
  if (old !== undefined && old.state !== 'destroyed') return fail('person.stillNeeded', { number, by: 'oldCard' });
  if (reader.resultsWaitingFor(application.id) > 0) return fail('person.stillNeeded', { number, by: 'results' });
  if (reason !== 'retentionOver') return ok(undefined);
  const { until } = keptUntil(endOfCase(reader, application), retention);
  return now.toISOString() < until ? fail('person.retained', { number, until: until.slice(0, 10) }) : ok(undefined);
}

/** Any card of the case, not only the newest: an earlier one may still be with its holder. */
function cardThatHolds(reader: Reader, card: Card, now: Date): 'card' | 'complaint' | 'livingCard' | null {
  // At another office it counts as with its holder.
  const isElsewhere = reader.cardsElsewhere(card.number).some(({ id }) => id === card.id);
  if (card.state === 'inCustody' || (card.state === 'dispatched' && !isElsewhere)) return 'card';
  // Revoked, its plastic still in the safe or on its way: nobody could account for it once the row does not open.
  const isInSafe = reader.blank(card.blankSerial)?.place === 'finished';
  if (isInSafe || reader.openDispatch(card.id) !== undefined) return 'card';
  // Out of use, it may never lie on a writer again, and nothing would follow from what is decided.
  const isOver = card.state === 'revoked' || card.state === 'destroyed';
  if (!isOver && reader.complaint(card.id)?.decision === null) return 'complaint';
  // Its number has to stay known for as long as a second card of it would be one too many.
  const mayLive = card.state === 'handedOver' || isElsewhere;
  return mayLive && card.validUntil >= dayInChina(now) ? 'livingCard' : null;
}
