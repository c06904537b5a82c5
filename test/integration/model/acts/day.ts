/** The working day: opened, handed on, closed, counted rightly and wrongly; and time itself. */

import { beginClose, closeDay, resumeDay } from '../../../../electron/core/day/close-day.ts';
import { explainDifference } from '../../../../electron/core/day/explain.ts';
import { openDay } from '../../../../electron/core/day/open-day.ts';
import { handShift } from '../../../../electron/core/day/shift.ts';
import { dayInChina } from '../../../../shared/card/china-day.ts';
import { ok } from '../../../../shared/result.ts';
import { tryWriter } from '../machine.ts';
import { at, mayTry, nothing, second, type Acts, type Scene } from '../choose.ts';

const HOUR_MS = 3_600_000;

export const dayActs: Acts = {
  openDay: {
    weight: 20,
    run(scene) {
      if (!mayTry(scene, dayOf(scene) === 'none')) return nothing;
      const { boxed, inTray } = counts(scene);
      const count = { boxed, inTray };
      const said = { countedTwice: scene.dice.chance(0.5), untested: tried(scene), clockConfirmed: true, note: '' };
      return openDay({ count, ...said }, at(scene));
    },
  },
  handShift: {
    weight: 1,
    run(scene) {
      const { boxed, inTray } = counts(scene);
      const said = { countedTwice: false, note: '', second: second(scene) };
      return handShift({ count: { boxed, inTray }, ...said }, at(scene));
    },
  },
  beginClose: {
    weight: 25,
    run: (scene) => (mayTry(scene, isOverdue(scene)) ? beginClose(at(scene)) : nothing),
  },
  // A day that is being closed may go on; one that nobody closes is made up for late.
  resume: {
    weight: 1,
    run: (scene) => (mayTry(scene, dayOf(scene) === 'closing') ? resumeDay(at(scene)) : nothing),
  },
  close: {
    weight: 16,
    run(scene) {
      if (!mayTry(scene, dayOf(scene) === 'closing')) return nothing;
      const said = { countedTwice: scene.dice.chance(0.5), leftOverSeen: scene.dice.chance(0.8), note: '' };
      return closeDay({ count: counts(scene), ...said }, at(scene));
    },
  },
  explain: {
    weight: 8,
    run(scene) {
      const number = scene.office.store.unexplained()[0]?.number;
      if (number === undefined && !mayTry(scene, false)) return nothing;
      const said = { cause: 'miscounted', explanation: 'counted wrongly' } as const;
      return explainDifference({ number: number ?? 1, ...said, second: second(scene) }, at(scene));
    },
  },
  nextDay: {
    weight: 3,
    run: (scene) => (dayOf(scene) === 'none' || scene.dice.chance(0.2) ? passed(scene, 24) : nothing),
  },
  // Long enough for a card to wait in vain.
  nextSeason: { weight: 0.4, run: (scene) => passed(scene, 24 * 100) },
};

function dayOf({ office }: Scene): 'open' | 'closing' | 'closed' | 'none' {
  return office.store.openDay()?.state ?? 'none';
}

/** The writer is tried with a test card that is there; mostly what is said of it is true. */
function tried(scene: Scene): Parameters<typeof openDay>[0]['untested'] {
  const [card] = scene.office.store.blanksIn('test', 1);
  if (card === undefined) return scene.dice.chance(0.95) ? 'noTestCard' : null;
  const outcome = scene.dice.chance(0.9) ? 'ok' : 'failed';
  tryWriter(card.serial, outcome, at(scene));
  return (outcome === 'ok') === scene.dice.chance(0.95) ? null : 'testCardFault';
}

/** Only an office that issues real cards has to close by the calendar. */
function isOverdue(scene: Scene): boolean {
  const open = scene.office.store.openDay();
  const today = dayInChina(scene.town.clock.now());
  return open?.state === 'open' && open.day < today && scene.office.isLive;
}

function passed({ town: { clock } }: Scene, hours: number) {
  clock.set(new Date(clock.now().getTime() + hours * HOUR_MS).toISOString());
  return ok(hours);
}

/** What somebody counts: mostly what there is. */
function counts({ office, dice }: Scene) {
  const { boxed, inTray, setAside, test, returned, suspended, finished } = office.store.countBlanks();
  const wrong = dice.chance(0.12) ? 1 : 0;
  return { boxed, inTray: inTray + wrong, setAside, test, returned, suspended, finished };
}
