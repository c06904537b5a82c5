// The samples of the training office, the same people on every day: left to itself it invents others each day, and what a
// test meets would hang on the date.

import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSample } from '../../electron/app/sample-file.ts';

/** As many as the office makes for itself. */
const COUNT = 24;
const SEED = 20_780;

export interface Samples {
  /** Holds them. */
  readonly folder: string;
  readonly day: string;
}

/** Dated around today, as the office would date them. */
export async function makeSamples(): Promise<Samples> {
  const folder = mkdtempSync(join(tmpdir(), 'starcard-samples-'));
  const day = new Date().toISOString().slice(0, 10);
  const made = await writeSample(join(folder, 'training.approvals'), {
    count: COUNT,
    seed: SEED,
    today: day,
    broken: false,
  });
  if (!made.ok) throw new Error(made.error.kind);
  return { folder, day };
}

/** Where the office finds them and takes them for its own (electron/app/training.ts). */
export function layOut({ folder, day }: Samples, data: string): void {
  const place = join(data, 'samples');
  mkdirSync(place, { mode: 0o700 });
  copyFileSync(join(folder, 'training.approvals'), join(place, 'training.approvals'));
  writeFileSync(join(place, 'made-on.txt'), `${day}\n`);
}
