// Random offices: people, boxes, jobs, faults, closings, erasures, in any order. After each step every rule still holds.

import SqliteDatabase from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { acts, type Act } from './model/acts.ts';
import { broken, logFollower } from './model/invariants.ts';
import { dice, modelOffice, type Dice, type ModelOffice } from './model/model-office.ts';
import { byHand } from './resealed.ts';

/** Ten thousand in all; `STARCARD_MODEL_STEPS` for fewer or many more. */
const STEPS = Number(process.env['STARCARD_MODEL_STEPS'] ?? 10_000);
const OFFICES = 10;

interface Played {
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
}

async function play(office: ModelOffice, chance: Dice, steps: number, played: Played): Promise<void> {
  const total = Object.values(acts).reduce((sum, { weight }) => sum + weight, 0);
  const follow = logFollower();
  const trace: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [name, act] = drawn(chance.below(total));
    const before = office.store.treeHead()?.size;
    const result = await act.run(office, chance);
    const outcome = result.ok ? 'ok' : result.error.kind;
    trace.push(`${step} ${name}: ${outcome}`);
    const isDone = result.ok && office.store.treeHead()?.size !== before;
    if (isDone) played.done.set(name, (played.done.get(name) ?? 0) + 1);
    if (!result.ok) played.refused.set(outcome, (played.refused.get(outcome) ?? 0) + 1);
    const wrong = [...broken(office.file, office.folder), ...follow(office.file)];
    if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\nafter\n${trace.slice(-25).join('\n')}`);
    office.clock.set(new Date(office.clock.now().getTime() + 20_000).toISOString());
  }
}

function drawn(place: number): readonly [string, Act] {
  let left = place;
  for (const [name, act] of Object.entries(acts)) {
    if (left < act.weight) return [name, act];
    left -= act.weight;
  }
  throw new Error('no such act');
}

test(`${STEPS} steps of ${OFFICES} random offices break no rule`, { timeout: 900_000 }, async () => {
  const played: Played = { done: new Map(), refused: new Map() };
  for (let seed = 1; seed <= OFFICES; seed += 1) {
    const office = await modelOffice();
    try {
      await play(office, dice(seed), Math.ceil(STEPS / OFFICES), played);
      expect(office.store.verifyAudit().problem).toBeNull();
      expect(office.store.diagnose().filter((finding) => !finding.ok)).toEqual([]);
    } catch (thrown) {
      throw new Error(`seed ${seed}: ${String(thrown)}`, { cause: thrown });
    } finally {
      office.close();
    }
  }
  // Every act was done at least once, and the rules were met: else the run shows nothing.
  const silent = new Set(['nextDay', 'takeOut', 'search', 'powerCut', 'reprint']);
  const never = Object.keys(acts).filter((name) => !silent.has(name) && !played.done.has(name));
  const met = ['access.samePerson', 'access.secondRefused', 'day.closing', 'stock.trayEmpty'];
  const unmet = met.filter((kind) => !played.refused.has(kind));
  // A short run may miss some.
  expect(STEPS < 10_000 ? [] : [...never, ...unmet]).toEqual([]);
});

describe('the rules of the model can fail:', () => {
  const sabotage: readonly (readonly [string, string])[] = [
    ['every blank is where its last movement put it', `UPDATE blank SET place = 'boxed' WHERE place = 'inTray'`],
    ['the day adds up', `UPDATE workDay SET opening = opening + 1`],
    ['the ledger has no gap', `DELETE FROM stockMovement WHERE number = 2`],
    ['no card without an approval', `DELETE FROM auditEntry WHERE action = 'application.accepted'`],
    [
      'no card by one person',
      `UPDATE card SET handedOverBy = (SELECT actor FROM auditEntry WHERE action = 'application.accepted'
       AND subjectId = card.applicationId), handedOverAt = finishedAt, state = 'handedOver'`,
    ],
    ['no blank in two places', `UPDATE card SET state = 'handedOver', handedOverAt = finishedAt, handedOverBy = 'x'`],
    ['the log verifies', `UPDATE auditEntry SET entry = replace(entry, 'officer1', 'officer9')`],
    ['each case has a key', `UPDATE application SET erasureId = '${'e'.repeat(32)}'`],
  ];

  test.each(sabotage)('%s', { timeout: 120_000 }, async (rule, sql) => {
    const office = await modelOffice();
    try {
      const played: Played = { done: new Map(), refused: new Map() };
      // Until there is a card in the safe.
      for (let seed = 1; seed < 40 && office.store.cards({ states: ['inCustody'], limit: 1 }).length === 0; seed += 1)
        await play(office, dice(seed), 60, played);
      office.store.close();
      byHand(office.folder, (_vault, db) => {
        db.pragma('foreign_keys = OFF');
        db.exec(sql);
      });
      const file = new SqliteDatabase(join(office.folder, 'starcard.db'), { readonly: true });
      const wrong = [...broken(file, office.folder), ...logFollower()(file)];
      file.close();
      expect(wrong.filter((line) => line.startsWith(rule))).not.toEqual([]);
    } finally {
      office.close();
    }
  });
});
