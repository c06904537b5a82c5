/**
 * Imports a file of approvals: one signed record a line, streamed, a bad line costing one line. Lines are checked a small
 * group at a time and each group commits in one durable transaction, so a power cut loses at most the group in hand, and
 * importing the file again continues where it stopped (what is known already is a duplicate).
 */

import type { IntakeProgress, IntakeReport } from '../../../shared/model/intake.ts';
import type { Template } from '../../../shared/model/template.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { assertNever, fail, ok } from '../../../shared/result.ts';
import { firstFindings } from '../portrait/first-findings.ts';
import type { Actor, Clock, PhotoCodec, Random, Store } from '../ports.ts';
import { applyRecord, type CheckedRecord, type Outcome } from './apply-record.ts';
import { checkApproval } from './check-approval.ts';
import { recordLimitBytes, recordLimitMiB } from './jws.ts';
import { splitLines, type Line } from './split-lines.ts';
import { decodeUtf8 } from './strict-json.ts';
import type { RecordTrust } from './trust.ts';
import { verifyRecord } from './verify-record.ts';

export interface IntakeContext {
  readonly store: Store;
  readonly trust: RecordTrust;
  readonly photoCodec: PhotoCodec;
  /** Whose photo frame the photos are looked at in. */
  readonly template: Template;
  readonly clock: Clock;
  readonly random: Random;
  readonly actor: Actor;
  onProgress(progress: IntakeProgress): void;
  /** Called between groups, so that a window stays alive during a long import. */
  yieldToOthers?(): Promise<void>;
}

export interface IntakeInput {
  readonly name: string;
  readonly bytesTotal: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** One durable transaction for so many lines or bytes, whichever comes first: about 25 records with photo. */
const groupLines = 32;
const groupBytes = 1024 * 1024;

/** Without one signed record in so much of it, the file is something else altogether. */
const strangeLines = 100;
const strangeBytes = 64 * 1024 * 1024;
/** More refusals than any person will read, or any log should hold for one file. */
const mostRefusals = 10_000;
/** So many doubtful photos are named; the rest are counted, and the review shows each. */
const mostPhotosNamed = 1000;

/** What no signed record at all looks like, as opposed to a record that is wrong. */
const strange: ReadonlySet<string> = new Set(['intake.notText', 'intake.notJws', 'intake.oversized']);

type Refusal = IntakeReport['refused'][number];
type PhotoToCheck = IntakeReport['photosToCheck'][number];

interface Progressing {
  readonly counts: Record<Outcome, number>;
  readonly refused: Refusal[];
  readonly photosToCheck: PhotoToCheck[];
  doubtfulPhotos: number;
  lines: number;
  bytesDone: number;
  /** A line was met that is a signed record, good or bad. */
  sawRecord: boolean;
}

/**
 * Imports the file and reports each refused line with its number and reason. Fails as a whole, with what was committed
 * before standing, with `intake.notApprovals`, `intake.tooManyRefused` or a `storage.*` kind. An exception of the stream
 * passes through after the log has been told.
 */
export async function importApprovals(input: IntakeInput, context: IntakeContext): Promise<Result<IntakeReport>> {
  const fileId = context.random.id();
  const started = noteStart(context, fileId, input.bytesTotal);
  if (!started.ok) return started;
  const progress: Progressing = {
    counts: { imported: 0, replaced: 0, withdrawn: 0, held: 0, released: 0, duplicate: 0 },
    refused: [],
    photosToCheck: [],
    doubtfulPhotos: 0,
    lines: 0,
    bytesDone: 0,
    sawRecord: false,
  };
  try {
    const read = await readGroups(input, fileId, progress, context);
    const finished = noteEnd(context, fileId, read.ok ? 'ok' : 'refused', progress);
    if (!read.ok) return read;
    return finished.ok ? ok(reportOf(input, progress)) : finished;
  } catch (thrown) {
    noteEnd(context, fileId, 'failed', progress);
    throw thrown;
  }
}

async function readGroups(
  input: IntakeInput,
  fileId: string,
  progress: Progressing,
  context: IntakeContext,
): Promise<Result<void>> {
  let group: Line[] = [];
  let bytes = 0;
  for await (const line of splitLines(input.chunks, recordLimitBytes)) {
    if (line.kind === 'skipping') progress.bytesDone = line.endsAt;
    else if (!isBlank(line)) group.push(line);
    bytes += line.kind === 'line' ? line.bytes.length : 0;
    if (group.length < groupLines && bytes < groupBytes && line.kind !== 'skipping') continue;
    const taken = await takeGroup(group, fileId, progress, context);
    if (!taken.ok) return taken;
    const reason = reasonToStop(input.name, progress);
    if (reason !== undefined) return { ok: false, error: reason };
    report(input, progress, context);
    await context.yieldToOthers?.();
    group = [];
    bytes = 0;
  }
  const taken = await takeGroup(group, fileId, progress, context);
  progress.bytesDone = input.bytesTotal;
  report(input, progress, context);
  // An empty file is a copy that failed, not a batch without work.
  return taken.ok && progress.lines === 0 ? fail('intake.notApprovals', { file: input.name }) : taken;
}

interface CheckedLine {
  readonly line: number;
  readonly record: Result<CheckedRecord>;
}

/** Checks the lines side by side (signatures and photos keep other threads busy), then applies them in their order. */
async function takeGroup(
  group: readonly Line[],
  fileId: string,
  progress: Progressing,
  context: IntakeContext,
): Promise<Result<void>> {
  const lines = group.filter((line) => line.kind !== 'skipping');
  const checked = await Promise.all(
    lines.map(async (line): Promise<CheckedLine> => ({ line: line.number, record: await checkLine(line, context) })),
  );
  const isKnown = ({ record }: CheckedLine) =>
    record.ok && context.store.record(record.value.verified.hash) !== undefined;
  const unknown = checked.filter((line) => !isKnown(line));
  const applied = unknown.length === 0 ? ok([]) : applyGroup(unknown, fileId, context);
  if (!applied.ok) return applied;
  progress.lines += lines.length;
  progress.bytesDone = lines.at(-1)?.endsAt ?? progress.bytesDone;
  progress.counts.duplicate += checked.length - unknown.length;
  progress.sawRecord ||= unknown.length < checked.length;
  for (const { line, outcome } of applied.value) count(progress, line, outcome);
  const isNew = ({ outcome }: (typeof applied.value)[number]) => outcome.ok && outcome.value !== 'duplicate';
  const taken = new Set(applied.value.filter(isNew).map(({ line }) => line));
  const news = unknown.filter(({ line }) => taken.has(line));
  await lookAtPhotos(news, progress, context);
  return ok(undefined);
}

/** One photo after another: unpacked, a few of the largest side by side would take a gigabyte. */
async function lookAtPhotos(
  lines: readonly CheckedLine[],
  progress: Progressing,
  context: IntakeContext,
): Promise<void> {
  for (const { line, record } of lines) {
    if (!record.ok || record.value.photo === null) continue;
    const findings = await firstFindings(record.value.photo, context);
    await context.yieldToOthers?.();
    if (findings.length === 0) continue;
    progress.doubtfulPhotos += 1;
    if (progress.photosToCheck.length >= mostPhotosNamed) continue;
    const { applicationNumber } = record.value.verified.record;
    progress.photosToCheck.push({ line, applicationNumber, findings: [...findings] });
  }
}

function applyGroup(lines: readonly CheckedLine[], fileId: string, context: IntakeContext) {
  return context.store.commit(context.actor, (tx) =>
    ok(
      lines.map(({ line, record }) => {
        const outcome = record.ok ? applyRecord(tx, record.value, context) : record;
        if (!outcome.ok) {
          const detail = { line, kind: outcome.error.kind };
          tx.audit({ action: 'intake.lineRefused', subject: { kind: 'file', id: fileId }, outcome: 'refused', detail });
        }
        return { line, outcome };
      }),
    ),
  );
}

function count(progress: Progressing, line: number, outcome: Result<Outcome>): void {
  if (outcome.ok) progress.counts[outcome.value] += 1;
  else progress.refused.push({ line, error: outcome.error });
  progress.sawRecord ||= outcome.ok || !strange.has(outcome.error.kind);
}

async function checkLine(
  line: Exclude<Line, { readonly kind: 'skipping' }>,
  { trust, photoCodec, clock }: IntakeContext,
): Promise<Result<CheckedRecord>> {
  if (line.kind === 'tooLong') return fail('intake.oversized', { limitMiB: recordLimitMiB });
  const text = decodeUtf8(line.bytes);
  if (text === undefined || hasControlCharacter(text)) return fail('intake.notText', {});
  const verified = await verifyRecord(text, trust, clock.now());
  if (!verified.ok) return verified;
  const { record } = verified.value;
  switch (record.type) {
    case 'approval':
    case 'replacement': {
      const photo = await checkApproval(record, photoCodec);
      return photo.ok ? ok({ verified: verified.value, photo: photo.value }) : photo;
    }
    case 'withdrawal':
    case 'hold':
    case 'release':
      return ok({ verified: verified.value, photo: null });
    default:
      return assertNever(record);
  }
}

function reasonToStop(file: string, { sawRecord, refused, bytesDone, counts }: Progressing): AppError | undefined {
  if (!sawRecord && (refused.length >= strangeLines || bytesDone >= strangeBytes)) {
    return { kind: 'intake.notApprovals', data: { file } };
  }
  if (refused.length < mostRefusals) return undefined;
  const accepted = Object.values(counts).reduce((total, one) => total + one, 0);
  return { kind: 'intake.tooManyRefused', data: { file, refused: refused.length, accepted } };
}

function isBlank(line: Line): boolean {
  // Spaces and tabs; line ends are gone already.
  return line.kind === 'line' && line.bytes.every((byte) => byte === 0x20 || byte === 0x09);
}

function hasControlCharacter(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  return /[\u0000-\u001f\u007f]/.test(text);
}

// The name of a file may name a person, so the log knows it by a random id.
function noteStart({ store, actor }: IntakeContext, fileId: string, bytes: number): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit({
      action: 'intake.fileStarted',
      subject: { kind: 'file', id: fileId },
      outcome: 'begun',
      detail: { bytes },
    });
    return ok(undefined);
  });
}

function noteEnd(
  { store, actor }: IntakeContext,
  fileId: string,
  outcome: 'ok' | 'refused' | 'failed',
  { lines, counts, refused }: Progressing,
): Result<void> {
  return store.commit(actor, (tx) => {
    tx.audit({
      action: 'intake.fileFinished',
      subject: { kind: 'file', id: fileId },
      outcome,
      detail: { lines, ...counts, refused: refused.length },
    });
    return ok(undefined);
  });
}

function report(input: IntakeInput, progress: Progressing, context: IntakeContext): void {
  const { bytesDone, lines, counts, refused } = progress;
  const { bytesTotal } = input;
  context.onProgress({ bytesDone, bytesTotal, lines, imported: counts.imported, refused: refused.length });
}

function reportOf({ name }: IntakeInput, progress: Progressing): IntakeReport {
  const { counts, lines, refused, doubtfulPhotos, photosToCheck } = progress;
  const { duplicate, ...others } = counts;
  return { file: name, lines, ...others, duplicates: duplicate, refused, doubtfulPhotos, photosToCheck };
}
