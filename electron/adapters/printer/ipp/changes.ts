/** Waiting for the next change: by event where the printer offers them (RFC 3995, RFC 3996), else by asking again. */

import { setTimeout as pause } from 'node:timers/promises';
import type { IppClient } from './client.ts';
import { groupTags } from './message.ts';
import { attributes, boolean, groupOf, integer, keyword, numberOf } from './values.ts';

export interface Changes {
  /** Resolves at the next event, or when it is time to ask again. */
  next(): Promise<void>;
  end(): Promise<void>;
}

export interface ChangesOptions {
  readonly client: IppClient;
  readonly offersEvents: boolean;
  readonly pollMs: number;
}

/** A subscription that nobody renews ends by itself after so long. */
const leaseSeconds = 3600;
const longestEventWaitMs = 5000;

/** Subscribes at the first wait; a printer that takes no subscription, or answers at once, is asked every `pollMs`. */
export function watchChanges({ client, offersEvents, pollMs }: ChangesOptions): Changes {
  let subscription: number | null = null;
  let lastEvent = 0;
  let mayTry = offersEvents;
  return {
    async next() {
      const startedAt = performance.now();
      if (mayTry && subscription === null) subscription = await subscribe(client);
      if (subscription === null) mayTry = false;
      const seen = subscription === null ? null : await eventAfter(client, subscription, lastEvent);
      if (subscription !== null && seen === null) [mayTry, subscription] = [false, null];
      if (seen !== null && seen > lastEvent) {
        lastEvent = seen;
        return;
      }
      await pause(Math.max(0, pollMs - (performance.now() - startedAt)));
    },
    async end() {
      if (subscription === null) return;
      const ended = subscription;
      subscription = null;
      await client.ask({
        operation: 'cancelSubscription',
        attributes: attributes(['notify-subscription-id', integer(ended)]),
      });
    },
  };
}

async function subscribe(client: IppClient): Promise<number | null> {
  const answer = await client.ask({
    operation: 'createPrinterSubscriptions',
    group: {
      tag: groupTags.subscription,
      attributes: attributes(
        ['notify-pull-method', keyword('ippget')],
        ['notify-events', keyword('job-state-changed'), keyword('job-progress'), keyword('printer-state-changed')],
        ['notify-lease-duration', integer(leaseSeconds)],
      ),
    },
  });
  return answer.ok ? numberOf(groupOf(answer.value, groupTags.subscription), 'notify-subscription-id') : null;
}

/** The number of the newest event; the one given where there is none after it; null where events cannot be had. */
async function eventAfter(client: IppClient, subscription: number, last: number): Promise<number | null> {
  const answer = await client.ask({
    operation: 'getNotifications',
    attributes: attributes(
      ['notify-subscription-ids', integer(subscription)],
      ['notify-sequence-numbers', integer(last + 1)],
      ['notify-wait', boolean(true)],
    ),
    answerMs: longestEventWaitMs,
  });
  // A printer that waits longer than we do has no news, and is no worse for it.
  if (!answer.ok) return answer.error.kind === 'printer.unanswered' ? last : null;
  const numbers = answer.value.groups
    .filter(({ tag }) => tag === groupTags.eventNotification)
    .map(({ attributes: from }) => numberOf(from, 'notify-sequence-number') ?? 0);
  return Math.max(last, ...numbers);
}
