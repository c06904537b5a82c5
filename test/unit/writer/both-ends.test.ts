/**
 * The workstation's framings against the emulated device's, which was built from docs/formats.md alone: what one of them
 * read differently on that page shows here, and on the real USB stack in test/usb.
 */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCcidFraming } from '../../../electron/adapters/writer/hid/framing/ccid-framing.ts';
import type { Framing, FramingEvent, WriterRequest } from '../../../electron/adapters/writer/hid/framing/framing.ts';
import { createStxFraming } from '../../../electron/adapters/writer/hid/framing/stx-framing.ts';
import { createCardSlot, type CardSlot } from '../../../electron/adapters/writer/simulated/card-slot.ts';
import { hexOf } from '../../../electron/core/chip/bytes.ts';
import { inspectChip } from '../../../electron/core/chip/inspect.ts';
import { personalise } from '../../../electron/core/chip/personalise.ts';
import type { ChipWriter } from '../../../electron/core/ports.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { CardThread } from '../../usb/firmware/card.ts';
import * as deviceCcid from '../../usb/firmware/ccid.ts';
import { createFaultList } from '../../usb/firmware/faults.ts';
import { createHardware } from '../../usb/firmware/hardware.ts';
import * as deviceStx from '../../usb/firmware/stx.ts';
import { everyStepPassed, inspectPorts, optionsFor, printed } from '../chip/engine.ts';
import { drawnPhoto, freshFolder, makeImage, makeTrust, value } from '../chip/sample.ts';

const framings = {
  ccid: { host: createCcidFraming, device: deviceCcid.createCcidFraming },
  stx: { host: createStxFraming, device: deviceStx.createStxFraming },
} as const;

interface BothEnds {
  readonly writer: ChipWriter;
  readonly complaints: readonly string[];
  ask(request: WriterRequest): Promise<FramingEvent>;
}

function cardInThisThread(): CardThread {
  let slot: CardSlot | null = null;
  return {
    powerOn: async ({ path, serial }) => {
      const placed = { path, serial, access: 'guarded' } as const;
      slot = createCardSlot(placed, placed);
      return value(slot.powerOn());
    },
    powerOff: () => slot?.powerOff(),
    transmit: async (command) => (slot === null ? null : value(await slot.transmit(command))),
  };
}

/** A cable without a kernel: reports are handed over as they come. */
function bothEnds(name: keyof typeof framings): BothEnds {
  const complaints: string[] = [];
  const host: Framing = framings[name].host();
  let arrived: Uint8Array[] = [];
  let tell = (): void => undefined;
  const device = framings[name].device({
    line: {
      send: (reports) => {
        arrived.push(...reports);
        tell();
      },
      drop: () => {
        arrived = [];
      },
      sent: async () => undefined,
      reportsSent: () => 0,
    },
    hardware: createHardware('SN-1', cardInThisThread(), { path: join(freshFolder(), 'card.json'), serial: 'CARD-1' }),
    faults: createFaultList(),
    noteLate: () => undefined,
    leaveBus: () => undefined,
    complain: (about) => complaints.push(about),
    firstSession: 7,
  });

  async function converse(events: readonly FramingEvent[]): Promise<FramingEvent> {
    for (let now = events; ; now = await heard()) {
      for (const event of now) {
        if (event.kind === 'send') event.reports.forEach((report) => device.receive(report));
        else if (event.kind !== 'working' && event.kind !== 'more') return event;
      }
    }
  }

  async function heard(): Promise<readonly FramingEvent[]> {
    if (arrived.length === 0) await new Promise<void>((resolve) => (tell = resolve));
    const report = arrived.shift();
    return report === undefined ? [] : host.push(report);
  }

  const ask = (request: WriterRequest): Promise<FramingEvent> => converse(host.ask(request));
  const data = async (request: WriterRequest): Promise<Result<Uint8Array>> => {
    const event = await ask(request);
    return event.kind === 'done' ? ok(event.data) : fail('writer.unanswered', { reason: JSON.stringify(event) });
  };
  return {
    complaints,
    ask,
    writer: {
      status: async () => ({ name, driver: 'simulated', state: 'ready', detail: null }),
      open: async () => {
        const begun = await converse(host.hello(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)));
        return begun.kind === 'session' ? ok(undefined) : fail('writer.unanswered', { reason: begun.kind });
      },
      powerOn: () => data({ kind: 'powerOn' }),
      transmit: (command) => data({ kind: 'transmit', command }),
      carries: () => ({ commandData: 65_535, responseData: 65_536 }),
      powerOff: async () => void (await ask({ kind: 'powerOff' })),
      close: async () => undefined,
    },
  };
}

test.each(['ccid', 'stx'] as const)(
  '%s: a card is personalised and inspected, in pieces where it is long',
  async (name) => {
    const { writer, complaints } = bothEnds(name);
    const trust = makeTrust();
    const image = makeImage(trust, { photo: drawnPhoto(14_000) });

    expect(await personalise(writer, image, optionsFor(image))).toMatchObject({ kind: 'encoded' });
    expect(value(await inspectChip(writer, trust, inspectPorts, { printed })).steps).toEqual(everyStepPassed);
    expect(complaints).toEqual([]);
  },
);

test.each(['ccid', 'stx'] as const)('%s: everything besides the card is understood', async (name) => {
  const { writer, complaints, ask } = bothEnds(name);
  await writer.open();

  const firmware = await ask({ kind: 'firmware' });
  const serial = await ask({ kind: 'serial' });
  const others = [
    await ask({ kind: 'light', light: 'working', state: 'blinks' }),
    await ask({ kind: 'beep', times: 2, lengthMs: 100 }),
    await ask({ kind: 'cardState' }),
  ];

  expect(firmware.kind === 'done' ? hexOf(firmware.data) : firmware).toBe('010402');
  expect(serial.kind === 'done' ? new TextDecoder().decode(serial.data) : serial).toBe('SN-1');
  expect(others.map((event) => event.kind === 'done' && event.card)).toEqual(['unpowered', 'unpowered', 'unpowered']);
  expect(complaints).toEqual([]);
});
