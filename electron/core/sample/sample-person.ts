/** An invented holder: name, sex, age, nationality, passport. */

import { latinNameLimit } from '../../../shared/card/names.ts';
import type { Person } from '../../../shared/model/person.ts';
import type { IsoDate } from '../../../shared/model/time.ts';
import type { Chance } from './chance.ts';
import { chineseName } from './chinese-names.ts';
import { namesOfNations, type NamesOfNation } from './names-of-nations.ts';

/** A person whose passport still holds on `today`. */
export function samplePerson(chance: Chance, today: IsoDate): Person {
  const nation = namesOfNations[chance.int(namesOfNations.length)];
  if (nation === undefined) throw new Error('no nations');
  const sex = chance.percent(50) ? 'M' : 'F';
  const hasChineseName = chance.percent(50);
  return {
    latinName: latinName(nation, sex, chance),
    ...(hasChineseName && { chineseName: chineseName(chance) }),
    sex,
    birthDate: birthDate(chance, today),
    nationality: nation.nationality,
    passport: {
      number: passportNumber(chance),
      issuingState: nation.nationality,
      // A few are about to expire, which a reviewer should notice.
      expiresOn: addDays(today, chance.percent(3) ? 5 + chance.int(50) : 200 + chance.int(3200)),
    },
  };
}

/** `SURNAME, GIVEN`; some with all the names that fit, a few without a surname of their own. */
function latinName(nation: NamesOfNation, sex: Person['sex'], chance: Chance): string {
  const own = sex === 'M' ? nation.men : nation.women;
  if (chance.percent(3)) return chance.pick(own);
  let name = `${chance.pick(nation.surnames)}, ${chance.pick(own)}`;
  let more = chance.percent(8) ? 6 : chance.int(2);
  while (more > 0) {
    const another = chance.pick(own);
    const longer = `${name} ${another}`;
    // Nobody bears one given name twice.
    const isNew = !name.split(/[ ,]+/).includes(another);
    if (isNew && longer.length <= latinNameLimit) name = longer;
    more -= 1;
  }
  return name;
}

/** One in eight is a minor. */
function birthDate(chance: Chance, today: IsoDate): IsoDate {
  const days = chance.percent(12) ? 400 + chance.int(17 * 365) : 18.1 * 365.25 + chance.int(62 * 365);
  return addDays(today, -Math.round(days));
}

function passportNumber(chance: Chance): string {
  const letters = Array.from({ length: 1 + chance.int(2) }, () => String.fromCharCode(65 + chance.int(26))).join('');
  return letters + String(chance.int(10_000_000)).padStart(7, '0');
}

/** The day so many days later (or earlier). */
export function addDays(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
