/**
 * Reads a finished card as an inspection system would, and passes a verdict step by step. It needs nothing but the card:
 * this version's chips are read without BAC or PACE.
 */

import { decodeReaderRecord, type ReaderRecord } from '../../../shared/card/reader-record.ts';
import type { Progress } from '../../../shared/model/device.ts';
import type { ChipSerial } from '../../../shared/model/ids.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { connect, readBytes, selectApplication, selectFile, type Answer } from './card-commands.ts';
import type { ChipApplication, ChipTrust, Inspection, InspectionStep } from './chip.ts';
import { decodeDg2 } from './lds/face.ts';
import { comFile, groups, readerRecordFile, sodFile, type FileKind, type GroupKind } from './lds/files.ts';
import { decodeCom, decodeDg1, decodeDg11, decodeDg12, type HolderDetails, type IssueDetails } from './lds/groups.ts';
import { parseMrz, type MrzContent } from './lds/mrz.ts';
import { decodeSod, type SecurityObject } from './lds/sod.ts';
import { readTlvHeader } from './lds/tlv.ts';
import { authenticate, type PassivePorts } from './passive-authentication.ts';
import { defaultProfile } from './personalisation-profile.ts';

/** Enough for the tag and length of any file (Doc 9303-10: at most three length bytes below 65,536). */
const HEADER_BYTES = 6;

/** The raw contents of a card. */
interface CardContent {
  readonly chipSerial: ChipSerial;
  readonly locked: boolean;
  readonly sod: Uint8Array;
  readonly groups: ReadonlyMap<GroupKind, Uint8Array>;
  readonly readerRecord: Uint8Array;
}

interface CardFacts {
  readonly mrz: string;
  readonly zone: MrzContent;
  readonly photo: Uint8Array;
  readonly holder: HolderDetails;
  readonly issue: IssueDetails;
  readonly record: ReaderRecord;
  readonly sod: SecurityObject;
}

/**
 * Opens and closes the writer itself. Fails with `writer.*` where the card cannot be read, `chip.*` where what it holds
 * is not a card of ours; a card that is readable but not to be believed is an inspection with steps that did not pass.
 */
export async function inspectChip(
  writer: ChipWriter,
  trust: ChipTrust,
  ports: PassivePorts,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<Result<Inspection>> {
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const content = await readCard(writer, onProgress);
    return content.ok ? judge(content.value, trust, ports) : content;
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

async function readCard(writer: ChipWriter, onProgress: (progress: Progress) => void): Promise<Result<CardContent>> {
  const report = (done: number, total: number): void => onProgress({ step: 'inspect', done, total, unit: 'checks' });
  report(0, 0);
  const serial = reasonOf(await connect(writer));
  if (!serial.ok) return serial;
  const master = await select(writer, 'master');
  if (!master.ok) return master;
  const emrtd = await select(writer, 'emrtd');
  if (!emrtd.ok) return emrtd;
  const com = await readFile(writer, comFile);
  if (!com.ok) return com;
  const present = decodeCom(com.value);
  if (!present.ok) return present;
  const sod = await readFile(writer, sodFile);
  if (!sod.ok) return sod;
  const read = new Map<GroupKind, Uint8Array>();
  for (const group of present.value) {
    report(read.size + 2, present.value.length + 3);
    const bytes = await readFile(writer, group);
    if (!bytes.ok) return bytes;
    read.set(group, bytes.value);
  }
  const service = await select(writer, 'service');
  if (!service.ok) return service;
  const record = await readFile(writer, readerRecordFile, 256);
  if (!record.ok) return record;
  report(present.value.length + 3, present.value.length + 3);
  const locked = master.value && emrtd.value && service.value;
  return ok({ chipSerial: serial.value, locked, sod: sod.value, groups: read, readerRecord: record.value });
}

/** Answers whether the application is locked. */
async function select(writer: ChipWriter, application: ChipApplication): Promise<Result<boolean>> {
  const state = reasonOf(await selectApplication(writer, defaultProfile, application));
  if (!state.ok) return state;
  return state.value === null ? fail('chip.foreign', { problem: application }) : ok(state.value === 'operational');
}

/** Reads a file to the end that its own length field states, or to a length that is known. */
async function readFile(writer: ChipWriter, file: FileKind, knownLength?: number): Promise<Result<Uint8Array>> {
  const facts = reasonOf(await selectFile(writer, file.fileId));
  if (!facts.ok) return facts;
  if (facts.value === null) return fail('chip.malformed', { what: file.name, problem: 'missing' });
  const length = knownLength ?? (await statedLength(writer, file, facts.value.size));
  if (typeof length !== 'number') return length;
  if (length > facts.value.size) return fail('chip.malformed', { what: file.name, problem: 'longer than its file' });
  return reasonOf(await readBytes(writer, defaultProfile, 0, length));
}

async function statedLength(writer: ChipWriter, file: FileKind, size: number): Promise<number | Result<never>> {
  const start = reasonOf(await readBytes(writer, defaultProfile, 0, Math.min(HEADER_BYTES, size)));
  if (!start.ok) return start;
  const header = readTlvHeader(start.value, file.name);
  return header.ok ? header.value.headerLength + header.value.valueLength : header;
}

function judge(content: CardContent, trust: ChipTrust, ports: PassivePorts): Result<Inspection> {
  const facts = factsOf(content);
  if (!facts.ok) return facts;
  const { mrz, zone, photo, holder, record, sod } = facts.value;
  const files = [...content.groups].map(([kind, bytes]) => ({ group: kind.group, bytes }));
  return ok({
    chipSerial: content.chipSerial,
    locked: content.locked,
    steps: [
      step('files', filesProblem(content, sod)),
      ...authenticate(sod, files, trust, ports),
      step('readerRecord', recordProblem(facts.value)),
    ],
    fields: {
      mrz,
      latinName: holder.latinName,
      chineseName: holder.chineseName,
      sex: record.sex,
      birthDate: holder.birthDate,
      nationality: zone.nationality,
      cardNumber: zone.documentNumber,
      validFrom: record.validFrom,
      validUntil: record.validUntil,
      photo,
      sodHash: ports.digest.sha256Hex(content.sod),
    },
  });
}

function factsOf(content: CardContent): Result<CardFacts> {
  const file = (group: GroupKind): Uint8Array => content.groups.get(group) ?? new Uint8Array();
  const sod = decodeSod(content.sod);
  if (!sod.ok) return sod;
  const mrz = decodeDg1(file(groups.DG1));
  if (!mrz.ok) return mrz;
  const zone = parseMrz(mrz.value);
  if (!zone.ok) return zone;
  const photo = decodeDg2(file(groups.DG2));
  if (!photo.ok) return photo;
  const holder = decodeDg11(file(groups.DG11));
  if (!holder.ok) return holder;
  const issue = decodeDg12(file(groups.DG12));
  if (!issue.ok) return issue;
  const record = decodeReaderRecord(content.readerRecord);
  if (!record.ok) return record;
  return ok({
    mrz: mrz.value,
    zone: zone.value,
    photo: photo.value,
    holder: holder.value,
    issue: issue.value,
    record: record.value,
    sod: sod.value,
  });
}

/** EF.COM is not signed: what it names and what the security object covers must be the same (Doc 9303-11 section 5.1). */
function filesProblem(content: CardContent, sod: SecurityObject): string | null {
  const named = [...content.groups.keys()].map((kind) => kind.group).toSorted((a, b) => a - b);
  const signed = [...sod.hashes.keys()].toSorted((a, b) => a - b);
  if (named.join() !== signed.join()) return `EF.COM names ${named.join(' ')}, EF.SOD covers ${signed.join(' ')}`;
  return content.locked ? null : 'not locked';
}

/** The reader record is not signed in this version: every field of it must agree with a signed group. */
function recordProblem({ zone, holder, issue, record }: CardFacts): string | null {
  const pairs: readonly (readonly [field: string, signed: string | null, stated: string | null])[] = [
    ['latinName', holder.latinName, record.latinName],
    ['chineseName', holder.chineseName, record.chineseName],
    ['sex', zone.sex, record.sex],
    ['birthDate', holder.birthDate, record.birthDate],
    ['birthDate', zone.birthDate, shortDate(record.birthDate)],
    ['number', zone.documentNumber, record.number],
    ['number', holder.cardNumber, record.number],
    ['nationality', zone.nationality, record.nationality],
    ['validFrom', issue.issuedOn, record.validFrom],
    ['validUntil', zone.expiryDate, shortDate(record.validUntil)],
  ];
  const different = pairs.filter(([, signed, stated]) => signed !== stated).map(([field]) => field);
  return different.length === 0 ? null : `differs: ${[...new Set(different)].join(' ')}`;
}

function step(check: InspectionStep['check'], problem: string | null): InspectionStep {
  return { check, passed: problem === null, note: problem ?? '' };
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}

function reasonOf<T>(answer: Answer<T>): Result<T> {
  return answer.ok ? answer : { ok: false, error: answer.error.error };
}
