/** The writer that stands at this desk, where it is not the simulated one: opened, watched, and assigned by its serial. */

import type { WriterStatus } from '../../shared/model/device.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Result } from '../../shared/result.ts';
import type { OpenStore } from '../adapters/sqlite/open-store.ts';
import type { RemoteWriter } from '../adapters/writer/child/remote-writer.ts';
import type { WriterAssignment } from '../core/ports.ts';
import { keepFirstWriter } from './on-record.ts';
import { openRealWriter } from './real-writer.ts';
import { writeSettings } from './settings.ts';
import type { WorkstationOptions } from './workstation.ts';

interface StandingWriter {
  readonly writer: RemoteWriter;
  readonly writers: WriterAssignment | null;
}

/** Null where the simulated writer stands. */
export function realWriterOf(
  { writer, root, folder, mode, watchesWriter, publish }: WorkstationOptions,
  profile: Profile,
  store: OpenStore,
): StandingWriter | null {
  if (writer === undefined || writer.kind === 'simulated') return null;
  const onChanged = (status: WriterStatus): void => {
    publish('device.changed', { writer: status });
    keepFirstWriter({ folder, mode, store, profile }, writer, status);
  };
  const options = { root, models: profile.writers };
  const real = openRealWriter(writer, watchesWriter === true ? { ...options, onChanged } : options);
  if (watchesWriter === true) void real.start();
  if (writer.kind !== 'hid') return { writer: real, writers: null };
  const assign = async (serial: string): Promise<Result<void>> => {
    const written = writeSettings(folder, { writer: `hid:${serial}` });
    if (!written.ok) return written;
    await real.assign(serial);
    return written;
  };
  return { writer: real, writers: { found: () => real.found(), assign } };
}
