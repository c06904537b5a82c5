/**
 * The card, in a thread of its own as it is a chip of its own: however long it computes, the device stays awake and gives
 * its signs of life.
 */

import { once } from 'node:events';
import { join } from 'node:path';
import { parentPort, Worker, type MessagePort } from 'node:worker_threads';
import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';

/** The card that lies in the slot, kept in a file that outlives the device's power. */
export interface LyingCard {
  readonly path: string;
  readonly serial: string;
}

type Order =
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
  const ask = (order: Order): Promise<Uint8Array | null> => {
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

/** One order after another, one answer each; a first answer to none says that it is ready. */
function beCard(port: MessagePort): void {
  let slot: CardSlot | null = null;
  let line: Promise<void> = Promise.resolve();

  async function obey(order: Order): Promise<Uint8Array | null> {
    switch (order.kind) {
      case 'powerOn': {
        const placed = { ...order.card, access: 'guarded' } as const;
        slot = createCardSlot(placed, placed);
        const powered = slot.powerOn();
        if (!powered.ok) throw new Error(JSON.stringify(powered.error));
        return powered.value;
      }
      case 'powerOff':
        slot?.powerOff();
        return null;
      case 'transmit': {
        const answer = await slot?.transmit(order.command);
        return answer?.ok === true ? answer.value : null;
      }
    }
  }

  const post = (answer: Uint8Array | null): void => port.postMessage(answer);
  port.on('message', (order: Order) => {
    line = line.then(async () => post(await obey(order)));
  });
  post(null);
}

if (parentPort !== null) beCard(parentPort);
