/** One door for every call, from the window and from the command line: known name, strict input, permission, Result. */

import { calls, type CallInput, type CallName, type CallOutput, type ParsedInput } from '../../shared/contract.ts';
import { fail, type Failure, type Result } from '../../shared/result.ts';
import { SealBroken } from '../adapters/persons/seal-broken.ts';
import type { Log } from './log.ts';

export type Handlers = {
  readonly [N in CallName]: (input: ParsedInput<N>) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>>;
};

export interface Gate {
  /** Default deny; answers the failure that the person sees. */
  permit(name: CallName): Result<void>;
  /** False where another program holds the data folder, so that nothing may be changed. */
  readonly mayChange: Result<void>;
  /** How many entries the audit log has. */
  logSize(): number;
}

export interface Dispatch {
  /** For a caller that the compiler checks: the command line. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>>;
  /** For a message from the page, about which nothing is known. */
  receive(name: unknown, input: unknown): Promise<Result<unknown>>;
}

export function createDispatch(handlers: Handlers, gate: Gate, log: Log): Dispatch {
  async function run<N extends CallName>(name: N, input: unknown): Promise<Result<CallOutput<N>>> {
    const parsed = calls[name].input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return fail('input.invalid', { field: issue?.path.map(String).join('.') ?? '', problem: issue?.message ?? '' });
    }
    const permitted = gate.permit(name);
    if (!permitted.ok) return permitted;
    if (calls[name].changes && !gate.mayChange.ok) return gate.mayChange;
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both tables have the same keys, and the compiler cannot follow one key through both
      const handler = handlers[name] as (input: unknown) => Promise<Result<CallOutput<N>>>;
      const before = gate.logSize();
      const answer = await handler(parsed.data);
      // docs/design.md section 9: nothing is changed without an entry. `null` is a person who changed their mind.
      const isChange = calls[name].changes && answer.ok && answer.value !== null;
      if (isChange && gate.logSize() === before) throw new Error(`${name} left no audit entry`);
      return answer;
    } catch (bug) {
      return failureOf(name, bug, log);
    }
  }

  return {
    call: run,
    async receive(name, input) {
      if (!isCallName(name)) return fail('input.invalid', { field: 'call', problem: 'unknown' });
      return run(name, input);
    },
  };
}

/** What the person is told where something was thrown: by which reference it stands in the program's log. */
export function failureOf(name: CallName, bug: unknown, log: Log): Failure {
  if (bug instanceof SealBroken) return fail('storage.sealBroken', { table: bug.table, row: bug.row });
  return fail('internal', { reference: log.bug(name, bug) });
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}
