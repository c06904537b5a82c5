/** An emulated writer in a test's hand: the gadget, the process that is its firmware, the cable and the card. */

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DeviceFault } from './firmware/faults.ts';
import type { LyingCard } from './firmware/card.ts';
import type { News, Order } from './firmware/main.ts';
import { makeGadget } from './gadget.ts';

export type FramingName = 'ccid' | 'stx';
export type Told = Extract<News, { kind: 'told' }>;

export interface EmulatedWriter {
  /**
   * Power comes with the cable: the firmware starts, then the host sees a device. The card in it stays. Nothing happens
   * where the same device is plugged in already: in an emulated machine a start takes seconds.
   */
  plug(framing: FramingName, serialNumber: string): Promise<void>;
  /** As a pulled cable: the device is gone at once, and its power with it. Harmless where it is not plugged in. */
  unplug(): Promise<void>;
  setFault(fault: DeviceFault | null): Promise<void>;
  insert(card: LyingCard): Promise<void>;
  pull(): Promise<void>;
  /** What the device has to say of itself and of the host. */
  told(): Promise<Told>;
}

const firmware = join(import.meta.dirname, 'firmware.mjs');
/** docs/formats.md, USB writer: the training models. */
const models = {
  ccid: { vendorId: 0x1209, productId: 0x5c01, product: 'Starcard writer' },
  stx: { vendorId: 0x1209, productId: 0x5c02, product: 'Starcard writer STX' },
} as const;

/** The one of a port, which a gadget has for as long as the machine runs. */
function createEmulatedWriter(port: number): EmulatedWriter {
  const gadget = makeGadget(port);
  let card: LyingCard | null = null;
  let running: ChildProcess | null = null;
  let plugged = '';

  async function plug(framing: FramingName, serialNumber: string): Promise<void> {
    if (running !== null && plugged === `${framing} ${serialNumber}`) return;
    await unplug();
    plugged = `${framing} ${serialNumber}`;
    const inserted = card === null ? [] : [card.path, card.serial];
    const child = fork(firmware, [gadget.path, framing, serialNumber, ...inserted]);
    running = child;
    child.on('message', (message: News) => {
      // A device that leaves the bus by itself starts cold and comes back.
      if (message.kind === 'leavesBus') void unplug().then(() => plug(framing, serialNumber));
    });
    await newsOf(child, 'loaded');
    // The gadget's descriptor is there as soon as it is bound.
    gadget.plug({ ...models[framing], serialNumber });
    await order({ kind: 'power' }, 'done');
  }

  async function unplug(): Promise<void> {
    const child = running;
    if (child === null) return;
    running = null;
    gadget.unplug();
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async function order<Kind extends News['kind']>(what: Order, answer: Kind): Promise<Extract<News, { kind: Kind }>> {
    if (running === null) throw new Error('the emulated writer is not plugged in');
    const answered = newsOf(running, answer);
    running.send(what);
    return answered;
  }

  return {
    plug,
    unplug,
    setFault: async (fault) => void (await order({ kind: 'fault', fault }, 'done')),
    insert: async (next) => {
      card = next;
      if (running !== null) await order({ kind: 'insert', card: next }, 'done');
    },
    pull: async () => {
      card = null;
      if (running !== null) await order({ kind: 'pull' }, 'done');
    },
    told: () => order({ kind: 'tell' }, 'told'),
  };
}

/** The machine has two ports. */
export const ports: readonly [EmulatedWriter, EmulatedWriter] = [createEmulatedWriter(0), createEmulatedWriter(1)];

/** The next news of that kind; a firmware that ends before it is a bug of its own. */
async function newsOf<Kind extends News['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<News, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const listen = (message: News): void => {
      if (!isOf(message, kind)) return;
      child.off('message', listen);
      child.off('exit', ended);
      resolve(message);
    };
    const ended = (code: number | null): void => reject(new Error(`the firmware ended with ${code}`));
    child.on('message', listen);
    child.once('exit', ended);
  });
}

function isOf<Kind extends News['kind']>(message: News, kind: Kind): message is Extract<News, { kind: Kind }> {
  return message.kind === kind;
}
