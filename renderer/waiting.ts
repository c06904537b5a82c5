/**
 * What waits for the second person: in the memory of this window and nowhere else, since it may name a person. It reserves
 * nothing; whether an act is still possible is asked when it is done.
 */

import { useSyncExternalStore } from 'react';
import { MOST_CASES, type SittingAct } from '../shared/contract/sitting.ts';
import type { Language } from '../shared/messages/texts.ts';
import { say } from './live.ts';
import type { Fact } from './ui/Facts.tsx';

/** An act as it would be called, but for the second person; and what they see of it, in either language. */
export interface Keepable {
  readonly act: SittingAct;
  describe(language: Language): { readonly title: string; readonly facts: readonly Fact[] };
}

export interface Waiting extends Keepable {
  readonly id: number;
}

let waiting: readonly Waiting[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Waiting[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWaiting(): readonly Waiting[] {
  return useSyncExternalStore(subscribe, () => waiting);
}

/** For how many more there is room. */
export function useRoom(): number {
  return MOST_CASES - useWaiting().length;
}

/** Puts them aside, and says so once. The same act twice is one. */
export function keepForSecond(...kept: readonly Keepable[]): void {
  const next = new Map(waiting.map((one) => [JSON.stringify(one.act), one]));
  for (const { act, describe } of kept) {
    const asText = JSON.stringify(act);
    next.delete(asText);
    last += 1;
    next.set(asText, { id: last, act, describe });
  }
  change([...next.values()]);
  say('sitting.kept', { count: waiting.length });
}

export function takeOff(ids: readonly number[]): void {
  change(waiting.filter(({ id }) => !ids.includes(id)));
}

/** Nothing of one person's work stays behind for the next. */
export function forgetWaiting(): void {
  change([]);
}
