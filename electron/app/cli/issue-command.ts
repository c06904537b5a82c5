/** `starcard issue`: takes one accepted case from where it stands to the safe, as far as it can honestly go. */

import { createInterface } from 'node:readline';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import type { Job } from '../../../shared/model/job.ts';
import type { Card } from '../../../shared/model/stock.ts';
import { assertNever, fail, ok, type Result } from '../../../shared/result.ts';
import { pageTexts } from '../../adapters/raster/rasterise.ts';
import { openByNumber, type Desk } from './desk.ts';

export interface IssueOptions {
  readonly number: string;
  /** Where the last six characters on the finished card come from. */
  readonly plastic:
    { readonly kind: 'typed'; readonly characters: string } | { readonly kind: 'tray' } | { readonly kind: 'ask' };
  readonly safe: string;
  /** The serial of the blank where no slot is named: unique, and short enough for a label. */
  readonly slot: string | undefined;
}

export async function issueCard(desk: Desk, options: IssueOptions): Promise<Result<Card>> {
  const opened = await openByNumber(desk, options.number);
  if (!opened.ok) return opened;
  if (opened.value.card !== null && opened.value.job?.state === 'verified') return ok(opened.value.card);
  let job = await jobToWorkOn(desk, opened.value);
  while (job.ok && job.value.state !== 'verified') job = await nextStep(desk, job.value, options);
  if (!job.ok) return job;
  const { id: jobId, revision, blankSerial } = job.value;
  return desk.call('card.store', { jobId, revision, safe: options.safe, slot: options.slot ?? blankSerial ?? '' });
}

async function jobToWorkOn(desk: Desk, view: ApplicationView): Promise<Result<Job>> {
  if (view.job !== null && view.job.state !== 'cancelled') return ok(view.job);
  const { id: applicationId, revision } = view.application;
  return desk.call('job.compose', { applicationId, revision });
}

async function nextStep(desk: Desk, job: Job, options: IssueOptions): Promise<Result<Job>> {
  const on = { jobId: job.id, revision: job.revision };
  switch (job.state) {
    case 'composed':
      return desk.call('job.encode', on);
    case 'encoded':
      return desk.call('job.print', on);
    case 'printed':
      return verify(desk, job, options);
    case 'setAside':
    case 'suspended':
    case 'cancelled':
    case 'encoding':
    case 'printing':
      // Somebody has to look at the card: `resolve` and `restart` are decisions, never a loop's.
      return fail('job.wrongState', { state: job.state, action: 'issue' });
    case 'verified':
      return ok(job);
    default:
      return assertNever(job.state);
  }
}

async function verify(desk: Desk, job: Job, options: IssueOptions): Promise<Result<Job>> {
  const plastic = await readPlastic(desk, options);
  if (!plastic.ok) return plastic;
  const on = { jobId: job.id, revision: job.revision };
  const verified = await desk.call('job.verify', { ...on, plastic: plastic.value, visualDefects: [] });
  if (!verified.ok) return verified;
  if (verified.value.differences.length === 0) return ok(verified.value.job);
  return fail('verify.chipMismatch', { fields: verified.value.differences.map((one) => one.field).join(', ') });
}

async function readPlastic(desk: Desk, options: IssueOptions): Promise<Result<string>> {
  if (options.plastic.kind === 'typed') return ok(options.plastic.characters);
  if (options.plastic.kind === 'tray') return readTray(desk);
  // Nobody is there to look at the card: the training printer's tray can be read, a real one's cannot.
  if (!process.stdin.isTTY) {
    const read = await readTray(desk);
    return !read.ok && read.error.kind === 'access.trainingOnly' ? fail('usage', { problem: '--plastic' }) : read;
  }
  const answer = await askPlastic();
  return answer === null ? fail('usage', { problem: '--plastic' }) : ok(answer);
}

/** What the person reads on the card; null when they end the input instead. */
function askPlastic(): Promise<string | null> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    reader.once('close', () => resolve(null));
    reader.question('卡面号码后六位 / last six characters on the card: ', (answer) => {
      resolve(answer);
      reader.close();
    });
  });
}

/** Training office: reads the printed card in the simulated printer's tray, not the record. */
async function readTray(desk: Desk): Promise<Result<string>> {
  const tray = await desk.call('training.cardInTray', {});
  if (!tray.ok) return tray;
  if (tray.value === null) return fail('notFound', { what: 'cardInTray' });
  const [portrait = ''] = await pageTexts(tray.value.pdf);
  const number = /9\d{16}[\dX]/.exec(portrait.replaceAll(/\s/g, ''));
  return number === null ? fail('notFound', { what: 'numberOnCard' }) : ok(number[0].slice(-6));
}
