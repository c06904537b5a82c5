/**
 * Reads a finished card as an inspection system would, and passes a verdict step by step. It needs nothing but the card
 * and what is printed on it.
 */

import { decodeReaderRecord, type ReaderRecord } from '../../../shared/card/reader-record.ts';
import type { Progress } from '../../../shared/model/device.ts';
import type { ChipSerial } from '../../../shared/model/ids.ts';
import { problem, type StepProblem } from '../../../shared/model/step-problem.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ChipWriter, Random } from '../ports.ts';
import type { PrintedAccess } from './access/printed-secret.ts';
import { isRepeatedIn } from './access/security-infos.ts';
import type { ChipTrust, Inspection, InspectionStep } from './chip.ts';
import { decodeDg2 } from './lds/face.ts';
import { groups, type GroupKind } from './lds/files.ts';
import { decodeDg1, decodeDg11, decodeDg12, type HolderDetails, type IssueDetails } from './lds/groups.ts';
import { parseMrz, type MrzContent } from './lds/mrz.ts';
import { decodeSod, type SecurityObject } from './lds/sod.ts';
import { authenticate, type PassivePorts } from './passive-authentication.ts';
import { readCard, type CardContent } from './read-card.ts';

export interface InspectPorts extends PassivePorts {
  readonly random: Random;
}

export interface InspectOptions {
  /** What opens the chip; read off the card, or taken from the record where the card has to be the record's. */
  readonly printed: PrintedAccess;
  onProgress?(progress: Progress): void;
  /** Asked as soon as the chip has said who it is; a failure ends the inspection before it is opened. */
  onContact?(chipSerial: ChipSerial): Result<void>;
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
 * Opens and closes the writer itself. Fails with `writer.*` where the card cannot be read, `chip.accessDenied` where what
 * is printed does not open it, other `chip.*` where what it holds is not a card of ours; a card that is readable but not
 * to be believed is an inspection with steps that did not pass.
 */
export async function inspectChip(
  writer: ChipWriter,
  trust: ChipTrust,
  ports: InspectPorts,
  { printed, onProgress, onContact }: InspectOptions,
): Promise<Result<Inspection>> {
  const opened = await writer.open();
  if (!opened.ok) return opened;
  try {
    const content = await readCard(writer, {
      printed,
      random: (count) => ports.random.bytes(count),
      onProgress: (progress) => onProgress?.(progress),
      onContact: (chipSerial) => onContact?.(chipSerial) ?? ok(undefined),
    });
    return content.ok ? judge(content.value, trust, ports) : content;
  } finally {
    await writer.powerOff();
    await writer.close();
  }
}

function judge(content: CardContent, trust: ChipTrust, ports: PassivePorts): Result<Inspection> {
  const facts = factsOf(content);
  if (!facts.ok) return facts;
  const { mrz, zone, photo, holder, record, sod } = facts.value;
  const files = [...content.groups].map(([kind, bytes]) => ({ group: kind.group, bytes }));
  return ok({
    chipSerial: content.chipSerial,
    openedBy: content.document.means,
    locked: content.locked,
    steps: [
      step('access', accessProblem(content)),
      step('files', filesProblem(content, sod)),
      ...authenticate(sod, files, trust, ports),
      ...proofs(content),
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

/** Doc 9303-11 section 4.2: a chip that offers PACE and then opens by BAC only is not what it says, nor one that never closes. */
function accessProblem({ document, closed }: CardContent): StepProblem | null {
  if (!closed) return problem('openToAnyone');
  const offersPace = (document.cardAccess?.pace.length ?? 0) > 0;
  return offersPace && document.means === 'BAC' ? problem('paceRefused') : null;
}

/** What DG14 and DG15 announce, and whether the chip keeps it; nothing for what the card does not have. */
function proofs({ document, securityInfos, activeAuthentication, chipAuthentication }: CardContent): InspectionStep[] {
  const steps: InspectionStep[] = [];
  // Doc 9303-11 section 9.2.11: EF.CardAccess is not signed, DG14 repeats it and is.
  if (document.cardAccess !== null && securityInfos !== null) {
    const isSigned = isRepeatedIn(document.cardAccess, securityInfos);
    steps.push(step('securityInfos', isSigned ? null : problem('accessNotRepeated')));
  }
  if (activeAuthentication !== null) steps.push(step('activeAuthentication', activeAuthentication.problem));
  if (chipAuthentication !== null) steps.push(step('chipAuthentication', chipAuthentication.problem));
  return steps;
}

/** EF.COM is not signed: what it names and what the security object covers must be the same (Doc 9303-11 section 5.1). */
function filesProblem(content: CardContent, sod: SecurityObject): StepProblem | null {
  const named = [...content.groups.keys()].map((kind) => kind.group).toSorted((a, b) => a - b);
  const signed = [...sod.hashes.keys()].toSorted((a, b) => a - b);
  if (named.join() !== signed.join())
    return problem('filesDisagree', [`EF.COM ${named.join(' ')}`, `EF.SOD ${signed.join(' ')}`]);
  return content.locked ? null : problem('notLocked');
}

/** The reader record is not signed in this version: every field of it must agree with a signed group. */
function recordProblem({ zone, holder, issue, record }: CardFacts): StepProblem | null {
  const pairs: readonly (readonly [field: string, signed: string | null, stated: string | null])[] = [
    ['latinName', holder.latinName, record.latinName],
    ['chineseName', holder.chineseName, record.chineseName],
    ['sex', zone.sex, record.sex],
    ['birthDate', holder.birthDate, record.birthDate],
    ['birthDate', zone.birthDate, shortDate(record.birthDate)],
    ['cardNumber', zone.documentNumber, record.number],
    ['cardNumber', holder.cardNumber, record.number],
    ['nationality', zone.nationality, record.nationality],
    ['validFrom', issue.issuedOn, record.validFrom],
    ['validUntil', zone.expiryDate, shortDate(record.validUntil)],
  ];
  const different = pairs.filter(([, signed, stated]) => signed !== stated).map(([field]) => field);
  return different.length === 0 ? null : problem('fieldsDiffer', [...new Set(different)]);
}

function step(check: InspectionStep['check'], found: StepProblem | null): InspectionStep {
  return { check, passed: found === null, problem: found };
}

function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}
