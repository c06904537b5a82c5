/** Cards that somebody may use: in their holder's hands, or at another office that may have handed them over. */

import type { Application } from '../../../shared/model/application.ts';
import type { CardNumber } from '../../../shared/model/ids.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { casesOfPerson } from '../person/cases-of-person.ts';
import type { Reader } from '../ports.ts';

/** Of one number, whoever's case they were made of. */
export function livingCards(reader: Reader, number: CardNumber): readonly Card[] {
  const here = reader.livingCard(number);
  const elsewhere = reader.cardsElsewhere(number);
  return here === undefined ? elsewhere : [here, ...elsewhere];
}

/**
 * Of the person of that case, under whatever number they were made: nobody has two (docs/design.md section 5). Also one of
 * its number whose own case has another number by now.
 */
export function livingCardsOf(reader: Reader, application: Application): readonly Card[] {
  const made = casesOfPerson(reader, application).flatMap(({ id }) => reader.cardsOfApplication(id));
  const living = new Map(livingCards(reader, application.card.number).map((card) => [card.id, card]));
  for (const card of made) if (lives(reader, card)) living.set(card.id, card);
  return [...living.values()];
}

function lives(reader: Reader, { id, state, number }: Card): boolean {
  if (state === 'dispatched') return reader.cardsElsewhere(number).some((card) => card.id === id);
  return state === 'handedOver';
}
