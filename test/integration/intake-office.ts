/** What the intake tests work with: a sample batch, a store in a fresh folder, and an import of lines or of raw bytes. */

import { drawPortrait } from '../../electron/adapters/portrait/draw-portrait.ts';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../electron/adapters/system/verifier.ts';
import { importApprovals, type IntakeContext } from '../../electron/core/intake/import-file.ts';
import { trustFrom } from '../../electron/core/intake/verify-record.ts';
import { generateSample, sampleMaker, type SampleOptions } from '../../electron/core/sample/generate.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { IntakeProgress, IntakeReport } from '../../shared/model/intake.ts';
import type { Result } from '../../shared/result.ts';
import { shippedTemplate } from '../unit/composition/sample.ts';
import { officer } from './cases.ts';
import { freshFolder, handClock, must, opened, optionsFor } from './office.ts';

export const today = '2026-11-22';

export interface IntakeOffice {
  readonly store: OpenStore;
  readonly context: IntakeContext;
  readonly progress: IntakeProgress[];
  importLines(lines: readonly string[]): Promise<IntakeReport>;
  importBytes(chunks: AsyncIterable<Uint8Array>, bytesTotal?: number): Promise<Result<IntakeReport>>;
}

export function intakeOffice(): IntakeOffice {
  const clock = handClock(`${today}T09:00:00.000Z`);
  const store = opened(optionsFor(freshFolder(), { clock }));
  const progress: IntakeProgress[] = [];
  const context: IntakeContext = {
    store,
    trust: trustFrom(specimenProfile, systemVerifier, systemDigest),
    photoCodec,
    template: shippedTemplate(),
    clock,
    random: systemRandom,
    actor: officer,
    onProgress: (step) => void progress.push(step),
  };
  const importBytes = (chunks: AsyncIterable<Uint8Array>, bytesTotal = 0) =>
    importApprovals({ name: 'test.approvals', bytesTotal, chunks }, context);
  return {
    store,
    context,
    progress,
    importBytes,
    importLines: async (lines) => must(await importBytes(oneChunk(lines.join('\n')))),
  };
}

export async function sampleLines(options: Partial<SampleOptions>): Promise<readonly string[]> {
  const lines: string[] = [];
  const wish = { count: 10, seed: 7, today, profile: specimenProfile, broken: false, ...options };
  for await (const line of generateSample(wish, drawPortrait)) lines.push(line);
  return lines;
}

export function maker(seed = 7) {
  return sampleMaker({ seed, today, profile: specimenProfile }, drawPortrait);
}

export async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
