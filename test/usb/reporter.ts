/** What node:test tells, as the lines of the transcript and as counts in /run/out/results.json. */

import { writeFileSync } from 'node:fs';
import type { TestEvent } from 'node:test/reporters';

const RESULTS = '/run/out/results.json';

export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: { name: string; why: string }[] = [];
  for await (const event of events) {
    // All tests lie in suites: what lies in nothing is one.
    if (event.type === 'test:dequeue' && event.data.nesting === 0) yield `\n${event.data.name}\n`;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, nesting, details } = event.data;
    if (details.type === 'suite') {
      // What a hook of it threw; that its tests failed is told with them.
      if (event.type === 'test:fail' && isOwn(event.data.details.error))
        yield `FAILED: ${name}: ${reasonOf(event.data.details.error)}
`;
      continue;
    }
    const took = `(${Math.round(details.duration_ms)} ms)`;
    const isSkipped = event.data.skip !== undefined && event.data.skip !== false;
    if (isSkipped) counts.skipped += 1;
    else counts[event.type === 'test:pass' ? 'passed' : 'failed'] += 1;
    const mark = isSkipped ? 'skipped' : event.type === 'test:pass' ? 'passed' : 'FAILED';
    if (event.type === 'test:fail') failures.push({ name, why: reasonOf(event.data.details.error) });
    // Each time: whoever ends the process does not wait for the end.
    writeFileSync(RESULTS, JSON.stringify({ ...counts, failures }));
    yield `${'  '.repeat(nesting)}${mark}: ${name} ${took}\n`;
    if (event.type === 'test:fail')
      yield `${reasonOf(event.data.details.error)}
`;
  }
}

/** A suite whose tests failed has nothing of its own to say; one whose hook threw has. */
function isOwn(error: Error): boolean {
  return !('failureType' in error) || error.failureType !== 'subtestsFailed';
}

function reasonOf(error: Error): string {
  const reason = error.cause instanceof Error ? error.cause : error;
  return reason.stack ?? reason.message;
}
