/**
 * A chip as a passport applet behaves: applications with a life cycle, files that must be created before they are
 * written, bounds, a memory limit, nothing written after the lock (ISO/IEC 7816-4; status words of its section 5.6).
 */

import { encodeResponse, parseCommand, status, type CommandApdu } from '../../../core/chip/apdu.ts';
import { bytesOfHex, concatBytes, hexOf, uintBytes, uintOf } from '../../../core/chip/bytes.ts';
import type { ChipApplication } from '../../../core/chip/chip.ts';
import { applicationIds, LARGEST_FILE } from '../../../core/chip/lds/files.ts';
import { encodeTlv } from '../../../core/chip/lds/tlv.ts';

export interface CardApplication {
  lifeCycle: 'blank' | 'personalising' | 'operational';
  /** Contents by file identifier. */
  readonly files: Map<number, Uint8Array>;
}

/** What outlives loss of power. */
export interface CardState {
  /** 42 bytes of card production life cycle data. */
  readonly production: Uint8Array;
  readonly applications: Readonly<Record<ChipApplication, CardApplication>>;
}

/** What a power cycle forgets. */
interface Session {
  application: ChipApplication;
  fileId: number | null;
}

const MEMORY_BYTES = 81_920;
const lifeCycleBytes = { blank: 0x01, personalising: 0x03, operational: 0x05 } as const;

export function blankCard(production: Uint8Array): CardState {
  const empty = (): CardApplication => ({ lifeCycle: 'blank', files: new Map() });
  return { production, applications: { master: empty(), emrtd: empty(), service: empty() } };
}

/** A powered card: answers one command after another and changes `card`. */
export function powerCard(card: CardState): (command: Uint8Array) => Uint8Array {
  const session: Session = { application: 'master', fileId: null };
  return (bytes) => {
    const command = parseCommand(bytes);
    return command.ok ? respond(card, session, command.value) : encodeResponse(status.wrongLength);
  };
}

function respond(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  if (command.cla === 0x80)
    return command.ins === 0xca ? getData(card, session, command) : encodeResponse(status.wrongInstruction);
  if (command.cla !== 0x00) return encodeResponse(status.wrongClass);
  switch (command.ins) {
    case 0xa4:
      return select(card, session, command);
    case 0xb0:
      return readBinary(card, session, command);
    case 0xe0:
      return createFile(card, session, command);
    case 0xd6:
      return updateBinary(card, session, command);
    case 0xda:
      return putData(card, session, command);
    default:
      return encodeResponse(status.wrongInstruction);
  }
}

/** Production data, answered where the issuer's part of the card is current, as after power-on. */
function getData(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  if (command.p1 !== 0x9f || command.p2 !== 0x7f || session.application !== 'master')
    return encodeResponse(status.dataNotFound);
  return encodeResponse(status.ok, encodeTlv(0x9f7f, card.production));
}

function select(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  if (command.p2 !== 0x04 && command.p2 !== 0x0c) return encodeResponse(status.wrongParameters);
  if (command.data.length === 0) return encodeResponse(status.wrongLength);
  if (command.p1 === 0x02) return selectFile(card, session, command);
  const application = applicationNamed(command);
  if (application === undefined)
    return encodeResponse(command.p1 === 0x00 || command.p1 === 0x04 ? status.fileNotFound : status.wrongParameters);
  session.application = application;
  session.fileId = null;
  const state = encodeTlv(0x8a, uintBytes(lifeCycleBytes[card.applications[application].lifeCycle], 1));
  return selected(command, encodeTlv(application === 'master' ? 0x83 : 0x84, command.data), state);
}

function applicationNamed(command: CommandApdu): ChipApplication | undefined {
  const name = hexOf(command.data);
  if (command.p1 === 0x00) return name === '3F00' ? 'master' : undefined;
  if (command.p1 !== 0x04) return undefined;
  return name === applicationIds.emrtd ? 'emrtd' : name === applicationIds.service ? 'service' : undefined;
}

function selectFile(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  if (command.data.length !== 2) return encodeResponse(status.wrongLength);
  const application = card.applications[session.application];
  const fileId = uintOf(command.data);
  const file = application.files.get(fileId);
  if (file === undefined) return encodeResponse(status.fileNotFound);
  session.fileId = fileId;
  return selected(
    command,
    encodeTlv(0x80, uintBytes(file.length, 2)),
    encodeTlv(0x83, command.data),
    encodeTlv(0x8a, uintBytes(lifeCycleBytes[application.lifeCycle], 1)),
  );
}

function selected(command: CommandApdu, ...facts: readonly Uint8Array[]): Uint8Array {
  return encodeResponse(status.ok, command.p2 === 0x04 ? encodeTlv(0x62, ...facts) : undefined);
}

function readBinary(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  const file = currentFile(card, session);
  if (file === undefined) return encodeResponse(status.noFileSelected);
  if (command.p1 >= 0x80) return encodeResponse(status.wrongParameters);
  if (command.expected === null || command.data.length > 0) return encodeResponse(status.wrongLength);
  const offset = command.p1 * 256 + command.p2;
  if (offset >= file.length) return encodeResponse(status.wrongOffset);
  const data = file.slice(offset, offset + command.expected);
  // Le 00 asks for whatever there is; a stated length that the file cannot give is warned of.
  const isWhole = data.length === command.expected || command.expected === 256 || command.expected === 65_536;
  return encodeResponse(isWhole ? status.ok : status.endOfFile, data);
}

function createFile(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  const application = card.applications[session.application];
  if (application.lifeCycle === 'operational') return encodeResponse(status.conditionsNotSatisfied);
  if (command.p1 !== 0 || command.p2 !== 0) return encodeResponse(status.wrongParameters);
  if (command.data.length !== 6) return encodeResponse(status.wrongLength);
  const size = uintOf(command.data.subarray(2, 4));
  const fileId = uintOf(command.data.subarray(4));
  if (uintOf(command.data.subarray(0, 2)) !== 0x6304 || size === 0 || size > LARGEST_FILE || fileId === 0x3f00)
    return encodeResponse(status.wrongData);
  if (application.files.has(fileId)) return encodeResponse(status.fileExists);
  if (usedMemory(card) + size > MEMORY_BYTES) return encodeResponse(status.notEnoughMemory);
  application.files.set(fileId, new Uint8Array(size));
  application.lifeCycle = 'personalising';
  session.fileId = fileId;
  return encodeResponse(status.ok);
}

function updateBinary(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  const application = card.applications[session.application];
  const file = currentFile(card, session);
  if (file === undefined || session.fileId === null) return encodeResponse(status.noFileSelected);
  if (application.lifeCycle === 'operational') return encodeResponse(status.conditionsNotSatisfied);
  if (command.p1 >= 0x80) return encodeResponse(status.wrongParameters);
  if (command.data.length === 0) return encodeResponse(status.wrongLength);
  const offset = command.p1 * 256 + command.p2;
  if (offset >= file.length) return encodeResponse(status.wrongOffset);
  if (offset + command.data.length > file.length) return encodeResponse(status.wrongLength);
  const rest = file.subarray(offset + command.data.length);
  application.files.set(session.fileId, concatBytes(file.subarray(0, offset), command.data, rest));
  return encodeResponse(status.ok);
}

/** P1 P2 DEAD ends personalisation; there is no way back. */
function putData(card: CardState, session: Session, command: CommandApdu): Uint8Array {
  const application = card.applications[session.application];
  if (command.p1 !== 0xde || command.p2 !== 0xad) return encodeResponse(status.dataNotFound);
  if (application.lifeCycle !== 'personalising') return encodeResponse(status.conditionsNotSatisfied);
  application.lifeCycle = 'operational';
  return encodeResponse(status.ok);
}

function currentFile(card: CardState, session: Session): Uint8Array | undefined {
  return session.fileId === null ? undefined : card.applications[session.application].files.get(session.fileId);
}

function usedMemory(card: CardState): number {
  let used = 0;
  for (const application of Object.values(card.applications)) {
    for (const file of application.files.values()) used += file.length;
  }
  return used;
}

/** The production data of a chip: maker and type `SP` `EC`, then what the digest gives as date, serial and batch. */
export function productionData(digest: Uint8Array): Uint8Array {
  return concatBytes(bytesOfHex('53504543'), new Uint8Array(6), digest.subarray(0, 8), new Uint8Array(24));
}
