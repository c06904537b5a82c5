// What the program does about the process of a writer's driver that ends, or that does not even end.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChildPort } from '../../../electron/adapters/writer/child/port.ts';
import { createRemoteWriter, type RemoteWriter } from '../../../electron/adapters/writer/child/remote-writer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Driver {
  readonly writer: RemoteWriter;
  readonly starts: () => number;
  /** The process under way ends. */
  readonly crash: () => void;
}

/** A process that answers nothing and, asked to end, does not. */
function driver(watches: boolean): Driver {
  let starts = 0;
  let crash = (): void => undefined;
  const port: ChildPort = {
    post: () => undefined,
    onMessage: () => undefined,
    onEnd: (listener) => (crash = listener),
    kill: () => undefined,
  };
  const writer = createRemoteWriter({
    writer: { kind: 'hid', serial: 'SN-1', models: [] },
    spawn: async () => {
      starts += 1;
      return port;
    },
    limitsMs: { open: 1000 },
    againMs: 5000,
    goneMs: 2000,
    ...(watches ? { onChanged: () => undefined } : {}),
  });
  return { writer, starts: () => starts, crash: () => crash() };
}

test('a call is answered even where the process that hangs cannot be ended', async () => {
  const { writer } = driver(false);
  const opened = writer.open();
  await vi.advanceTimersByTimeAsync(3000);
  expect(await opened).toMatchObject({ ok: false, error: { kind: 'writer.crashed' } });
});

test('after a crash devices are watched again without anybody asking', async () => {
  const { writer, starts, crash } = driver(true);
  await writer.start();
  crash();
  expect(starts()).toBe(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(starts()).toBe(2);
});

test('a writer that was stopped, and one that nobody watches, stay without a process', async () => {
  const [stopped, unwatched] = [driver(true), driver(false)];
  for (const { writer, crash } of [stopped, unwatched]) {
    await writer.start();
    crash();
  }
  stopped.writer.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([stopped.starts(), unwatched.starts()]).toEqual([1, 1]);
});
