/** The line to a driver's process that is a Node process of its own: on the command line, and in tests. */

import { fork } from 'node:child_process';
import type { ChildPort, ParentPort } from './port.ts';

/** Starts the JavaScript file. The process ends with this one; it keeps this one from ending only while it is asked. */
export function forkChild(file: string, words: readonly string[] = []): ChildPort {
  // An inspector's port is taken by this process. `advanced` carries bytes as bytes.
  const execArgv = process.execArgv.filter((word) => !word.startsWith('--inspect'));
  const child = fork(file, words, {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  return {
    post: (message) => {
      // A line that is closed already is told of by `onEnd`.
      child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onEnd(listener) {
      let isTold = false;
      const tell = (): void => {
        if (!isTold) listener();
        isTold = true;
      };
      child.once('exit', tell);
      child.once('error', tell);
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** The other end, in a process that `forkChild` started. */
export function forkedPort(): ParentPort {
  process.once('disconnect', () => process.exit());
  return {
    post: (message) => {
      process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
