/** A whole workstation for tests of the walk: every part the real one, devices simulated and in no hurry to take time. */

import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { openChipTrust } from '../../electron/adapters/keys/software/chip-trust.ts';
import { openSoftwareKeys } from '../../electron/adapters/keys/software/software-keys.ts';
import { renderReceipt } from '../../electron/adapters/pdf/receipt.ts';
import { createCardRenderer } from '../../electron/adapters/pdf/renderer.ts';
import { readTemplate } from '../../electron/adapters/pdf/template-file.ts';
import { loadTypefaces, type Typefaces } from '../../electron/adapters/pdf/typefaces.ts';
import { photoCodec } from '../../electron/adapters/photo/photo-codec.ts';
import { simulatedPrinterProfile } from '../../electron/adapters/printer/simulated/printer-profile.ts';
import {
  createSimulatedPrinter,
  type SimulatedPrinter,
} from '../../electron/adapters/printer/simulated/simulated-printer.ts';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import type { OpenStore } from '../../electron/adapters/sqlite/open-store.ts';
import { systemDigest } from '../../electron/adapters/system/digest.ts';
import { systemRandom } from '../../electron/adapters/system/random.ts';
import { systemVerifier } from '../../electron/adapters/system/verifier.ts';
import {
  createSimulatedWriter,
  type SimulatedWriter,
} from '../../electron/adapters/writer/simulated/simulated-writer.ts';
import { encodeBase64 } from '../../electron/core/intake/base64.ts';
import { importApprovals } from '../../electron/core/intake/import-file.ts';
import { trustFrom } from '../../electron/core/intake/verify-record.ts';
import { composeJob } from '../../electron/core/issue/compose-job.ts';
import type { IssueContext } from '../../electron/core/issue/context.ts';
import { createDeviceLock } from '../../electron/core/issue/device-lock.ts';
import { encodeJob } from '../../electron/core/issue/encode.ts';
import { printJob } from '../../electron/core/issue/print.ts';
import { verifyJob } from '../../electron/core/issue/verify.ts';
import type { Actor, TrainingDevices } from '../../electron/core/ports.ts';
import { acceptApplication } from '../../electron/core/review/accept.ts';
import { openApplication } from '../../electron/core/review/open-application.ts';
import { noticeAbout, replacementOf, signRecord, type SignedLine } from '../../electron/core/sample/sign-record.ts';
import { specimenAuthority } from '../../electron/core/specimen/authority.ts';
import { specimenProfile } from '../../electron/core/specimen/profile.ts';
import { setUpDay, setUpTray } from '../../electron/core/stock/set-up-tray.ts';
import { storeCard } from '../../electron/core/stock/store-card.ts';
import { composeCardNumber } from '../../shared/card/number.ts';
import { lastValidDay } from '../../shared/card/validity.ts';
import type { Application } from '../../shared/model/application.ts';
import {
  approvalSchema,
  type ApprovalRecord,
  type AuthorityRecord,
  type ReplacementRecord,
} from '../../shared/model/approval.ts';
import { applicationNumberSchema, formerNumberSchema, type ApplicationId } from '../../shared/model/ids.ts';
import { formerNumberFrom } from '../../shared/card/relation.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Card } from '../../shared/model/stock.ts';
import { freshFolder, handClock, must, opened, optionsFor } from './office.ts';

export const officer1: Actor = { account: 'officer1', role: 'officer' };
export const officer2: Actor = { account: 'officer2', role: 'officer' };

export interface WalkOffice {
  readonly folder: string;
  readonly store: OpenStore;
  readonly clock: ReturnType<typeof handClock>;
  readonly writer: SimulatedWriter;
  readonly printer: SimulatedPrinter;
  readonly training: TrainingDevices;
  context(actor?: Actor): IssueContext;
  /** Takes signed records in, as from a file. */
  take(...lines: readonly SignedLine[]): Promise<void>;
}

let typefaces: Typefaces | undefined;

/** A new office with ten blanks, or the one that was left in that folder. */
export async function walkOffice(left?: string): Promise<WalkOffice> {
  const folder = left ?? freshFolder();
  const clock = handClock('2026-03-02T08:00:00.000Z');
  const keys = openSoftwareKeys(join(folder, 'keys'));
  const profile = specimenProfile;
  const { workstation } = profile;
  const store = opened(optionsFor(folder, { clock, workstation, signer: must(keys.signer('audit', 'Ed25519')) }));
  const common = { clock, digest: systemDigest, random: systemRandom, profile };
  const chipTrust = must(openChipTrust({ folder: join(folder, 'keys'), keys, ...common }));
  const writer = createSimulatedWriter({ folder: join(folder, 'chips'), speed: 'instant' });
  const printer = createSimulatedPrinter({ folder: join(folder, 'printer'), speed: 'instant' });
  const training: TrainingDevices = {
    setWriterFault: (fault) => writer.setFault(fault),
    setPrinterFault: (fault) => printer.setFault(fault),
    placeBlank: (blank) => writer.placeBlank(blank),
    cardInTray: () => printer.cardInTray(),
  };
  const faces = (typefaces ??= loadTypefaces());
  const template = must(await readTemplate(join(import.meta.dirname, '../../resources/templates'), profile.template));
  const parts: Omit<IssueContext, 'actor'> = {
    ...common,
    store,
    photoCodec,
    verifier: systemVerifier,
    trust: trustFrom(profile, systemVerifier, systemDigest),
    chipTrust,
    documentSigner: chipTrust.documentSigner,
    keyDeriver: must(keys.deriver('chip-master')),
    sealSigner: chipTrust.sealSigner,
    writer,
    printer,
    renderer: createCardRenderer(faces),
    metrics: faces.metrics,
    template,
    printerProfile: simulatedPrinterProfile,
    renderReceipt: (receipt, signature) => renderReceipt(receipt, signature, faces),
    training,
    devices: createDeviceLock(),
    onProgress: () => undefined,
    onJobChanged: () => undefined,
  };
  const blanks = { box: 'TEST-1', firstSerial: 1, count: 10 };
  const setting = { store, now: clock.now() };
  if (left === undefined) must(setUpTray(blanks, setting));
  must(setUpDay(setting));
  const context = (actor: Actor = officer1): IssueContext => ({ ...parts, actor });
  return { folder, store, clock, writer, printer, training, context, take: (...lines) => takeIn(context(), lines) };
}

/** Takes signed records in, as from a file, in that office. */
export async function takeIn(context: IssueContext, lines: readonly SignedLine[]): Promise<void> {
  const bytes = new TextEncoder().encode(lines.map(({ jws }) => `${jws}\n`).join(''));
  const chunks = (async function* () {
    yield bytes;
  })();
  const input = { name: 'test.approvals', bytesTotal: bytes.length, chunks };
  const report = must(await importApprovals(input, { ...context, onProgress: () => undefined }));
  if (report.refused.length > 0) throw new Error(`refused: ${JSON.stringify(report.refused)}`);
}

// ---- records of the authority ------------------------------------------------------------------------------------

export function signed(record: AuthorityRecord): SignedLine {
  return signRecord(record, specimenAuthority().signers.approval);
}

/** An approval for the n-th invented person; a first issue unless it is changed. */
export function approval(n: number, change: Partial<ApprovalRecord> = {}): ApprovalRecord {
  const birthDate = '1991-05-04';
  const sequence = String(2 * n).padStart(3, '0');
  const validFrom = '2026-03-01';
  return approvalSchema.parse({
    type: 'approval',
    version: 1,
    recordId: systemRandom.uuid(),
    issuedAt: '2026-03-01T08:00:00Z',
    expiresAt: '2026-06-01T08:00:00Z',
    audience: { office: specimenProfile.office },
    applicationNumber: `A-2026-${String(n).padStart(6, '0')}`,
    kind: 'firstIssue',
    urgent: false,
    decision: { number: `D-${n}`, date: '2026-02-20', authority: 'Sample authority' },
    person: {
      latinName: 'PRZYKŁADOWA, ŻANETA',
      chineseName: '样本安娜',
      sex: 'F',
      birthDate,
      nationality: 'POL',
      passport: { number: `EP${String(n).padStart(6, '0')}`, issuingState: 'POL', expiresOn: '2031-01-01' },
    },
    photo: { mediaType: 'image/jpeg', data: encodeBase64(drawnPhoto(n)) },
    card: {
      number: composeCardNumber({ place: '11', nationality: '616', birthDate, sequence }),
      renewalCount: 0,
      validFrom,
      validUntil: lastValidDay(birthDate, validFrom),
    },
    ...change,
  });
}

/** The next application of the same person, for a card of the same number. */
export function renewal(n: number, kind: ApprovalRecord['kind'], change: Partial<ApprovalRecord> = {}): ApprovalRecord {
  const first = approval(n);
  return {
    ...first,
    applicationNumber: applicationNumberSchema.parse(`B-2026-${String(n).padStart(6, '0')}`),
    kind,
    card: { ...first.card, renewalCount: 1 },
    ...change,
  };
}

/** Of a person whose card is of the 2017 layout: a 15-character number, and the relation item that leads back to it. */
export function exchange(
  n: number,
  change: Partial<ApprovalRecord['card']> = {},
  kind: ApprovalRecord['kind'] = 'voluntaryExchange',
): ApprovalRecord {
  const { card } = approval(n);
  const formerNumber = formerNumberSchema.parse(formerNumberFrom(card.number, 'POL', '012'));
  return renewal(n, kind, {
    card: { ...card, renewalCount: 1, formerNumber, relation: '012', ...change },
  });
}

export function replaced(earlier: ApprovalRecord, latinName: string): SignedLine {
  return signed(replacementBy(earlier, { person: { ...earlier.person, latinName } }));
}

/** The birth date was wrong, and so was the number that it is part of. */
export function renumbered(earlier: ApprovalRecord): ReplacementRecord {
  const birthDate = '1991-05-14';
  const number = composeCardNumber({ place: '11', nationality: '616', birthDate, sequence: '500' });
  const validUntil = lastValidDay(birthDate, earlier.card.validFrom);
  const card = { ...earlier.card, number, validUntil };
  return replacementBy(earlier, { person: { ...earlier.person, birthDate }, card });
}

function replacementBy(earlier: ApprovalRecord, changes: Parameters<typeof replacementOf>[3]): ReplacementRecord {
  return replacementOf(earlier, signed(earlier).hash, systemRandom.uuid(), changes);
}

export function notice(
  type: 'withdrawal' | 'hold' | 'release',
  earlier: ApprovalRecord | ReplacementRecord,
): SignedLine {
  return signed(noticeAbout(type, earlier, signed(earlier).hash, systemRandom.uuid(), 'as decided'));
}

/** The office's own key of results and papers. */
export function signerOf({ folder }: WalkOffice) {
  return must(openSoftwareKeys(join(folder, 'keys')).signer('results', 'ES256'));
}

/** Nobody's face: an oval on a striped ground. */
export function drawnPhoto(n: number, quality = 60): Uint8Array {
  const canvas = createCanvas(480, 640);
  const pen = canvas.getContext('2d');
  pen.fillStyle = `hsl(${(n * 47) % 360} 30% 80%)`;
  pen.fillRect(0, 0, 480, 640);
  pen.strokeStyle = `hsl(${(n * 47) % 360} 40% 60%)`;
  for (let x = 0; x < 480; x += 6) pen.strokeRect(x, 0, 1, 640);
  pen.fillStyle = '#b08060';
  pen.ellipse(240, 300, 130, 180, 0, 0, 2 * Math.PI);
  pen.fill();
  return new Uint8Array(canvas.toBuffer('image/jpeg', quality));
}

// ---- the walk, step by step --------------------------------------------------------------------------------------

/** Taken in and accepted by officer 1, every warning looked at. */
export async function accepted(walk: WalkOffice, record: ApprovalRecord): Promise<Application> {
  if (walk.store.applicationByNumber(record.applicationNumber) === undefined) await walk.take(signed(record));
  const applicationId = idOf(walk, record);
  const { application, warnings } = must(await openApplication({ applicationId }, walk.context()));
  const acknowledged = warnings.map((warning) => warning.kind);
  const input = { applicationId, revision: application.revision, acknowledged };
  return must(await acceptApplication(input, walk.context())).application;
}

export function idOf(walk: WalkOffice, record: ApprovalRecord): ApplicationId {
  const application = walk.store.applicationByNumber(record.applicationNumber);
  if (application === undefined) throw new Error('the application was not taken in');
  return application.id;
}

export async function composed(walk: WalkOffice, record: ApprovalRecord): Promise<Job> {
  const { id: applicationId, revision } = await accepted(walk, record);
  return must(await composeJob({ applicationId, revision }, walk.context()));
}

export async function encoded(walk: WalkOffice, record: ApprovalRecord): Promise<Job> {
  return must(await encodeJob(on(await composed(walk, record)), walk.context()));
}

export async function printed(walk: WalkOffice, record: ApprovalRecord): Promise<Job> {
  return must(await printJob(on(await encoded(walk, record)), walk.context()));
}

export async function verified(walk: WalkOffice, record: ApprovalRecord): Promise<Job> {
  const input = { ...on(await printed(walk, record)), plastic: await plasticInHand(walk), visualDefects: [] };
  return must(await verifyJob(input, walk.context())).job;
}

export async function stored(walk: WalkOffice, record: ApprovalRecord, slot = '1'): Promise<Card> {
  return must(storeCard({ ...on(await verified(walk, record)), safe: 'S1', slot }, walk.context()));
}

/** The approval that a card was made from, as it was signed. */
export function recordOf(walk: WalkOffice, { jobId }: Card): ApprovalRecord {
  const hash = walk.store.job(jobId)?.recordHash;
  const jws = hash === undefined ? undefined : walk.store.record(hash)?.jws;
  return approvalSchema.parse(JSON.parse(Buffer.from(jws?.split('.')[1] ?? '', 'base64url').toString('utf8')));
}

/** What a call on a job names. */
export function on(job: Job): { readonly jobId: Job['id']; readonly revision: number } {
  return { jobId: job.id, revision: job.revision };
}

/** The job as it stands now. */
export function now(walk: WalkOffice, job: Job): Job {
  const current = walk.store.job(job.id);
  if (current === undefined) throw new Error('the job is gone');
  return current;
}

/** The last six characters of the number on the card in the tray: read from the plastic, not from the record. */
export async function plasticInHand(walk: WalkOffice): Promise<string> {
  const card = walk.printer.cardInTray();
  if (card === null) throw new Error('the tray is empty');
  const [portrait = ''] = await pageTexts(card.pdf);
  const number = /9\d{16}[\dX]/.exec(portrait.replaceAll(/\s/g, ''))?.[0];
  if (number === undefined) throw new Error('no number on the card');
  return number.slice(-6);
}

/** How many cards lie in the output tray. */
export function cardsOut(walk: WalkOffice): number {
  return walk.printer.impressionCounter() / 2;
}

/** Where the blanks are, without the empty places. */
export function ledger(walk: WalkOffice): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(walk.store.countBlanks()).filter(([, count]) => count > 0));
}
