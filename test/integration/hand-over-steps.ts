/** The steps of a hand-over as one person does them at the desk, each the real use case; a test may stop at any of them. */

import { encodeReaderRecord, type ReaderRecord } from '../../shared/card/reader-record.ts';
import { requires } from '../../shared/hand-over/kinds.ts';
import type { OldCard } from '../../shared/model/hand-over.ts';
import type { Application } from '../../shared/model/application.ts';
import type { Card } from '../../shared/model/stock.ts';
import type { Result } from '../../shared/result.ts';
import { checkIdentity } from '../../electron/core/hand-over/check-identity.ts';
import { confirmByHolder } from '../../electron/core/hand-over/confirm.ts';
import { inspectAtDesk } from '../../electron/core/hand-over/inspect-card.ts';
import { cancelOldCard, collectOldCard } from '../../electron/core/hand-over/old-card.ts';
import { draftReceipt, signReceipt } from '../../electron/core/hand-over/sign.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { livingCardsOf } from '../../electron/core/stock/living-cards.ts';
import { handOverCard } from '../../electron/core/stock/hand-over.ts';
import { penLine } from '../support/desk-inputs.ts';
import { must } from './office.ts';
import { officer2, type WalkOffice } from './walk-office.ts';

export const stepNames = ['oldCard', 'identity', 'chip', 'holder', 'signature'] as const;
export type StepName = (typeof stepNames)[number];

/** Every step but those left out, by `actor`, and the card is asked for. */
export async function handedOver(
  walk: WalkOffice,
  card: Card,
  { without = [], actor = officer2 }: { readonly without?: readonly StepName[]; readonly actor?: Actor } = {},
): Promise<Awaited<ReturnType<typeof handOverCard>>> {
  for (const step of stepNames) {
    if (without.includes(step)) continue;
    const done = await doStep(walk, card, step, actor);
    // Without what comes before it nothing can be signed: the hand-over says what is missing.
    if (!done.ok && !(without.length > 0 && step === 'signature')) return done;
  }
  return handOverCard({ cardId: card.id, revision: card.revision }, walk.context(actor));
}

export async function doStep(walk: WalkOffice, card: Card, step: StepName, actor = officer2): Promise<Result<unknown>> {
  const cardId = card.id;
  const context = walk.context(actor);
  switch (step) {
    case 'oldCard':
      return takeOldCard(walk, card, actor);
    case 'identity': {
      const passportNumber = applicationOf(walk, card).person.passport.number;
      const collector = { kind: 'holder' } as const;
      return checkIdentity({ cardId, passportNumber, portraitMatches: true, collector }, context);
    }
    case 'chip':
      return inspectAtDesk({ cardId }, context);
    case 'holder':
      return confirmByHolder({ cardId, means: 'sheet', language: 'en', facesRight: true, chipRight: true }, context);
    case 'signature': {
      const draft = await draftReceipt({ cardId }, context);
      if (!draft.ok) return draft;
      return signReceipt({ cardId, receiptHash: draft.value.receiptHash, signature: penLine }, context);
    }
  }
}

/** Collected and cut, where the kind asks for it and it was not done before. */
export function takeOldCard(
  walk: Pick<WalkOffice, 'store' | 'context'>,
  card: Card,
  actor = officer2,
): Result<OldCard | null> {
  const application = applicationOf(walk, card);
  const { id: applicationId, kind } = application;
  const shown = shownOldCard(walk.store, application);
  if (shown === null || walk.store.oldCardOf(applicationId) !== undefined) return { ok: true, value: null };
  const context = walk.context(actor);
  const record = kind === 'damage' ? null : shown.record;
  const { number } = shown;
  const collected = collectOldCard({ applicationId, number, record, face: null, faceMatches: true }, context);
  if (!collected.ok) return collected;
  const { id: oldCardId, revision } = collected.value;
  return cancelOldCard({ oldCardId, revision }, context);
}

/** What its holder would lay on the desk: number and chip; null where the case asks for no old card. */
export function shownOldCard(
  store: WalkOffice['store'],
  application: Application,
  living = livingCardsOf(store, application),
): { readonly number: string; readonly record: Uint8Array } | null {
  const { kind, card } = application;
  const [made] = living;
  if (!requires(kind, 'oldCard') && made === undefined) return null;
  const isCorrected = made !== undefined && made.number !== card.number;
  const number = isCorrected ? made.number : (card.formerNumber ?? card.number);
  const said = isCorrected ? { number, layout: 'Y' as const, renewalCount: 0, relation: null } : {};
  const days = made === undefined ? {} : { validFrom: made.validFrom, validUntil: made.validUntil };
  return { number, record: oldRecord(application, { ...days, ...said }) };
}

export function applicationOf(walk: Pick<WalkOffice, 'store'>, card: Card): Application {
  const application = walk.store.application(card.applicationId);
  if (application === undefined) throw new Error('the case is gone');
  return application;
}

/** What a reader gives of the old card of that case. */
export function oldRecord({ person, card }: Application, change: Partial<ReaderRecord> = {}): Uint8Array {
  const common = {
    latinName: person.latinName,
    chineseName: person.chineseName ?? null,
    sex: person.sex,
    birthDate: person.birthDate,
    number: card.formerNumber ?? card.number,
    nationality: person.nationality,
    validFrom: '2018-01-02',
    validUntil: '2028-01-01',
  };
  const record: ReaderRecord =
    card.formerNumber === undefined
      ? { layout: 'Y', ...common, renewalCount: 0, relation: null }
      : { layout: 'I', ...common };
  return must(encodeReaderRecord(Object.assign(record, change)));
}
