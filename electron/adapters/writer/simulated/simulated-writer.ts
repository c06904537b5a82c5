/** A chip writer for training and tests, with a card in it that enforces what a real one does. */

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WriterFault } from '../../../../shared/model/device.ts';
import type { BlankSerial } from '../../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { encodeResponse, status } from '../../../core/chip/apdu.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import type { CardFault } from './card-faults.ts';
import { createCardSlot, type CardSlot, type PlacedCard } from './card-slot.ts';
import { loadCard, saveCard } from './card-file.ts';
import { newBlank } from './card/factory.ts';
import type { CardState } from './card/state.ts';

export interface SimulatedWriterOptions {
  /** Holds one state file per blank; made when missing. */
  readonly folder: string;
  /** `device`: about the time a real contactless chip takes, 1.5 s a card. `instant`: no waits. */
  readonly speed: 'device' | 'instant';
  /** `open`: fresh blanks are chips of the first version, which ask nobody for anything. Left out: `guarded`. */
  readonly access?: CardState['access'];
}

export interface SimulatedWriter extends ChipWriter {
  /** Puts the card of this blank under the writer: a fresh one, or as it was left. */
  placeBlank(blank: BlankSerial): void;
  /** The next card shows the fault once; `noCard` lasts until another is set. */
  setFault(fault: WriterFault): void;
  /** Something happens at one certain command from now on, once; counted over power cycles of the placed card. */
  setFaultAt(fault: CardFault | null): void;
}

const NAME = 'Simulated chip writer';
/** The UPDATE BINARY at which a fault shows: in the middle of the files of an ordinary card. */
const FAULT_AT_UPDATE = 4;
const UPDATE_BINARY = 0xd6;
/** All that ISO/IEC 7816-4 section 5.1 can say. */
const EXTENDED_LENGTH = { commandData: 65_535, responseData: 65_536 } as const;
const MS_PER_COMMAND = 3;
const BYTES_PER_MS = 80;

interface Writer {
  readonly options: SimulatedWriterOptions;
  isOpen: boolean;
  isBusy: boolean;
  placed: BlankSerial | null;
  slot: CardSlot | null;
  fault: WriterFault;
  /** Someone else's finished card lies there until the writer is closed. */
  foreign: CardSlot | null;
  updates: number;
}

/** The serial of a chip follows from its blank's, so each blank has a chip of its own. */
export function createSimulatedWriter(options: SimulatedWriterOptions): SimulatedWriter {
  const writer: Writer = {
    options,
    isOpen: false,
    isBusy: false,
    placed: null,
    slot: null,
    fault: 'none',
    foreign: null,
    updates: 0,
  };
  return {
    status: async () => ({ name: NAME, driver: 'simulated', state: stateOf(writer), detail: null }),
    open: async () => {
      if (writer.isOpen) return fail('writer.notReady', { writer: NAME, reason: 'in use' });
      writer.isOpen = true;
      return ok(undefined);
    },
    powerOn: () => powerOn(writer),
    transmit: (command) => transmit(writer, command),
    carries: () => EXTENDED_LENGTH,
    powerOff: async () => lying(writer)?.powerOff(),
    close: async () => {
      lying(writer)?.powerOff();
      writer.isOpen = false;
      writer.foreign = null;
    },
    placeBlank: (blank) => {
      writer.placed = blank;
      writer.slot = createCardSlot(cardOf(writer, blank), cardOf(writer, `OTHER-${blank}`));
      writer.foreign = null;
    },
    setFault: (fault) => {
      writer.fault = fault;
    },
    setFaultAt: (fault) => writer.slot?.setFault(fault),
  };
}

function cardOf({ options }: Writer, serial: string): PlacedCard {
  return { path: join(options.folder, `${serial}.json`), serial, access: options.access ?? 'guarded' };
}

function lying(writer: Writer): CardSlot | null {
  return writer.foreign ?? writer.slot;
}

function stateOf(writer: Writer): 'ready' | 'cardPresent' | 'busy' {
  if (writer.isBusy) return 'busy';
  return writer.placed === null || writer.fault === 'noCard' ? 'ready' : 'cardPresent';
}

async function powerOn(writer: Writer): Promise<Result<Uint8Array>> {
  if (!writer.isOpen) return fail('writer.notReady', { writer: NAME, reason: 'not open' });
  await pause(writer, 0);
  if (writer.placed === null || writer.fault === 'noCard') return fail('writer.noCard', {});
  if (writer.fault === 'foreignCard') {
    writer.fault = 'none';
    const foreign = foreignCard(writer, writer.placed);
    if (!foreign.ok) return foreign;
    writer.foreign = foreign.value;
  }
  writer.updates = 0;
  return lying(writer)?.powerOn() ?? fail('writer.noCard', {});
}

/** A finished card of somebody else's: nothing on it, and everything locked. */
function foreignCard(writer: Writer, blank: BlankSerial): Result<CardSlot> {
  const card = cardOf(writer, `FOREIGN-${blank}`);
  const loaded = loadCard(card.path);
  if (!loaded.ok) return loaded;
  if (loaded.value === null) {
    const state = newBlank(card.serial, card.access);
    for (const application of Object.values(state.applications)) application.lifeCycle = 'operational';
    const saved = saveCard(card.path, state);
    if (!saved.ok) return saved;
  }
  return ok(createCardSlot(card, card));
}

async function transmit(writer: Writer, command: Uint8Array): Promise<Result<Uint8Array>> {
  const slot = lying(writer);
  if (slot === null || !slot.isPowered()) return fail('writer.unanswered', { reason: 'no power' });
  writer.isBusy = true;
  try {
    const fault = faultNow(writer, command);
    if (fault === 'wrongStatus') return ok(encodeResponse(status.memoryFailure));
    const filesBefore = fault === 'corruptFile' ? filesOf(slot.state()) : [];
    const response = await slot.transmit(command);
    await pause(writer, command.length + (response.ok ? response.value.length : 0));
    if (fault === 'corruptFile') corrupt(slot.state(), filesBefore);
    if (fault !== 'tearDuringWrite' || !response.ok) return response;
    slot.powerOff();
    return fail('writer.unanswered', { reason: 'the card left the field' });
  } finally {
    writer.isBusy = false;
  }
}

/** The fault that shows at this command, which uses it up. */
function faultNow(writer: Writer, command: Uint8Array): WriterFault {
  if (command[1] !== UPDATE_BINARY) return 'none';
  writer.updates += 1;
  const { fault } = writer;
  if (writer.updates < FAULT_AT_UPDATE || fault === 'noCard' || fault === 'foreignCard') return 'none';
  writer.fault = 'none';
  return fault;
}

function filesOf(card: CardState | null): readonly Uint8Array[] {
  return Object.values(card?.applications ?? {}).flatMap((application) => [...application.files.values()]);
}

/** One bit of what was just written is wrong in the memory, behind a good answer. */
function corrupt(card: CardState | null, before: readonly Uint8Array[]): void {
  const written = filesOf(card).find((file) => !before.includes(file));
  const last = written?.findLastIndex((byte) => byte !== 0) ?? -1;
  if (written !== undefined && last >= 0) written[last] = (written[last] ?? 0) ^ 0x01;
}

async function pause(writer: Writer, bytes: number): Promise<void> {
  if (writer.options.speed === 'device') await wait(MS_PER_COMMAND + bytes / BYTES_PER_MS);
}
