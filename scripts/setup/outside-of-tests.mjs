// A reporter of vitest for what its JSON leaves out: errors outside of every test, which fail the run all the same.

import { writeFileSync } from 'node:fs';

export default class OutsideOfTests {
  onTestRunEnd(_modules, errors) {
    const found = errors.map(({ stack, message }) => ({ name: 'outside of a test', why: stack ?? message ?? '' }));
    writeFileSync(process.env.STARCARD_OUTSIDE_OF_TESTS, JSON.stringify(found));
  }
}
