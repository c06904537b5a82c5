/** `starcard demo`: the whole main job in a fresh training office, and what a person would want to see of it. */

import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { QueueRow } from '../../../shared/model/queue.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { pageTexts, rasterise } from '../../adapters/raster/rasterise.ts';
import { codeOf } from '../../adapters/system/error-code.ts';
import { writeWhole } from '../../adapters/system/write-whole.ts';
import { system } from '../../core/access/system-actor.ts';
import { sizeOf } from '../../core/chip/card-commands.ts';
import { decodeChipImage } from '../../core/chip/image-file.ts';
import { openDesk } from '../desk-session.ts';
import { readTrainingAccounts } from '../training.ts';
import { openWorkstation, type Workstation } from '../workstation.ts';
import { chooserFromOptions, openByNumber, type Answer, type Desk } from './desk.ts';
import { requires } from '../../../shared/hand-over/kinds.ts';
import { handOverAs } from './hand-over.ts';
import { issueCard } from './issue-command.ts';
import { writeProofSheet } from './proof-sheet.ts';

const rasterDpi = 600;

export async function demonstrate(out: string, outer: Desk): Promise<Result<Answer>> {
  const cleared = await clear(out);
  if (!cleared.ok) return cleared;
  const station = await openWorkstation({
    folder: join(out, 'office'),
    root: outer.root,
    mode: 'write',
    holder: 'starcard demo',
    program: 'demo',
    deviceSpeed: 'instant',
    publish: () => undefined,
  });
  if (!station.ok) return station;
  try {
    return await walk(out, station.value, outer);
  } finally {
    await station.value.close();
  }
}

/** Deletes what an earlier demonstration left, and nothing that is not known to be one. */
async function clear(out: string): Promise<Result<void>> {
  try {
    await mkdir(out, { recursive: true });
    const isEmpty = (await readdir(out)).length === 0;
    if (!isEmpty && !existsSync(join(out, 'office', 'workstation.lock'))) return fail('storage.exists', { path: out });
    await rm(out, { recursive: true });
    await mkdir(out, { recursive: true });
    return ok(undefined);
  } catch (thrown) {
    return fail('file.unwritable', { path: out, reason: codeOf(thrown) });
  }
}

async function walk(out: string, station: Workstation, outer: Desk): Promise<Result<Answer>> {
  const officer1 = await deskOf('officer1', station, outer, out);
  const officer2 = await deskOf('officer2', station, outer, out);
  const supervisor = await deskOf('supervisor1', station, outer, join(out, 'audit'));
  if (!officer1.ok) return officer1;
  if (!officer2.ok) return officer2;
  if (!supervisor.ok) return supervisor;

  const imported = await officer1.value.call('intake.importSamples', {});
  if (!imported.ok) return imported;
  const chosen = await chooseThree(officer1.value);
  if (!chosen.ok) return chosen;
  const handedOver: string[] = [];
  for (const [index, row] of chosen.value.entries()) {
    const done = await oneCard(row, `A-${index + 1}`, officer1.value, officer2.value);
    if (!done.ok) return done;
    handedOver.push(`${row.number}  ${row.kind}`);
  }
  const first = chosen.value[0];
  if (first === undefined) return fail('notFound', { what: 'samples' });
  const template = join(outer.root, 'resources', 'templates', `${station.profile.template}.json`);
  const proof = await writeProofSheet(template, join(out, 'proof-sheet.pdf'), outer.root);
  if (!proof.ok) return proof;
  const shown = await writePapers(out, first, station, officer1.value);
  if (!shown.ok) return shown;
  const exported = await supervisor.value.call('audit.chooseAndExport', {});
  if (!exported.ok) return exported;
  const verified = await supervisor.value.call('audit.verify', {});
  if (!verified.ok) return verified;
  if (verified.value.problem !== null) return { ok: false, error: verified.value.problem };
  const key = writeWhole(join(out, 'audit.key'), station.store.verifierKey + '\n');
  if (!key.ok) return key;
  return ok(summary(out, imported.value.imported, handedOver, verified.value));
}

async function deskOf(account: string, station: Workstation, outer: Desk, path: string): Promise<Result<Desk>> {
  const password = readTrainingAccounts(station.folder)?.find(({ name }) => name === account)?.password;
  if (password === undefined) return fail('notFound', { what: account });
  const { dispatch } = openDesk(station, {
    chooser: chooserFromOptions(path),
    version: '',
    electron: '',
    forProduction: true,
  });
  const signedIn = await dispatch.call('session.signIn', { account, password });
  if (!signedIn.ok) return signedIn;
  return ok({ ...outer, folder: station.folder, call: dispatch.call });
}

/** Three cases of different kinds, so that the demonstration shows more than the plainest. */
async function chooseThree(desk: Desk): Promise<Result<readonly QueueRow[]>> {
  const page = await desk.call('queue.list', { view: 'toReview', offset: 0, limit: 100 });
  if (!page.ok) return page;
  const byKind = new Map(page.value.rows.map((row) => [row.kind, row]));
  return ok([...byKind.values()].slice(0, 3));
}

async function oneCard(row: QueueRow, slot: string, officer1: Desk, officer2: Desk): Promise<Result<void>> {
  const opened = await openByNumber(officer1, row.number);
  if (!opened.ok) return opened;
  const accepted = await officer1.call('review.accept', {
    applicationId: row.id,
    revision: opened.value.application.revision,
    acknowledged: opened.value.warnings.map((warning) => warning.kind),
  });
  if (!accepted.ok) return accepted;
  const card = await issueCard(officer1, { number: row.number, plastic: { kind: 'tray' }, safe: 'A', slot });
  if (!card.ok) return card;
  const { id: applicationId, kind, person } = opened.value.application;
  const old = requires(kind, 'oldCard') ? await officer2.call('training.oldCard', { applicationId }) : ok(null);
  if (!old.ok) return old;
  const handed = await handOverAs(officer2, row.number, {
    passport: person.passport.number,
    portraitMatches: true,
    holderChecked: true,
    filedAs: 'demo',
    oldCard: old.value,
  });
  return handed.ok ? ok(undefined) : handed;
}

async function writePapers(out: string, row: QueueRow, station: Workstation, desk: Desk): Promise<Result<void>> {
  const opened = await openByNumber(desk, row.number);
  if (!opened.ok) return opened;
  const { job } = opened.value;
  if (job === null) return fail('notFound', { what: 'job' });
  const card = station.store.jobFile(job.id, 'card.pdf');
  const chip = station.store.jobFile(job.id, 'chip.json');
  const receipt = station.store.jobFile(job.id, 'receipt.pdf');
  const receiptData = station.store.jobFile(job.id, 'receipt.json');
  if (!card || !chip || !receipt || !receiptData) return fail('notFound', { what: 'jobFiles' });
  const [portrait, emblem] = await rasterise(card, rasterDpi);
  const text = (await pageTexts(card)).join('\n');
  const files: readonly (readonly [string, Uint8Array | string | undefined])[] = [
    ['card.pdf', card],
    ['portrait-face.png', portrait],
    ['emblem-face.png', emblem],
    ['card-text.txt', text],
    ['chip.json', chip],
    ['receipt.pdf', receipt],
    ['receipt.json', receiptData],
  ];
  for (const [name, content] of [...files, ...chipFiles(chip, station)]) {
    if (content === undefined) return fail('notFound', { what: name });
    const written = writeWhole(join(out, name), content);
    if (!written.ok) return written;
  }
  return ok(undefined);
}

/** Each file as it stands on the chip, and the certificate that readers check them by. */
function chipFiles(image: Uint8Array, station: Workstation): readonly (readonly [string, Uint8Array])[] {
  const decoded = decodeChipImage(image);
  if (!decoded.ok) return [];
  const files = decoded.value.files.map((file) => {
    const whole = new Uint8Array(sizeOf(file));
    whole.set(file.bytes);
    return [join('chip', file.application, `${file.name}.bin`), whole] as const;
  });
  const certificates = station.context(system).chipTrust.cscaCertificates;
  return [...files, ...certificates.map((der, index) => [join('chip', `csca-${index + 1}.cer`), der] as const)];
}

function summary(
  out: string,
  imported: number,
  handedOver: readonly string[],
  audit: { readonly size: number; readonly rootHash: string },
): Answer {
  const lines = [
    '',
    'Starcard  SPECIMEN 样本',
    '',
    `  导入 imported      ${imported}`,
    ...handedOver.map((card) => `  发放 handed over   ${card}`),
    `  审计 audit log     ${audit.size} entries verified, root ${audit.rootHash.slice(0, 16)}`,
    '',
    `  ${join(out, 'card.pdf')}            两面 both faces, as printed`,
    `  ${join(out, 'portrait-face.png')}   ${join(out, 'emblem-face.png')}`,
    `  ${join(out, 'proof-sheet.pdf')}     模板样张 proof sheet of the card template`,
    `  ${join(out, 'chip')}                芯片文件与根证书 files on the chip, and the root that signs them`,
    `  ${join(out, 'receipt.pdf')}         签发回执 receipt`,
    `  ${join(out, 'audit')}               审计导出 audit export (C2SP tiles)`,
    `  ${join(out, 'office')}              数据文件夹 data folder of this office`,
    '',
  ];
  return { json: { out, imported, handedOver: handedOver.length, audit }, lines };
}
