/** Tests and lines of the transcript, which come in the order in which things happen. */

import { writeSync } from 'node:fs';
import * as runner from 'node:test';

/** The runner waits for it by itself. */
export function suite(name: string, body: () => void): void {
  void runner.suite(name, body);
}

export function test(name: string, work: () => void | Promise<void>): void {
  void runner.test(name, work);
}

/** What was seen, besides the names of the tests. */
export function say(text: string): void {
  // Straight to the descriptor: nothing of it waits while the next thing happens.
  for (const line of text.split('\n')) writeSync(1, `    | ${line}\n`);
}
