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
    if (keepsContract(name, answer)) return answer;
    console.error(`the answer to ${name} breaks the contract`);
  } catch (bug) {
    console.error(`the bridge broke on ${name}`, bug);
  }
  return fail('internal', { reference: name });
}

function keepsContract<N extends CallName>(name: N, answer: Result<unknown>): answer is Result<CallOutput<N>> {
  return !answer.ok || calls[name].output.safeParse(answer.value).success;
}

/** Listens to what the app tells unasked. Returns the function that stops it. */
export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.starcard.on(name, (payload) => {
    if (isPayload(name, payload)) listener(payload);
    else console.error(`the event ${name} breaks the contract`);
  });
}

function isPayload<N extends EventName>(name: N, payload: unknown): payload is EventPayload<N> {
  return events[name].safeParse(payload).success;
}
