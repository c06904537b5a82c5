/** Writes sample approvals to a file as they are made, so that a hundred thousand need no memory. */

import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { once } from 'node:events';
import { fail, ok, type Result } from '../../shared/result.ts';
import { specimenProfile } from '../core/specimen/profile.ts';
import { generateSample } from '../core/sample/generate.ts';
import { codeOf } from '../adapters/system/error-code.ts';
import { drawPortrait } from '../adapters/portrait/draw-portrait.ts';

export interface SampleWish {
  readonly count: number;
  readonly seed: number;
  /** `YYYY-MM-DD`: decisions and validities are dated around it. */
  readonly today: string;
  readonly broken: boolean;
}

export async function writeSample(path: string, wish: SampleWish): Promise<Result<{ records: number; bytes: number }>> {
  let records = 0;
  let bytes = 0;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = createWriteStream(path);
    await once(file, 'open');
    for await (const line of generateSample({ ...wish, profile: specimenProfile }, drawPortrait)) {
      records += 1;
      bytes += Buffer.byteLength(line) + 1;
      if (!file.write(line + '\n')) await once(file, 'drain');
    }
    file.end();
    await once(file, 'close');
  } catch (thrown) {
    return fail('file.unwritable', { path, reason: codeOf(thrown) });
  }
  return ok({ records, bytes });
}
