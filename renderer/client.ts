/** The one way from the page to the app: typed calls and events over the bridge that the preload exposes. */

import * as z from 'zod';
import {
  calls,
  events,
  type CallInput,
  type CallName,
  type CallOutput,
  type EventName,
  type EventPayload,
} from '../shared/contract.ts';
import { fail, type Result } from '../shared/result.ts';

/** What `electron/preload.ts` puts on the window. Inputs are parsed strictly on the other side. */
interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  on(name: string, listener: (payload: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly starcard: Bridge;
  }
}

// The content security policy has no 'unsafe-eval': zod must not try to compile its checks.
z.config({ jitless: true });

/**
 * Calls the app. An expected failure comes back as a failed result; an answer outside of the contract, or a broken
 * bridge (both bugs), as `internal` with the call's name, so that the person at the desk always gets a sentence.
 */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  try {
    const answer = await window.starcard.call(name, input);
    const waits = !answer.ok && answer.error.kind === 'access.screenLocked' && mayWait(name);
    if (waits) {
      await unlocked();
      return await call(name, input);
    }
    if (keepsContract(name, answer)) return answer;
  } catch (bug) {
    console.error(`the bridge broke on ${name}`, bug);
  }
  return fail('internal', { reference: name });
}

function keepsContract<N extends CallName>(name: N, answer: Result<unknown>): answer is Result<CallOutput<N>> {
  return !answer.ok || isParsed(`the answer to ${name}`, calls[name].output.safeParse(answer.value));
}

/** What a screen behind the lock asks for is answered when its person is back; an act is not done later by itself. */
function mayWait(name: CallName): boolean {
  return !calls[name].changes || name === 'application.open';
}

function unlocked(): Promise<void> {
  return new Promise((resolve) => {
    const stop = on('session.changed', ({ locked }) => {
      if (locked) return;
      stop();
      resolve();
    });
  });
}

/** Listens to what the app tells unasked. Returns the function that stops it. */
export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.starcard.on(name, (payload) => {
    if (isPayload(name, payload)) listener(payload);
  });
}

function isPayload<N extends EventName>(name: N, payload: unknown): payload is EventPayload<N> {
  return isParsed(`the event ${name}`, events[name].safeParse(payload));
}

/** A breach of the contract is a bug: the console names the place, never the value, which may be a person's. */
function isParsed(what: string, parsed: z.ZodSafeParseResult<unknown>): boolean {
  const issue = parsed.error?.issues[0];
  if (issue !== undefined) console.error(`${what} breaks the contract at "${issue.path.join('.')}" (${issue.code})`);
  return parsed.success;
}
