/**
 * The holder's consent to a service, before two people write it to the card: asked in a language that the holder reads,
 * for exactly these terms, good on its own day and for one change.
 */

import { dayInChina } from '../../../shared/card/china-day.ts';
import type { CallOutput, ParsedInput } from '../../../shared/contract.ts';
import type { CardId, Sha256 } from '../../../shared/model/ids.ts';
import type { ServiceConsent } from '../../../shared/model/service.ts';
import { error, fail, ok, type Result } from '../../../shared/result.ts';
import { requirePermission } from '../access/permissions.ts';
import { MOST_OF_ONE_ACT } from '../audit/one-act.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Digest, Reader } from '../ports.ts';
import { serviceOf, type ServiceRequest } from './change-list.ts';
import type { ServiceContext } from './context.ts';

type Desk = Pick<ServiceContext, 'store' | 'actor' | 'clock' | 'random' | 'digest'>;

/** The consent. A holder who says no is on record too, and refused: `service.holderDeclines`. */
export function askConsent(
  input: ParsedInput<'service.consent'>,
  { store, actor, clock, random, digest }: Desk,
): Result<CallOutput<'service.consent'>> {
  const permitted = requirePermission(actor, 'service.consent');
  if (!permitted.ok) return permitted;
  const { cardId, request, language, agrees } = input;
  const recorded = store.commit(actor, (tx) => {
    const card = tx.card(cardId);
    if (card === undefined) return fail('notFound', { what: 'card' });
    const consent: ServiceConsent = {
      id: random.id(),
      cardId,
      act: request.act,
      serviceId: serviceOf(request),
      termsDigest: termsDigest(cardId, request, digest),
      language,
      askedBy: actor.account,
      askedAt: clock.now().toISOString(),
    };
    if (agrees) tx.insertServiceConsent(consent);
    tx.audit({
      action: 'service.consent',
      subject: { kind: 'card', id: cardId },
      outcome: agrees ? 'ok' : 'refused',
      detail: {
        consent: consent.id,
        act: request.act,
        service: consent.serviceId,
        language,
        // What somebody is served by is theirs to tell; alone, the digest of the terms could be guessed.
        termsDigest: tx.salted(card.applicationId, consent.termsDigest),
      },
    });
    return ok(consent);
  });
  if (!recorded.ok) return recorded;
  return agrees ? recorded : { ok: false, error: error('service.holderDeclines', {}) };
}

/** The one to make this change by; null where none is needed. Fails with `service.consentMissing`. */
export function consentTo(
  request: ServiceRequest,
  cardId: CardId,
  reader: Reader,
  { clock, digest }: Pick<Desk, 'clock' | 'digest'>,
): Result<ServiceConsent | null> {
  // What is taken away needs nobody's leave: an office has to be able to.
  if (request.act === 'withdraw') return ok(null);
  const terms = termsDigest(cardId, request, digest);
  const today = dayInChina(clock.now());
  const used = new Set(reader.serviceChanges(cardId).map(({ consentId }) => consentId));
  const given = reader
    .serviceConsents(cardId)
    .findLast(
      (consent) =>
        consent.termsDigest === terms &&
        dayInChina(new Date(consent.askedAt)) === today &&
        !used.has(consent.id) &&
        isConsentOnRecord(reader, consent),
    );
  return given === undefined ? fail('service.consentMissing', { service: serviceOf(request) }) : ok(given);
}

/** A row can be forged, the entry of the asking cannot. True where the holder was erased: the salt of the terms is gone. */
export function isConsentOnRecord(
  reader: Pick<Reader, 'application' | 'auditEntries' | 'card' | 'salted'>,
  { id, cardId, termsDigest: agreed }: ServiceConsent,
): boolean {
  const holder = reader.card(cardId)?.applicationId;
  if (holder === undefined || reader.application(holder) === undefined) return true;
  const terms = reader.salted(holder, agreed);
  return reader
    .auditEntries({ action: 'service.consent', subjectId: cardId, outcome: 'ok', limit: MOST_OF_ONE_ACT })
    .some(({ detail }) => detail['consent'] === id && detail['termsDigest'] === terms);
}

function termsDigest(cardId: CardId, request: ServiceRequest, digest: Digest): Sha256 {
  return digest.sha256Hex(utf8Bytes(JSON.stringify([cardId, termsOf(request)])));
}

/** In a fixed order, however the request was put together. */
function termsOf(request: ServiceRequest): readonly string[] {
  if (request.act !== 'add') return [request.act, request.serviceId, request.act === 'renew' ? request.until : ''];
  const { id, nameZh, nameEn, endpoint, from, until } = request.service;
  return [request.act, id, nameZh, nameEn, endpoint, from, until];
}
