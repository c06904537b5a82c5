/**
 * A stand-in for node-hid, for the rules of order that a real one does not show: which calls overlap, and what happens when
 * one never comes back. Behind it the emulated device; the real library on a real USB stack is in test/usb.
 */

import type { HidDevice, HidHandle, HidLibrary } from '../../../electron/adapters/writer/hid/library.ts';
import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';
import { createCcidFraming } from '../../usb/firmware/ccid.ts';
import { createStxFraming } from '../../usb/firmware/stx.ts';
import { createFaultList, type FaultList } from '../../usb/firmware/faults.ts';
import { createHardware, type Hardware } from '../../usb/firmware/hardware.ts';
import type { CardThread, LyingCard } from '../../usb/firmware/card.ts';

export interface FakeWriter {
  readonly hardware: Hardware;
  readonly faults: FaultList;
  readonly listed: HidDevice;
  isPlugged: boolean;
  /** While true, no read comes back. */
  hangs: boolean;
  /** Answers that went out when nobody waited for them any more. */
  lateAnswers: number;
}

export interface FakeHid {
  readonly library: HidLibrary;
  /** Calls as they began and ended, `+read` and `-read`. */
  readonly calls: string[];
  /** The most calls that were under way at once. */
  most(): number;
  /** Lets every hanging read fail. */
  letGo(): void;
  plug(serial: string, card: LyingCard | null, changes?: Partial<HidDevice>): FakeWriter;
}

/** docs/formats.md, USB writer: the training model that speaks `stx`. */
export const STX_MODEL = 0x5c02;

interface Wire {
  readonly writer: FakeWriter;
  receive(report: Uint8Array): void;
  readonly arrived: Uint8Array[];
  tell: () => void;
}

export function createFakeHid(): FakeHid {
  const wires: Wire[] = [];
  const calls: string[] = [];
  const hanging: (() => void)[] = [];
  let underWay = 0;
  let most = 0;

  async function noted<T>(name: string, work: () => Promise<T>): Promise<T> {
    underWay += 1;
    most = Math.max(most, underWay);
    calls.push(`+${name}`);
    try {
      return await work();
    } finally {
      underWay -= 1;
      calls.push(`-${name}`);
    }
  }

  const plugged = (): readonly Wire[] => wires.filter(({ writer }) => writer.isPlugged);

  async function read(wire: Wire, timeoutMs: number): Promise<Uint8Array | undefined> {
    if (wire.writer.hangs) await new Promise<void>((resolve) => hanging.push(resolve));
    if (!wire.writer.isPlugged || wire.writer.hangs) throw new Error('could not read: device disconnected');
    if (wire.arrived.length === 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        wire.tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    return wire.arrived.shift();
  }

  async function write(wire: Wire, bytes: Buffer): Promise<number> {
    if (bytes.length !== 65 || bytes[0] !== 0) throw new Error('a report is written as 0 and 64 bytes');
    if (!wire.writer.isPlugged) throw new Error('could not write: device disconnected');
    wire.receive(Uint8Array.from(bytes.subarray(1)));
    return bytes.length;
  }

  async function open(path: string): Promise<HidHandle> {
    const wire = plugged().find(({ writer }) => writer.listed.path === path);
    if (wire === undefined) throw new Error(`cannot open device with path ${path}`);
    wire.arrived.length = 0;
    return {
      read: (timeoutMs) => noted('read', () => read(wire, timeoutMs)),
      write: (bytes) => noted('write', () => write(wire, bytes)),
      close: () => noted('close', async () => undefined),
    };
  }

  return {
    library: {
      devicesAsync: () => noted('list', async () => plugged().map(({ writer }) => writer.listed)),
      HIDAsync: { open: (path) => noted('open', () => open(path)) },
    },
    calls,
    most: () => most,
    letGo: () => hanging.splice(0).forEach((resolve) => resolve()),
    plug(serial, card, changes = {}) {
      const wire = createWire(serial, card, changes, wires.length);
      wires.push(wire);
      return wire.writer;
    },
  };
}

function createWire(serial: string, card: LyingCard | null, changes: Partial<HidDevice>, place: number): Wire {
  const ids = { vendorId: 0x1209, productId: 0x5c01, usagePage: 0xff00, usage: 1 };
  const listed = { ...ids, path: `/dev/fake${place}`, serialNumber: serial, ...changes };
  const hardware = createHardware(serial, cardBeside(), card);
  const faults = createFaultList();
  const writer: FakeWriter = { hardware, faults, listed, isPlugged: true, hangs: false, lateAnswers: 0 };
  const arrived: Uint8Array[] = [];
  const createFraming = listed.productId === STX_MODEL ? createStxFraming : createCcidFraming;
  const device = createFraming({
    line: {
      send: (reports) => {
        arrived.push(...reports);
        wire.tell();
      },
      drop: () => {
        arrived.length = 0;
      },
      sent: async () => undefined,
      reportsSent: () => 0,
    },
    hardware,
    faults,
    noteLate: () => {
      writer.lateAnswers += 1;
    },
    leaveBus: () => {
      writer.isPlugged = false;
    },
    complain: () => undefined,
    firstSession: 7,
  });
  const wire: Wire = { writer, receive: (report) => device.receive(report), arrived, tell: () => undefined };
  return wire;
}

/** The card without a thread of its own. */
function cardBeside(): CardThread {
  let slot: CardSlot | null = null;
  return {
    async powerOn(card) {
      const placed = { ...card, access: 'guarded' } as const;
      slot = createCardSlot(placed, placed);
      const powered = slot.powerOn();
      return powered.ok ? powered.value : null;
    },
    powerOff: () => slot?.powerOff(),
    async transmit(command) {
      const answer = await slot?.transmit(command);
      return answer?.ok === true ? answer.value : null;
    },
  };
}
