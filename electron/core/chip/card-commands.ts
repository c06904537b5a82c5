/** The commands that we give a card, one function each (ISO/IEC 7816-4; CREATE FILE and lock as passport applets take them). */

import { chipSerialSchema, type ChipSerial } from '../../../shared/model/ids.ts';
import { error, ok, type Result } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { status, type CommandApdu, type ResponseApdu } from './apdu.ts';
import { takesExtendedLength } from './atr.ts';
import { bytesOfHex, concatBytes, hexOf, uintBytes, uintOf } from './bytes.ts';
import {
  answered,
  plainChannel,
  refusal,
  shortLimits,
  unanswered,
  type Answer,
  type Channel,
  type TransferLimits,
} from './channel.ts';
import type { ChipApplication, ChipFile, ChipSecret } from './chip.ts';
import { LARGEST_FILE } from './lds/files.ts';
import { encodeTlv, findValue, parseOnly, parseTlvs, type Tlv } from './lds/tlv.ts';
import { defaultProfile, type PersonalisationProfile } from './personalisation-profile.ts';

/** Life cycle of an application (ISO/IEC 7816-4 section 7.4.10): created empty, being filled, locked for use. */
export type LifeCycle = 'blank' | 'personalising' | 'operational';

const NOTHING = new Uint8Array();

/** What SELECT says of a file. */
export interface FileFacts {
  readonly size: number;
}

/** A card in the field, and who it says it is. */
export interface Contact {
  readonly atr: Uint8Array;
  readonly chipSerial: ChipSerial;
  /** Without protection; as long as card and reader both carry. */
  readonly channel: Channel;
}

/** Powers the card and reads who it is. */
export async function connect(
  writer: ChipWriter,
  profile: PersonalisationProfile = defaultProfile,
): Promise<Answer<Contact>> {
  const powered = await writer.powerOn();
  if (!powered.ok) return unanswered(powered.error);
  const atr = powered.value;
  const channel = plainChannel(writer, limitsOf(writer, atr, profile));
  const chipSerial = await readSerial(channel);
  return chipSerial.ok ? ok({ atr, chipSerial: chipSerial.value, channel }) : chipSerial;
}

function limitsOf(writer: ChipWriter, atr: Uint8Array, { extended }: PersonalisationProfile): TransferLimits {
  const carried = writer.carries?.() ?? shortLimits;
  if (!takesExtendedLength(atr)) return shortLimits;
  return {
    commandData: Math.min(carried.commandData, extended.commandData),
    responseData: Math.min(carried.responseData, extended.responseData),
  };
}

/**
 * The chip's own serial from its production data (GlobalPlatform Card Specification section H.6, tag 9F7F): maker, chip
 * type, production date, serial and batch, 12 bytes that together name one chip. Asked before any SELECT.
 */
export async function readSerial(channel: Channel): Promise<Answer<ChipSerial>> {
  const getData = { cla: 0x80, ins: 0xca, p1: 0x9f, p2: 0x7f, data: new Uint8Array(), expected: 256 };
  const answer = await expectOk(channel, 'GET DATA', getData);
  if (!answer.ok) return answer;
  const data = parseOnly(answer.value.data, 0x9f7f, 'CPLC');
  if (!data.ok) return answered(data.error);
  const identity = concatBytes(data.value.subarray(0, 4), data.value.subarray(10, 18));
  const serial = chipSerialSchema.safeParse(hexOf(identity));
  if (data.value.length !== 42 || !serial.success) return malformedAnswer('CPLC', 'length');
  return ok(serial.data);
}

/** Selects an application and answers its life cycle; null where the card has no such application. */
export async function selectApplication(
  channel: Channel,
  profile: PersonalisationProfile,
  application: ChipApplication,
): Promise<Answer<LifeCycle | null>> {
  const { p1, identifier } = profile.select[application];
  const facts = await select(channel, p1, bytesOfHex(identifier));
  if (!facts.ok) return facts;
  if (facts.value === null) return ok(null);
  const lifeCycle = lifeCycleOf(findValue(facts.value, 0x8a));
  if (lifeCycle === null) return malformedAnswer('FCP', 'life cycle');
  return ok(lifeCycle);
}

/** Makes an application current without asking for anything; for one that is known to be there. */
export async function enterApplication(
  channel: Channel,
  profile: PersonalisationProfile,
  application: ChipApplication,
): Promise<Answer<void>> {
  const { p1, identifier } = profile.select[application];
  return done(await expectOk(channel, 'SELECT', command(0xa4, p1, 0x0c, bytesOfHex(identifier))));
}

/** Selects a file of the current application; null where there is none of that identifier. */
export async function selectFile(channel: Channel, fileId: number): Promise<Answer<FileFacts | null>> {
  const facts = await select(channel, 0x02, uintBytes(fileId, 2));
  if (!facts.ok) return facts;
  if (facts.value === null) return ok(null);
  const size = findValue(facts.value, 0x80);
  if (size === undefined || size.length > 3) return malformedAnswer('FCP', 'size');
  return ok({ size: uintOf(size) });
}

export function sizeOf(file: ChipFile): number {
  return file.size ?? file.bytes.length;
}

/** Creates a file of its size in the current application and makes it the current file. */
export async function createFile(channel: Channel, file: ChipFile): Promise<Answer<void>> {
  const data = encodeTlv(0x63, uintBytes(sizeOf(file), 2), uintBytes(file.fileId, 2));
  return done(await expectOk(channel, 'CREATE FILE', command(0xe0, 0, 0, data)));
}

export async function updateBinary(channel: Channel, offset: number, block: Uint8Array): Promise<Answer<void>> {
  return done(await expectOk(channel, 'UPDATE BINARY', command(0xd6, offset >> 8, offset & 0xff, block)));
}

/** Where a file is and how long: what reading it by its short identifier takes. */
export interface FilePlace {
  readonly application: ChipApplication;
  readonly fileId: number;
}

/**
 * Reads the first `length` bytes of a file of the current application in as few commands as the channel allows, the first
 * one by short identifier, which makes the file current. An answer of another length than asked for is a failure; null
 * where the card has no such file.
 */
export async function readFile(channel: Channel, place: FilePlace, length: number): Promise<Answer<Uint8Array | null>> {
  const expected = Math.min(channel.limits.responseData, length);
  const answer = await channel.transmit({ ...command(0xb0, 0x80 + shortIdentifier(place), 0, NOTHING), expected });
  if (!answer.ok) return answer;
  if (answer.value.status === status.fileNotFound) return ok(null);
  if (answer.value.status !== status.ok) return refusal('READ BINARY', answer.value);
  if (answer.value.data.length !== expected) return malformedAnswer('READ BINARY', 'length of the answer');
  const rest = await readOn(channel, expected, length);
  return rest.ok ? ok(concatBytes(answer.value.data, rest.value)) : rest;
}

/**
 * Reads a file of the current application whose length nobody knows yet: a first block of whatever there is, then up to
 * the length that `lengthOf` takes from it. Fails with `chip.malformed` where the file is longer than a file can be or
 * shorter than it says; null where the card has no such file.
 */
export async function readWholeFile(
  channel: Channel,
  place: FilePlace & { readonly name: string },
  lengthOf: (start: Uint8Array) => Result<number>,
): Promise<Answer<Uint8Array | null>> {
  const first = { ...command(0xb0, 0x80 + shortIdentifier(place), 0, NOTHING), expected: channel.limits.responseData };
  const answer = await channel.transmit(first);
  if (!answer.ok) return answer;
  const { status: word, data: start } = answer.value;
  if (word === status.fileNotFound) return ok(null);
  if (word !== status.ok && word !== status.endOfFile) return refusal('READ BINARY', answer.value);
  const length = lengthOf(start);
  if (!length.ok) return answered(length.error);
  if (length.value > LARGEST_FILE) return malformedAnswer(place.name, 'longer than a file can be');
  if (length.value <= start.length) return ok(start.slice(0, length.value));
  if (start.length === 0) return malformedAnswer(place.name, 'empty');
  const rest = await readOn(channel, start.length, length.value);
  return rest.ok ? ok(concatBytes(start, rest.value)) : rest;
}

/** From `offset` up to `end` of the current file. An answer of another length than asked for is a failure. */
async function readOn(channel: Channel, offset: number, end: number): Promise<Answer<Uint8Array>> {
  const blocks: Uint8Array[] = [];
  for (let at = offset; at < end; at += channel.limits.responseData) {
    const expected = Math.min(channel.limits.responseData, end - at);
    const answer = await expectOk(channel, 'READ BINARY', { ...command(0xb0, at >> 8, at & 0xff, NOTHING), expected });
    if (!answer.ok) return answer;
    if (answer.value.data.length !== expected) return malformedAnswer('READ BINARY', 'length of the answer');
    blocks.push(answer.value.data);
  }
  return ok(concatBytes(...blocks));
}

/** Doc 9303-10 tables 3 and 34: the low five bits of the identifier; ISO/IEC 7816-4 gives EF.DIR 1E and EF.ATR/INFO 01. */
function shortIdentifier({ application, fileId }: FilePlace): number {
  if (application === 'master' && fileId === 0x2f00) return 0x1e;
  return fileId & 0x1f;
}

/** Loads a key or password into the current application: PUT DATA under its tag. */
export async function putSecret(channel: Channel, { tag, bytes }: ChipSecret): Promise<Answer<void>> {
  return done(await expectOk(channel, 'PUT DATA', command(0xda, tag >> 8, tag & 0xff, bytes)));
}

/** Ends the personalisation of the current application for good: PUT DATA DEAD. */
export async function lockApplication(channel: Channel): Promise<Answer<void>> {
  return done(await expectOk(channel, 'PUT DATA', command(0xda, 0xde, 0xad, new Uint8Array())));
}

/** Selects by name or identifier with the control parameters as answer (P2 04); null for 6A82. */
async function select(channel: Channel, p1: number, name: Uint8Array): Promise<Answer<readonly Tlv[] | null>> {
  const answer = await channel.transmit({ ...command(0xa4, p1, 0x04, name), expected: 256 });
  if (!answer.ok) return answer;
  if (answer.value.status === status.fileNotFound) return ok(null);
  if (answer.value.status !== status.ok) return refusal('SELECT', answer.value);
  const template = parseOnly(answer.value.data, 0x62, 'FCP');
  if (!template.ok) return answered(template.error);
  const facts = parseTlvs(template.value, 'FCP');
  return facts.ok ? facts : answered(facts.error);
}

async function expectOk(channel: Channel, name: string, apdu: CommandApdu): Promise<Answer<ResponseApdu>> {
  const answer = await channel.transmit(apdu);
  return answer.ok && answer.value.status !== status.ok ? refusal(name, answer.value) : answer;
}

function command(ins: number, p1: number, p2: number, data: Uint8Array): CommandApdu {
  return { cla: 0x00, ins, p1, p2, data, expected: null };
}

function done(answer: Answer<ResponseApdu>): Answer<void> {
  return answer.ok ? ok(undefined) : answer;
}

function malformedAnswer(what: string, problem: string): Answer<never> {
  return answered(error('chip.malformed', { what, problem }));
}

/** ISO/IEC 7816-4 table 14: 01 creation, 03 initialisation, 05 or 07 operational and activated. */
function lifeCycleOf(value: Uint8Array | undefined): LifeCycle | null {
  switch (value?.length === 1 ? value[0] : undefined) {
    case 0x01:
      return 'blank';
    case 0x03:
      return 'personalising';
    case 0x05:
    case 0x07:
      return 'operational';
    default:
      return null;
  }
}
