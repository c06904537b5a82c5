/** The thread that is the card (card.ts): it alone loads what a card is made of, so that the device starts soon. */

import { parentPort, type MessagePort } from 'node:worker_threads';
import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';
import type { CardOrder } from './card.ts';

/** One order after another, one answer each; a first answer to none says that it is ready. */
function beCard(port: MessagePort): void {
  let slot: CardSlot | null = null;
  let line: Promise<void> = Promise.resolve();

  async function obey(order: CardOrder): Promise<Uint8Array | null> {
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
  port.on('message', (order: CardOrder) => {
    line = line.then(async () => post(await obey(order)));
  });
  post(null);
}

if (parentPort !== null) beCard(parentPort);
