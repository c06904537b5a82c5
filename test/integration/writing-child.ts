/** Writes the chip of the job that stands at `encoding`, in a process that kills itself at one certain command. */

import { join } from 'node:path';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { openStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemClock } from '../../electron/adapters/system/clock.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { createSimulatedWriter } from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { decodeChipImage } from '../../electron/core/chip/image-file.ts';
import { writeChip } from '../../electron/core/issue/write-chip.ts';
import type { ChipWriter } from '../../electron/core/ports.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { Result } from '../../shared/result.ts';
import { officer, ORIGIN } from './cases.ts';

/**
 * `point` is `sent@N`, `answered@N` or `never`, commands counted from 0. Says `killed` right before the end, or
 * `STATE N`: what the job came to, and after how many commands.
 */
export async function writeUntil(folder: string, point: string, say: (line: string) => void): Promise<void> {
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const store = good(
    openStore({
      folder,
      mode: 'write',
      digest: systemDigest,
      clock: systemClock,
      signer: good(keys.signer('audit', 'Ed25519')),
      workstation: 'WS-1',
      origin: ORIGIN,
    }),
  );
  const [job] = store.jobsIn(['encoding']);
  const kept = job === undefined ? undefined : store.jobFile(job.id, 'chip.json');
  if (job === undefined || kept === undefined) throw new Error('no chip is about to be written');
  const simulated = createSimulatedWriter({ folder: join(folder, 'chips'), speed: 'instant' });
  const writer = killing(simulated, point, say);
  const written = await writeChip(job, good(decodeChipImage(kept)), 'first', {
    store,
    actor: officer,
    clock: systemClock,
    random: systemRandom,
    profile: specimenProfile,
    keyDeriver: good(keys.deriver('chip-master')),
    writer,
    training: {
      setWriterFault: () => undefined,
      setPrinterFault: () => undefined,
      placeBlank: (blank) => simulated.placeBlank(blank),
      cardInTray: () => null,
    },
    onProgress: () => undefined,
    onJobChanged: () => undefined,
  });
  say(`${good(written).state} ${writer.commands()}`);
  store.close();
}

function killing(writer: ChipWriter, point: string, say: (line: string) => void): ChipWriter & { commands(): number } {
  let count = 0;
  const dieAt = (here: string): void => {
    if (here !== point) return;
    say('killed');
    process.kill(process.pid, 'SIGKILL');
  };
  return {
    ...writer,
    commands: () => count,
    async transmit(command) {
      const index = count;
      count += 1;
      dieAt(`sent@${index}`);
      const answer = await writer.transmit(command);
      dieAt(`answered@${index}`);
      return answer;
    },
  };
}

function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
