/**
 * A writer with a native driver, in a process of its own: a crash of the library costs one command, and neither the window
 * nor the journal (docs/adr/0028).
 */

import { join } from 'node:path';
import type { WriterStatus } from '../../shared/model/device.ts';
import type { WriterModel } from '../../shared/model/profile.ts';
import { forkChild } from '../adapters/writer/child/fork.ts';
import type { ChildPort } from '../adapters/writer/child/port.ts';
import { createRemoteWriter, type RemoteWriter } from '../adapters/writer/child/remote-writer.ts';
import type { WriterChoice } from './writer-choice.ts';

export interface RealWriterOptions {
  /** Where `build/` lies. */
  readonly root: string;
  /** The allow-list of USB writers. */
  readonly models: readonly WriterModel[];
  /** Called at every change where given. */
  readonly onChanged?: (status: WriterStatus) => void;
}

export function openRealWriter(
  choice: Exclude<WriterChoice, { kind: 'simulated' }>,
  { root, models, onChanged }: RealWriterOptions,
): RemoteWriter {
  const file = join(root, 'build', 'main', 'writer-process.js');
  return createRemoteWriter({
    writer: choice.kind === 'hid' ? { ...choice, models } : choice,
    spawn: () => spawnWriter(file),
    ...(onChanged === undefined ? {} : { onChanged }),
  });
}

async function spawnWriter(file: string): Promise<ChildPort> {
  // Inside Electron its executable is no Node (a fuse sees to that), so Electron starts its own kind of process.
  if (process.versions['electron'] === undefined) return forkChild(file);
  const { app, utilityProcess } = await import('electron');
  await app.whenReady();
  const child = utilityProcess.fork(file, [], { serviceName: 'Starcard writer', stdio: 'ignore' });
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onEnd: (listener) => child.once('exit', listener),
    kill: () => {
      child.kill();
    },
  };
}
