/**
 * The card, in a thread of its own as it is a chip of its own: however long it computes, the device stays awake and gives
 * its signs of life. This is the device's side of it.
 */

import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** The card that lies in the slot, kept in a file that outlives the device's power. */
export interface LyingCard {
  readonly path: string;
  readonly serial: string;
}

export type CardOrder =
  | { readonly kind: 'powerOn'; readonly card: LyingCard }
  | { readonly kind: 'powerOff' }
  | { readonly kind: 'transmit'; readonly command: Uint8Array };

export interface CardThread {
  /** The ATR of this card, after a reset. */
  powerOn(card: LyingCard): Promise<Uint8Array | null>;
  powerOff(): void;
  /** Null where the card has no power. */
  transmit(command: Uint8Array): Promise<Uint8Array | null>;
}

/** Resolves when the card is ready: a device is seen on the bus no sooner. */
export async function startCardThread(): Promise<CardThread> {
  const worker = new Worker(join(import.meta.dirname, 'card-thread.mjs'));
  await once(worker, 'message');
  const waiting: ((answer: Uint8Array | null) => void)[] = [];
  worker.on('message', (answer: Uint8Array | null) => waiting.shift()?.(answer));
  const ask = (order: CardOrder): Promise<Uint8Array | null> => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(order);
    return new Promise((resolve) => waiting.push(resolve));
  };
  return {
    powerOn: (card) => ask({ kind: 'powerOn', card }),
    powerOff: () => void ask({ kind: 'powerOff' }),
    transmit: (command) => ask({ kind: 'transmit', command }),
  };
}
