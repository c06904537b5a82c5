/** Training office: the old card of a case as the reader beside the desk would give it, made of what the approval says. */

import { dayInChina } from '../../shared/card/china-day.ts';
import { encodeReaderRecord, type ReaderRecord } from '../../shared/card/reader-record.ts';
import type { CallOutput } from '../../shared/contract.ts';
import type { Application } from '../../shared/model/application.ts';
import type { Card } from '../../shared/model/stock.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { systemClock } from '../adapters/system/clock.ts';
import { livingCardsOf } from '../core/stock/living-cards.ts';
import type { Workstation } from './workstation.ts';

const YEARS = 10;

export function oldCardOfTraining(
  { profile, store }: Pick<Workstation, 'profile' | 'store'>,
  applicationId: Application['id'],
): Result<CallOutput<'training.oldCard'>> {
  if (profile.live) return fail('access.trainingOnly', { action: 'training.oldCard' });
  const application = store.application(applicationId);
  const face = store.photo(applicationId);
  if (application === undefined || face === undefined) return fail('notFound', { what: 'application' });
  const { formerNumber, number: ownNumber } = application.card;
  const [onFile] = livingCardsOf(store, application);
  // What this office made has the number that it was made with, which a replacement may have corrected since.
  const isCorrected = onFile !== undefined && onFile.number !== ownNumber;
  const number = isCorrected ? onFile.number : (formerNumber ?? ownNumber);
  const record = encodeReaderRecord(recordOf(application, number, onFile));
  return record.ok ? ok({ number, record: record.value, face }) : record;
}

/**
 * Of 2017 where there is a former number; one that ran out where the kind says so, else one that is still good. The card
 * that this office made has its own days.
 */
function recordOf({ kind, person, card }: Application, number: string, onFile: Card | undefined): ReaderRecord {
  const today = dayInChina(systemClock.now());
  const yearsLeft = kind === 'expiry' ? 0 : 2;
  const year = Number(today.slice(0, 4)) + yearsLeft;
  const common = {
    latinName: person.latinName,
    chineseName: person.chineseName ?? null,
    sex: person.sex,
    birthDate: person.birthDate,
    number,
    nationality: person.nationality,
    validFrom: onFile?.validFrom ?? `${year - YEARS}-01-02`,
    validUntil: onFile?.validUntil ?? `${year}-01-01`,
  };
  if (number === card.formerNumber) return { layout: 'I', ...common };
  return { layout: 'Y', ...common, renewalCount: Math.max(0, card.renewalCount - 1), relation: null };
}
