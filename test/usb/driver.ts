/** The driver as the tests use it: the specimen profile's models, one device by its serial number. */

import { join } from 'node:path';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { forkChild } from '../../electron/adapters/writer/child/fork.ts';
import type { ChildPort } from '../../electron/adapters/writer/child/port.ts';
import { createRemoteWriter, type RemoteWriter } from '../../electron/adapters/writer/child/remote-writer.ts';
import { listWriters } from '../../electron/adapters/writer/hid/discovery.ts';
import {
  createHidWriter,
  type HidWriter,
  type HidWriterOptions,
} from '../../electron/adapters/writer/hid/hid-writer.ts';
import { loadHid } from '../../electron/adapters/writer/hid/library.ts';

import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import type { WriterStatus } from '../../shared/model/device.ts';
import type { Result } from '../../shared/result.ts';
import { until } from './until.ts';

const library = value(await loadHid());

export function driverFor(serial: string | null, changes: Partial<HidWriterOptions> = {}): HidWriter {
  return createHidWriter({
    library,
    models: specimenProfile.writers,
    serial,
    random: (count) => systemRandom.bytes(count),
    cardWaitMs: 500,
    // A device that is a program takes longer to start than one with a plug; how long is not the driver's doing.
    deviceWaitMs: 300_000,
    ...changes,
  });
}

/** The value of a result that the test takes for granted. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Resolves when the operating system lists the device: some hundred milliseconds after the plug is in. */
export async function listed(serial: string): Promise<void> {
  await until(`a device with the serial number ${serial}`, async () => {
    const writers = value(await listWriters(library, specimenProfile.writers));
    return writers.some((writer) => writer.serial === serial) ? true : null;
  });
}

export interface RemoteUnderTest {
  readonly writer: RemoteWriter;
  /** SIGKILL to the process of the driver. */
  kill(): void;
  /** How many processes were started. */
  processes(): number;
  stop(): void;
}

/** The driver in a process of its own, as the program has it. */
export function remoteWriterFor(serial: string | null, onChanged?: (status: WriterStatus) => void): RemoteUnderTest {
  let port: ChildPort | null = null;
  let count = 0;
  const writer = createRemoteWriter({
    writer: { kind: 'hid', serial, models: specimenProfile.writers },
    spawn: async () => {
      count += 1;
      port = forkChild(join(import.meta.dirname, 'writer-process.mjs'));
      return port;
    },
    ...(onChanged === undefined ? {} : { onChanged }),
  });
  return { writer, kill: () => port?.kill(), processes: () => count, stop: () => writer.stop() };
}
