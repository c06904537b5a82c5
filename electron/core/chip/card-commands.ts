/** The commands that we give a card, one function each (ISO/IEC 7816-4; CREATE FILE and lock as passport applets take them). */

import { chipSerialSchema, type ChipSerial } from '../../../shared/model/ids.ts';
import { error, ok, type AppError, type Result } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { encodeCommand, parseResponse, status, statusText, type CommandApdu, type ResponseApdu } from './apdu.ts';
import { bytesOfHex, concatBytes, hexOf, uintBytes, uintOf } from './bytes.ts';
import type { ChipApplication, ChipFile } from './chip.ts';
import { encodeTlv, findValue, parseOnly, parseTlvs, type Tlv } from './lds/tlv.ts';
import type { PersonalisationProfile } from './personalisation-profile.ts';

/** Why a command brought nothing: it got no answer (what the card did is open), or the answer was a refusal or nonsense. */
export interface CommandFailure {
  readonly kind: 'unanswered' | 'answered';
  readonly error: AppError;
}

export type Answer<T> = Result<T, CommandFailure>;

/** Life cycle of an application (ISO/IEC 7816-4 section 7.4.10): created empty, being filled, locked for use. */
export type LifeCycle = 'blank' | 'personalising' | 'operational';

/** What SELECT says of a file. */
export interface FileFacts {
  readonly size: number;
}

/** Powers the card and reads who it is. */
export async function connect(writer: ChipWriter): Promise<Answer<ChipSerial>> {
  const powered = await writer.powerOn();
  if (!powered.ok) return unanswered(powered.error);
  return readSerial(writer);
}

/**
 * The chip's own serial from its production data (GlobalPlatform Card Specification section H.6, tag 9F7F): maker, chip
 * type, production date, serial and batch, 12 bytes that together name one chip. Asked before any SELECT.
 */
export async function readSerial(writer: ChipWriter): Promise<Answer<ChipSerial>> {
  const getData = { cla: 0x80, ins: 0xca, p1: 0x9f, p2: 0x7f, data: new Uint8Array(), expected: 256 };
  const answer = await expectOk(writer, 'GET DATA', getData);
  if (!answer.ok) return answer;
  const data = parseOnly(answer.value.data, 0x9f7f, 'CPLC');
  if (!data.ok) return answered(data.error);
  const identity = concatBytes(data.value.subarray(0, 4), data.value.subarray(10, 18));
  const serial = chipSerialSchema.safeParse(hexOf(identity));
  if (data.value.length !== 42 || !serial.success)
    return answered(error('chip.malformed', { what: 'CPLC', problem: 'length' }));
  return ok(serial.data);
}

/** Selects an application and answers its life cycle; null where the card has no such application. */
export async function selectApplication(
  writer: ChipWriter,
  profile: PersonalisationProfile,
  application: ChipApplication,
): Promise<Answer<LifeCycle | null>> {
  const { p1, identifier } = profile.select[application];
  const facts = await select(writer, p1, bytesOfHex(identifier));
  if (!facts.ok) return facts;
  if (facts.value === null) return ok(null);
  const lifeCycle = lifeCycleOf(findValue(facts.value, 0x8a));
  if (lifeCycle === null) return answered(error('chip.malformed', { what: 'FCP', problem: 'life cycle' }));
  return ok(lifeCycle);
}

/** Selects a file of the current application; null where there is none of that identifier. */
export async function selectFile(writer: ChipWriter, fileId: number): Promise<Answer<FileFacts | null>> {
  const facts = await select(writer, 0x02, uintBytes(fileId, 2));
  if (!facts.ok) return facts;
  if (facts.value === null) return ok(null);
  const size = findValue(facts.value, 0x80);
  if (size === undefined || size.length > 3) return answered(error('chip.malformed', { what: 'FCP', problem: 'size' }));
  return ok({ size: uintOf(size) });
}

/** Creates a file of that size in the current application and makes it the current file. */
export async function createFile(writer: ChipWriter, file: ChipFile): Promise<Answer<void>> {
  const data = encodeTlv(0x63, uintBytes(file.bytes.length, 2), uintBytes(file.fileId, 2));
  return done(await expectOk(writer, 'CREATE FILE', command(0xe0, 0, 0, data)));
}

export async function updateBinary(writer: ChipWriter, offset: number, block: Uint8Array): Promise<Answer<void>> {
  return done(await expectOk(writer, 'UPDATE BINARY', command(0xd6, offset >> 8, offset & 0xff, block)));
}

/** Reads `length` bytes of the current file in blocks. An answer of another length than asked for is a failure. */
export async function readBytes(
  writer: ChipWriter,
  profile: PersonalisationProfile,
  offset: number,
  length: number,
): Promise<Answer<Uint8Array>> {
  const blocks: Uint8Array[] = [];
  for (let at = offset; at < offset + length; at += profile.readBlock) {
    const expected = Math.min(profile.readBlock, offset + length - at);
    const read = { ...command(0xb0, at >> 8, at & 0xff, new Uint8Array()), expected };
    const answer = await expectOk(writer, 'READ BINARY', read);
    if (!answer.ok) return answer;
    if (answer.value.data.length !== expected)
      return answered(error('chip.malformed', { what: 'READ BINARY', problem: 'length of the answer' }));
    blocks.push(answer.value.data);
  }
  return ok(concatBytes(...blocks));
}

/** Ends the personalisation of the current application for good: PUT DATA DEAD. */
export async function lockApplication(writer: ChipWriter): Promise<Answer<void>> {
  return done(await expectOk(writer, 'PUT DATA', command(0xda, 0xde, 0xad, new Uint8Array())));
}

/** Selects by name or identifier with the control parameters as answer (P2 04); null for 6A82. */
async function select(writer: ChipWriter, p1: number, name: Uint8Array): Promise<Answer<readonly Tlv[] | null>> {
  const answer = await exchange(writer, { ...command(0xa4, p1, 0x04, name), expected: 256 });
  if (!answer.ok) return answer;
  if (answer.value.status === status.fileNotFound) return ok(null);
  if (answer.value.status !== status.ok) return refusal('SELECT', answer.value);
  const template = parseOnly(answer.value.data, 0x62, 'FCP');
  if (!template.ok) return answered(template.error);
  const facts = parseTlvs(template.value, 'FCP');
  return facts.ok ? facts : answered(facts.error);
}

async function expectOk(writer: ChipWriter, name: string, apdu: CommandApdu): Promise<Answer<ResponseApdu>> {
  const answer = await exchange(writer, apdu);
  return answer.ok && answer.value.status !== status.ok ? refusal(name, answer.value) : answer;
}

async function exchange(writer: ChipWriter, apdu: CommandApdu): Promise<Answer<ResponseApdu>> {
  const transmitted = await writer.transmit(encodeCommand(apdu));
  if (!transmitted.ok) return unanswered(transmitted.error);
  const response = parseResponse(transmitted.value);
  return response.ok ? response : answered(response.error);
}

function command(ins: number, p1: number, p2: number, data: Uint8Array): CommandApdu {
  return { cla: 0x00, ins, p1, p2, data, expected: null };
}

function done(answer: Answer<ResponseApdu>): Answer<void> {
  return answer.ok ? ok(undefined) : answer;
}

function refusal(name: string, response: ResponseApdu): Answer<never> {
  return answered(error('chip.refusedCommand', { command: name, status: statusText(response.status) }));
}

function unanswered(reason: AppError): Answer<never> {
  return { ok: false, error: { kind: 'unanswered', error: reason } };
}

function answered(reason: AppError): Answer<never> {
  return { ok: false, error: { kind: 'answered', error: reason } };
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
