/** What test/unit/chip/sample.ts takes from Vitest, by the runner of the virtual machine. */

export { after as afterAll } from 'node:test';
