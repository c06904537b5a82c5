/**
 * What can happen in an office, a row each: another act is another row. An act chooses by dice whom and what it is about,
 * often wrongly on purpose; it answers a value or a typed failure, and nothing else may ever come of it.
 */

import type { Dice } from './chance.ts';
import type { Act, Acts } from './choose.ts';
import { accountActs } from './acts/accounts.ts';
import { authorityActs } from './acts/authority.ts';
import { badActs } from './acts/bad.ts';
import { boxActs } from './acts/boxes.ts';
import { custodyActs } from './acts/custody.ts';
import { dayActs } from './acts/day.ts';
import { deskActs } from './acts/desk.ts';
import { makingActs } from './acts/making.ts';
import { personActs } from './acts/persons.ts';
import { serviceActs } from './acts/services.ts';

export const acts: Acts = {
  ...authorityActs,
  ...makingActs,
  ...deskActs,
  ...custodyActs,
  ...boxActs,
  ...dayActs,
  ...personActs,
  ...serviceActs,
  ...accountActs,
  ...badActs,
};

const total = Object.values(acts).reduce((sum, { weight }) => sum + weight, 0);

export function drawn(dice: Dice): readonly [string, Act] {
  // Tenths: some acts are rare.
  let left = dice.below(total * 10) / 10;
  for (const [name, act] of Object.entries(acts)) {
    if (left < act.weight) return [name, act];
    left -= act.weight;
  }
  throw new Error('no such act');
}
