/** Readers with simulated officers' cards in them, without a PC/SC service: what the rules about cards are tested on. */

import { join } from 'node:path';
import { officerCardIn } from '../../electron/adapters/writer/simulated/officer-card/officer-card-file.ts';
import type { InsertedCard } from '../../electron/adapters/writer/simulated/virtual-reader.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import type { AccountContext } from '../../electron/core/access/accounts.ts';
import { enrolCard, proveCard } from '../../electron/core/officer-card/enrol.ts';
import type { OfficerCards } from '../../electron/core/officer-card/proof.ts';
import type { Actor } from '../../electron/core/ports.ts';
import { secondPersonSchema } from '../../shared/model/service.ts';
import { ok } from '../../shared/result.ts';
import { must } from './office.ts';
import { by, peopleOffice, type PeopleOffice } from './people-office.ts';

export const PIN = '246810';

export interface CardOffice extends PeopleOffice {
  /** A card of this name, made when it is first put in. */
  insert(...cards: readonly string[]): void;
  /** Commands that reached a card, by their instruction. */
  readonly sent: number[];
  context(actor?: Actor): AccountContext;
}

export async function cardOffice(): Promise<CardOffice> {
  const office = await peopleOffice();
  let inserted: readonly string[] = [];
  const made = new Map<string, InsertedCard>();
  const sent: number[] = [];
  const cardOf = (name: string): InsertedCard => {
    const path = join(office.folder, `${name}.officer-card.json`);
    const card = made.get(name) ?? must(officerCardIn(path, PIN, { random: systemRandom, clock: office.clock }));
    made.set(name, card);
    return card;
  };
  const officerCards: OfficerCards = {
    present: async () => ok(inserted),
    readers: async () => ok(inserted),
    async inReader(reader, work) {
      const card = cardOf(reader);
      card.powerOn();
      try {
        return await work((command) => {
          sent.push(command[1] ?? 0);
          return card.transmit(command);
        });
      } finally {
        card.powerOff();
      }
    },
  };
  return {
    ...office,
    sent,
    insert: (...cards) => {
      inserted = cards;
    },
    context: (actor) => ({ ...office.context(actor), officerCards }),
  };
}

/** The card of that name is set up for the account, by admin and super1 (or super2 for super1's own). */
export async function enrolled(office: CardOffice, account: string, card = account): Promise<string> {
  office.insert(card);
  const { proof } = must(await proveCard({ name: account, pin: PIN }, office.context()));
  const second = secondPersonSchema.parse(by(account === 'super1' ? 'super2' : 'super1'));
  must(await enrolCard({ name: account, revision: revisionOf(office, account), second, proof }, office.context()));
  return proof;
}

export function revisionOf(office: PeopleOffice, account: string): number {
  return office.store.account(account)?.revision ?? 1;
}
