/**
 * The dispatch of a workstation whose security module waits for its PIN: it takes one call, the PIN, and answers every other
 * one with why nothing is open. A PIN that was tried is never tried again, and neither is another one in its place: who
 * mistyped starts the program again, knowingly.
 */

import { calls } from '../../shared/contract.ts';
import { fail, ok, type Failure, type Result } from '../../shared/result.ts';
import type { Dispatch } from './dispatch.ts';
import { refusingDispatch } from './start-failure.ts';

/** Opens the workstation with the PIN; what it answers is what the window shows from then on. */
export type OpenWithPin = (pin: string) => Promise<Result<void>>;

export function dispatchAwaitingPin(failure: Failure, open: OpenWithPin): Dispatch {
  let shown = failure;
  let isTaken = false;

  async function take(input: unknown): Promise<Result<Readonly<Record<string, never>>>> {
    const parsed = calls['keys.givePin'].input.safeParse(input);
    // What is wrong with it is not said: the value is the PIN.
    if (!parsed.success) return fail('input.invalid', { field: 'pin', problem: '' });
    if (isTaken) return shown;
    isTaken = true;
    const opened = await open(parsed.data.pin);
    if (opened.ok) return ok({});
    // No module there: nothing was tried, and the person may connect it and go on.
    isTaken = opened.error.kind !== 'hsm.tokenAbsent';
    if (isTaken) shown = opened;
    return opened;
  }

  return {
    call: (name, input) => refusingDispatch(shown).call(name, input),
    receive: (name, input) => (name === 'keys.givePin' ? take(input) : refusingDispatch(shown).receive(name, input)),
  };
}
