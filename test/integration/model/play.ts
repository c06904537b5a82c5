/** Plays steps of one seed in a new town, and looks at both offices after each. */

import type { Result } from '../../../shared/result.ts';
import { drawn } from './acts.ts';
import { dice } from './chance.ts';
import { nothing } from './choose.ts';
import { Killed, type ModelOffice } from './model-office.ts';
import { town, type Town } from './town.ts';
import { watch, type Broken, type Watch } from './watch.ts';

export interface Failure {
  readonly step: number;
  readonly broken: readonly Broken[];
  /** What was done, and what it came to; the last of it broke something. */
  readonly trace: readonly string[];
}

/** How often each act was done, and each refusal met. */
export interface Played {
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
}

/** So many steps apart the whole log is verified and everything diagnosed. */
const WHOLE_EVERY = 250;
const STEP_MS = 20_000;
const MOST_TRIES = 12;

export function tally(): Played {
  return { done: new Map(), refused: new Map() };
}

/** Null where every rule held. `after` sees the town before it is closed. */
export async function play(
  seed: number,
  steps: readonly number[],
  played: Played = tally(),
  after: (town: Town, trace: readonly string[]) => void | Promise<void> = () => undefined,
): Promise<Failure | null> {
  const place = await town(seed);
  const watches = place.offices.map(({ folder }) => watch(folder));
  const trace: string[] = [];
  try {
    for (const [index, step] of steps.entries()) {
      const thrown = await oneStep(place, seed, step, trace, played);
      const isWhole = (index + 1) % WHOLE_EVERY === 0 || index === steps.length - 1;
      const broken = [...thrown, ...lookAt(watches), ...(isWhole ? place.offices.flatMap(diagnosed) : [])];
      if (broken.length > 0) return { step, broken, trace };
      place.clock.set(new Date(place.clock.now().getTime() + STEP_MS).toISOString());
    }
    await after(place, trace);
    return null;
  } finally {
    for (const one of watches) one.close();
    place.close();
  }
}

async function oneStep(
  place: Town,
  seed: number,
  step: number,
  trace: string[],
  { done, refused }: Played,
): Promise<readonly Broken[]> {
  const chance = dice(seed, step);
  const office = place.offices[chance.chance(0.75) ? 0 : 1];
  const scene = { office, town: place, dice: chance };
  const before = office.store.treeHead()?.size;
  // Now and then the program dies in the middle of it.
  office.dieAfter(chance.chance(0.04) ? chance.below(3) : null);
  let name = '';
  const said = (outcome: string): void => void trace.push(`${step} ${office.name} ${name}: ${outcome}`);
  try {
    let result: Result<unknown> = nothing;
    // Where there is nothing to do for it, something else is done.
    for (let tries = 0; result === nothing && tries < MOST_TRIES; tries += 1) {
      const [drawnName, act] = drawn(chance);
      name = drawnName;
      result = await act.run(scene);
    }
    said(result.ok ? (result === nothing ? 'nothing to do' : 'ok') : result.error.kind);
    const isDone = result.ok && office.store.treeHead()?.size !== before;
    if (isDone) count(done, name);
    if (!result.ok) count(refused, result.error.kind);
  } catch (thrown) {
    if (!(thrown instanceof Killed)) {
      said(String(thrown));
      const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : 'not an error';
      return [{ rule: 'no act throws', what }];
    }
    said('killed');
    count(done, 'killed');
    await office.powerCut();
  } finally {
    office.dieAfter(null);
  }
  return [];
}

function count(tallies: Map<string, number>, name: string): void {
  tallies.set(name, (tallies.get(name) ?? 0) + 1);
}

/** Each office by itself, and that no blank is with both. */
function lookAt(watches: readonly Watch[]): readonly Broken[] {
  const broken = watches.flatMap((one) => one.look());
  const [here, there] = watches.map((one) => new Set(one.held()));
  const twice = [...(here ?? [])].filter((serial) => there?.has(serial) === true);
  return [
    ...broken,
    ...twice.map((what) => ({ rule: 'no blank in two places' as const, what: `both offices: ${what}` })),
  ];
}

function diagnosed({ store, name }: ModelOffice): readonly Broken[] {
  const { problem } = store.verifyAudit();
  const log = problem === null ? [] : [{ rule: 'log verifies' as const, what: problem.kind }];
  const found = store.diagnose().filter((finding) => !finding.ok);
  return [
    ...log,
    ...found.map(({ check, note }) => ({ rule: 'diagnose finds nothing' as const, what: `${name} ${check}: ${note}` })),
  ];
}
