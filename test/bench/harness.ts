/** What every bench is made of: interleaved runs, medians, figures with limits, and an exit code that says whether they hold. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'x' | 'ms' | 'MB' | 'per second';
  /** More than this and the bench fails; a figure without a limit is only told. */
  readonly atMost?: number;
  /** The same for less than this. */
  readonly atLeast?: number;
}

/**
 * Runs one bench and prints its figures. `isQuick` asks for a run of seconds, good enough to see that the bench works.
 * The process ends with code 1 when a limit is missed.
 */
export async function bench(name: string, run: (isQuick: boolean) => Promise<readonly Figure[]>): Promise<void> {
  const isQuick = process.argv.includes('--quick');
  const figures = await run(isQuick);
  const missed = figures.filter((figure) => !isHeld(figure));
  for (const figure of figures) console.log(lineOf(figure));
  console.log(missed.length === 0 ? `${name}: every limit held` : `${name}: ${missed.length} of the limits MISSED`);
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function isHeld({ value, atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }: Figure): boolean {
  return value <= atMost && value >= atLeast;
}

function lineOf(figure: Figure): string {
  const { name, value, unit, atMost, atLeast } = figure;
  const limit = atMost ?? atLeast;
  const measured = `${name.padEnd(60)}${`${value.toFixed(2)} ${unit}`.padStart(16)}`;
  if (limit === undefined) return measured;
  const share = `${Math.round((value / limit) * 100)} %`.padStart(6);
  const side = atMost === undefined ? 'at least' : 'at most';
  return `${measured}  ${share} of ${side} ${limit} ${unit}, ${isHeld(figure) ? 'held' : 'MISSED'}`;
}

/** Until then a program is compiled while it runs; a piece of work that takes long needs fewer runs for that. */
const WARM_UP = { rounds: 60, ms: 4000 };

/**
 * The median time of each piece of work in ms, over `rounds` runs after some to warm up. The pieces take turns, so that
 * whatever else the machine does meets all of them alike.
 */
export async function mediansMs<Name extends string>(
  works: Readonly<Record<Name, (round: number) => unknown>>,
  rounds: number,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works).filter((name): name is Name => name in works);
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  const startedAt = performance.now();
  for (let round = 0; round < WARM_UP.rounds && performance.now() - startedAt < WARM_UP.ms; round += 1) {
    for (const name of names) await works[name](round);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const turnAt = performance.now();
      await works[name](round);
      times.get(name)?.push(performance.now() - turnAt);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The memory of this process after everything unused is given back, in MB. */
export function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 1e6;
}
