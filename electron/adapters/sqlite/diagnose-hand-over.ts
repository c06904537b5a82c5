/**
 * What `starcard diagnose` finds of hand-overs: cards that left past the program's rules, old cards nobody accounts for,
 * revocations without their card, two living cards of a number, services nobody was asked about. What the triggers stop cannot be written; this finds what was written without them.
 */

import type { Database } from 'better-sqlite3';
import * as z from 'zod';
import { requiredOf } from '../../../shared/hand-over/kinds.ts';
import { cardIdSchema } from '../../../shared/model/ids.ts';
import type { Reader } from '../../core/ports.ts';
import { isConsentOnRecord } from '../../core/service/consent.ts';
import { atTheTime, inDetail, logged } from './logged.ts';

export interface HandOverFinding {
  readonly check: 'handOvers' | 'oldCards' | 'revocations' | 'livingCards' | 'consents' | 'requiredSteps';
  readonly ok: boolean;
  readonly note: string;
}

// Cards of earlier versions left by ticks in the window: their log knows no inspection before the holder.
const leftWithoutSteps = `
  SELECT count(*) FROM card WHERE state = 'handedOver'
    AND EXISTS (SELECT 1 FROM auditEntry WHERE action = 'handover.signed')
    AND handedOverAt >= (SELECT min(json_extract(entry, '$.time')) FROM auditEntry WHERE action = 'handover.signed')
    AND (SELECT count(DISTINCT step) FROM handOverStep WHERE cardId = card.id) < 4`;

const withoutOldCard = `
  SELECT sum(found) FROM (SELECT count(*) AS found FROM card JOIN application AS a ON a.id = card.applicationId
  WHERE card.state = 'handedOver' AND EXISTS (SELECT 1 FROM handOverStep WHERE cardId = card.id)
    -- A replacement may make another kind of the case once its card has left: that card left by the kind of its own record.
    AND EXISTS (SELECT 1 FROM job WHERE job.id = card.jobId AND job.recordHash = a.recordHash)
    AND EXISTS (SELECT 1 FROM requiredStep WHERE kind = a.kind AND requirement = 'oldCard')
    AND NOT EXISTS (SELECT 1 FROM oldCard WHERE applicationId = a.id AND state <> 'collected')
  UNION ALL
  SELECT count(*) FROM oldCard AS o JOIN card ON card.applicationId = o.applicationId AND card.state = 'handedOver'
  WHERE o.state = 'collected')`;

const revokedWithoutList = `
  SELECT count(*) FROM card WHERE state = 'revoked' AND NOT EXISTS (SELECT 1 FROM revocation WHERE cardId = card.id)`;

// A card that was handed over here beside an earlier one of its number, its case or its person: in their hands, or at an
// office that has it to hand over.
const livingTwice = `
  WITH living AS (SELECT ordinal, applicationId, numberDigest, state FROM card
      WHERE state = 'handedOver' OR (state = 'dispatched' AND elsewhere = 1)),
    keyed AS (SELECT ordinal, state, numberDigest AS key FROM living
      UNION SELECT ordinal, state, applicationId FROM living
      UNION SELECT ordinal, state, digest FROM living JOIN caseNumber AS n ON n.applicationId = living.applicationId
        AND n.inForce = 1),
    earliest AS (SELECT key, min(ordinal) AS ordinal FROM keyed GROUP BY key)
  SELECT count(DISTINCT keyed.ordinal) FROM keyed JOIN earliest ON earliest.key = keyed.key
  WHERE keyed.ordinal > earliest.ordinal AND keyed.state = 'handedOver'`;

// Earlier versions did not ask; from the first answer on every service has one.
const servedUnasked = `
  SELECT count(*) FROM serviceChange WHERE act <> 'withdraw' AND consentId IS NULL
    AND startedAt >= (SELECT min(askedAt) FROM serviceConsent)`;

// The terms stand in the entry under the salt of their case, which goes with the person: `isConsentOnRecord` compares them.
const consentsOfNobody = `
  SELECT count(*) FROM serviceConsent AS c WHERE NOT ${logged(
    'service.consent',
    'c.cardId',
    `${inDetail('consent', 'c.id')} AND ${inDetail('act', 'c.act')} AND ${inDetail('service', 'c.serviceId')}
      AND ${inDetail('language', 'c.language')} AND e.actor = c.askedBy AND ${atTheTime('c.askedAt')}`,
  )}`;

const stepsSchema = z.array(z.tuple([z.string(), z.string()]));

export type RecordsOfConsents = Pick<Reader, 'application' | 'auditEntries' | 'card' | 'salted' | 'serviceConsents'>;

/** Consents to other terms than the holder was asked about, as the log has them. */
function consentsToOtherTerms(db: Database, reader: RecordsOfConsents): number {
  const cards = z.array(cardIdSchema).parse(db.prepare('SELECT DISTINCT cardId FROM serviceConsent').pluck().all());
  const all = cards.flatMap((id) => reader.serviceConsents(id));
  return all.filter((consent) => !isConsentOnRecord(reader, consent)).length;
}

export function diagnoseHandOvers(db: Database, reader: RecordsOfConsents): readonly HandOverFinding[] {
  const count = (sql: string): number => z.int().parse(db.prepare(sql).pluck().get());
  const stored = stepsSchema.parse(db.prepare('SELECT kind, requirement FROM requiredStep').raw().all());
  const known = Object.entries(requiredOf).flatMap(([kind, steps]) => steps.map((step) => `${kind} ${step}`));
  const isSame =
    stored
      .map((row) => row.join(' '))
      .toSorted()
      .join() === known.toSorted().join();
  const [left, unaccounted, revoked] = [count(leftWithoutSteps), count(withoutOldCard), count(revokedWithoutList)];
  // A consent that no entry knows is one of other terms too: counted once.
  const consents = Math.max(count(consentsOfNobody), consentsToOtherTerms(db, reader));
  const [twice, unasked] = [count(livingTwice), count(servedUnasked) + consents];
  return [
    { check: 'handOvers', ok: left === 0, note: `${left} cards left without every step` },
    { check: 'oldCards', ok: unaccounted === 0, note: `${unaccounted} cards whose old card nobody accounts for` },
    { check: 'revocations', ok: revoked === 0, note: `${revoked} revoked cards that are not on the list` },
    { check: 'livingCards', ok: twice === 0, note: `${twice} cards beside another living one of the number or person` },
    { check: 'consents', ok: unasked === 0, note: `${unasked} services or consents that no holder was asked about` },
    { check: 'requiredSteps', ok: isSame, note: 'what each kind of work asks for' },
  ];
}
