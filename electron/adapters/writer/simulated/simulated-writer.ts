/** A chip writer for training and tests, with a card in it that enforces what a real one does. */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WriterFault } from '../../../../shared/model/device.ts';
import type { BlankSerial } from '../../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { encodeResponse, status } from '../../../core/chip/apdu.ts';
import type { ChipWriter } from '../../../core/ports.ts';
import { loadCard, saveCard } from './card-file.ts';
import { blankCard, powerCard, productionData, type CardState } from './card.ts';

export interface SimulatedWriterOptions {
  /** Holds one state file per blank; made when missing. */
  readonly folder: string;
  /** `device`: about the time a real contactless chip takes, 1.5 s a card. `instant`: no waits. */
  readonly speed: 'device' | 'instant';
}

export interface SimulatedWriter extends ChipWriter {
  /** Puts the card of this blank under the writer: a fresh one, or as it was left. */
  placeBlank(blank: BlankSerial): void;
  /** The next card shows the fault once; `noCard` lasts until another is set. */
  setFault(fault: WriterFault): void;
}

const NAME = 'Simulated chip writer';
/** A contactless card without historical bytes as PC/SC readers report it (PC/SC part 3, section 3.1.3.2.3). */
const ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
/** The UPDATE BINARY at which a fault shows: in the middle of the portrait of an ordinary card. */
const FAULT_AT_UPDATE = 4;
const MS_PER_COMMAND = 3;
const BYTES_PER_MS = 80;

/** A card in the field. */
interface Powered {
  readonly path: string;
  readonly card: CardState;
  readonly transmit: (command: Uint8Array) => Uint8Array;
}

interface Writer {
  readonly options: SimulatedWriterOptions;
  isOpen: boolean;
  isBusy: boolean;
  placed: BlankSerial | null;
  fault: WriterFault;
  /** Someone else's finished card lies there until the writer is closed. */
  showsForeignCard: boolean;
  powered: Powered | null;
  updates: number;
}

/** The serial of a chip follows from its blank's, so each blank has a chip of its own. */
export function createSimulatedWriter(options: SimulatedWriterOptions): SimulatedWriter {
  const writer: Writer = {
    options,
    isOpen: false,
    isBusy: false,
    placed: null,
    fault: 'none',
    showsForeignCard: false,
    powered: null,
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
    powerOff: async () => {
      writer.powered = null;
    },
    close: async () => {
      writer.powered = null;
      writer.isOpen = false;
      writer.showsForeignCard = false;
    },
    placeBlank: (blank) => {
      writer.placed = blank;
      writer.powered = null;
      writer.showsForeignCard = false;
    },
    setFault: (fault) => {
      writer.fault = fault;
    },
  };
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
    writer.showsForeignCard = true;
  }
  const serial = writer.showsForeignCard ? `FOREIGN-${writer.placed}` : writer.placed;
  const path = join(writer.options.folder, `${serial}.json`);
  const loaded = loadCard(path);
  if (!loaded.ok) return loaded;
  const card = loaded.value ?? newCard(serial, writer.showsForeignCard);
  writer.powered = { path, card, transmit: powerCard(card) };
  writer.updates = 0;
  return ok(ATR);
}

function newCard(serial: string, isForeign: boolean): CardState {
  const card = blankCard(productionData(createHash('sha256').update(`chip of ${serial}`).digest()));
  if (isForeign) for (const application of Object.values(card.applications)) application.lifeCycle = 'operational';
  return card;
}

async function transmit(writer: Writer, command: Uint8Array): Promise<Result<Uint8Array>> {
  const { powered } = writer;
  if (powered === null) return fail('writer.unanswered', { reason: 'no power' });
  writer.isBusy = true;
  try {
    const faulty = faultNow(writer, command);
    if (faulty === 'wrongStatus') return ok(encodeResponse(status.memoryFailure));
    const response = powered.transmit(faulty === 'corruptFile' ? flipBit(command) : command);
    await pause(writer, command.length + response.length);
    // Reading changes nothing; everything else is on the "chip" before its answer is out.
    const saved = command[1] === 0xb0 ? ok(undefined) : saveCard(powered.path, powered.card);
    if (!saved.ok) return saved;
    if (faulty !== 'tearDuringWrite') return ok(response);
    writer.powered = null;
    return fail('writer.unanswered', { reason: 'the card left the field' });
  } finally {
    writer.isBusy = false;
  }
}

/** The fault that shows at this command, which uses it up. */
function faultNow(writer: Writer, command: Uint8Array): WriterFault {
  if (command[1] !== 0xd6) return 'none';
  writer.updates += 1;
  const { fault } = writer;
  if (writer.updates < FAULT_AT_UPDATE || fault === 'noCard' || fault === 'foreignCard') return 'none';
  writer.fault = 'none';
  return fault;
}

/** The last data byte of an UPDATE BINARY arrives with one bit wrong. */
function flipBit(command: Uint8Array): Uint8Array {
  return command.map((byte, index) => (index === command.length - 1 ? byte ^ 0x01 : byte));
}

async function pause(writer: Writer, bytes: number): Promise<void> {
  if (writer.options.speed === 'device') await wait(MS_PER_COMMAND + bytes / BYTES_PER_MS);
}
