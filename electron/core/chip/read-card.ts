/** Reads everything that a finished card shows to whoever has it in hand, and asks it to prove that it is no copy. */

import type { Progress } from '../../../shared/model/device.ts';
import type { ChipSerial } from '../../../shared/model/ids.ts';
import { problem, type StepProblem } from '../../../shared/model/step-problem.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ChipWriter } from '../ports.ts';
import { authenticateActively, openByChipAuthentication } from './access/chip-authentication.ts';
import { openDocument, type OpenDocument } from './access/open-document.ts';
import type { PrintedAccess } from './access/printed-secret.ts';
import { decodeCurveKey, decodeSecurityInfos, type SecurityInfos } from './access/security-infos.ts';
import { status } from './apdu.ts';
import { connect, enterApplication, readWholeFile, selectApplication } from './card-commands.ts';
import type { Answer, Channel } from './channel.ts';
import type { ChipApplication } from './chip.ts';
import { comFile, groups, readerRecordFile, sodFile, type FileKind, type GroupKind } from './lds/files.ts';
import { decodeCom } from './lds/groups.ts';
import { parseOnly, readTlvHeader } from './lds/tlv.ts';
import { defaultProfile } from './personalisation-profile.ts';

/** What a protocol of the card proved: null where the card is not asked for it, else what was wrong or nothing. */
type Proof = { readonly problem: StepProblem | null } | null;

/** The raw contents of a card. */
export interface CardContent {
  readonly chipSerial: ChipSerial;
  readonly locked: boolean;
  /** Whether the eMRTD application was silent before it was opened. */
  readonly closed: boolean;
  readonly document: OpenDocument;
  readonly sod: Uint8Array;
  readonly groups: ReadonlyMap<GroupKind, Uint8Array>;
  readonly readerRecord: Uint8Array;
  /** Of DG14; null where there is none. */
  readonly securityInfos: SecurityInfos | null;
  readonly activeAuthentication: Proof;
  readonly chipAuthentication: Proof;
}

export interface ReadOptions {
  readonly printed: PrintedAccess;
  random(count: number): Uint8Array;
  onProgress(progress: Progress): void;
  /** Asked as soon as the chip has said who it is; a failure ends the inspection before it is opened. */
  onContact(chipSerial: ChipSerial): Result<void>;
}

/** The writer is open. Fails with `writer.*` where the card is silent, `chip.*` where it is not a card of ours. */
export async function readCard(writer: ChipWriter, options: ReadOptions): Promise<Result<CardContent>> {
  const report = (done: number, total: number): void =>
    options.onProgress({ step: 'inspect', done, total, unit: 'checks' });
  report(0, 0);
  const contact = reasonOf(await connect(writer));
  if (!contact.ok) return contact;
  const { chipSerial, channel: plain } = contact.value;
  const welcome = options.onContact(chipSerial);
  if (!welcome.ok) return welcome;
  const outside = await lookFromOutside(plain);
  if (!outside.ok) return outside;
  const document = reasonOf(await openDocument(plain, defaultProfile, options.printed, options.random));
  if (!document.ok) return document;
  const files = await readFiles(document.value.channel, report);
  if (!files.ok) return files;
  const readerRecord = await readRecord(document.value.channel);
  if (!readerRecord.ok) return readerRecord;
  const proofs = await prove(document.value.plain, document.value.channel, files.value.groups, options.random);
  return proofs.ok
    ? ok({
        chipSerial,
        ...outside.value,
        document: document.value,
        readerRecord: readerRecord.value,
        ...files.value,
        ...proofs.value,
      })
    : proofs;
}

/**
 * SELECT of an application is free, so the locks are looked at before the chip is opened; and so is whether it answers what it
 * must not (Doc 9303-11 section 4.2: nothing of the eMRTD application without access).
 */
async function lookFromOutside(plain: Channel): Promise<Result<Pick<CardContent, 'locked' | 'closed'>>> {
  let locked = true;
  let closed = true;
  for (const application of ['master', 'emrtd', 'service'] satisfies readonly ChipApplication[]) {
    const state = reasonOf(await selectApplication(plain, defaultProfile, application));
    if (!state.ok) return state;
    if (state.value === null) return fail('chip.foreign', { problem: application });
    locked &&= state.value === 'operational';
    if (application !== 'emrtd') continue;
    // READ BINARY by the short identifier of EF.COM: one byte would be one too many.
    const byOneByte = {
      cla: 0,
      ins: 0xb0,
      p1: 0x80 | (comFile.fileId & 0x1f),
      p2: 0,
      data: new Uint8Array(),
      expected: 1,
    };
    const answer = reasonOf(await plain.transmit(byOneByte));
    if (!answer.ok) return answer;
    closed = answer.value.status !== status.ok;
  }
  return ok({ locked, closed });
}

async function readFiles(
  channel: Channel,
  report: (done: number, total: number) => void,
): Promise<Result<Pick<CardContent, 'sod' | 'groups'>>> {
  const com = await read(channel, comFile);
  if (!com.ok) return com;
  const present = decodeCom(com.value);
  if (!present.ok) return present;
  const sod = await read(channel, sodFile);
  if (!sod.ok) return sod;
  const found = new Map<GroupKind, Uint8Array>();
  for (const group of present.value) {
    report(found.size + 2, present.value.length + 4);
    const bytes = await read(channel, group);
    if (!bytes.ok) return bytes;
    found.set(group, bytes.value);
  }
  report(found.size + 2, present.value.length + 4);
  return ok({ sod: sod.value, groups: found });
}

/** To the end that its own length field states. */
async function read(channel: Channel, file: FileKind): Promise<Result<Uint8Array>> {
  const bytes = reasonOf(
    await readWholeFile(channel, file, (start) => {
      const header = readTlvHeader(start, file.name);
      return header.ok ? ok(header.value.headerLength + header.value.valueLength) : header;
    }),
  );
  if (!bytes.ok) return bytes;
  return bytes.value === null ? fail('chip.malformed', { what: file.name, problem: 'missing' }) : ok(bytes.value);
}

async function readRecord(channel: Channel): Promise<Result<Uint8Array>> {
  const entered = reasonOf(await enterApplication(channel, defaultProfile, 'service'));
  if (!entered.ok) return entered;
  const bytes = reasonOf(await readWholeFile(channel, readerRecordFile, () => ok(READER_RECORD_BYTES)));
  if (!bytes.ok) return bytes;
  const back = reasonOf(await enterApplication(channel, defaultProfile, 'emrtd'));
  if (!back.ok) return back;
  return bytes.value === null
    ? fail('chip.malformed', { what: readerRecordFile.name, problem: 'missing' })
    : ok(bytes.value);
}

const READER_RECORD_BYTES = 256;

type Proofs = Pick<CardContent, 'securityInfos' | 'activeAuthentication' | 'chipAuthentication'>;

/** A failure to prove is a finding, no failure to inspect; only silence of the card is. */
async function prove(
  plain: Channel,
  channel: Channel,
  found: ReadonlyMap<GroupKind, Uint8Array>,
  random: (count: number) => Uint8Array,
): Promise<Result<Proofs>> {
  const active = await proveActively(channel, found.get(groups.DG15), random);
  if (!active.ok) return active;
  const file = found.get(groups.DG14);
  if (file === undefined)
    return ok({ securityInfos: null, activeAuthentication: active.value, chipAuthentication: null });
  const content = parseOnly(file, groups.DG14.tag, groups.DG14.name);
  const infos = content.ok ? decodeSecurityInfos(content.value, groups.DG14.name) : content;
  if (!infos.ok) return infos;
  const chip = await proveChip(plain, channel, infos.value, random);
  if (!chip.ok) return chip;
  return ok({ securityInfos: infos.value, activeAuthentication: active.value, chipAuthentication: chip.value });
}

async function proveActively(
  channel: Channel,
  file: Uint8Array | undefined,
  random: (count: number) => Uint8Array,
): Promise<Result<Proof>> {
  if (file === undefined) return ok(null);
  const content = parseOnly(file, groups.DG15.tag, groups.DG15.name);
  const key = content.ok ? decodeCurveKey(content.value) : null;
  if (key === null) return ok({ problem: problem('keyUnreadable', ['EF.DG15']) });
  const signed = await authenticateActively(channel, key, random(8));
  if (!signed.ok) return finding(signed);
  return ok({ problem: signed.value ? null : problem('keyNotHeld', ['EF.DG15']) });
}

/** The first command of the new session is the proof: only the holder of the static key can answer it. */
async function proveChip(
  plain: Channel,
  channel: Channel,
  { chipAuthentication }: SecurityInfos,
  random: (count: number) => Uint8Array,
): Promise<Result<Proof>> {
  if (chipAuthentication === null) return ok(null);
  const opened = await openByChipAuthentication(channel, plain, chipAuthentication, random);
  if (!opened.ok) return finding(opened);
  const entered = await enterApplication(opened.value, defaultProfile, 'emrtd');
  return entered.ok ? ok({ problem: null }) : finding(entered);
}

function finding(answer: Extract<Answer<unknown>, { ok: false }>): Result<Proof> {
  if (answer.error.kind === 'unanswered') return { ok: false, error: answer.error.error };
  const { kind, data } = answer.error.error;
  return ok({ problem: kind === 'chip.refusedCommand' ? problem('refused', [data.status]) : problem('answerForeign') });
}

function reasonOf<T>(answer: Answer<T>): Result<T> {
  return answer.ok ? answer : { ok: false, error: answer.error.error };
}
