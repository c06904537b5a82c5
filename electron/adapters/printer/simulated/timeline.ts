/** What a card printer does with one job, as a function of time alone: so it goes on while nobody is watching. */

import * as z from 'zod';
import type { PrintJobStatus } from '../../../core/ports.ts';

/** Milliseconds of each movement of the card. */
export interface PrinterTiming {
  readonly feedMs: number;
  readonly sideMs: number;
  readonly turnMs: number;
  readonly ejectMs: number;
}

/** A fast desktop card printer: about four seconds a card. */
export const deviceTiming: PrinterTiming = { feedMs: 400, sideMs: 1400, turnMs: 400, ejectMs: 400 };
export const instantTiming: PrinterTiming = { feedMs: 0, sideMs: 0, turnMs: 0, ejectMs: 0 };

/** A job as the device keeps it. Everything that will happen to it is decided when it is accepted. */
export const deviceJobSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Milliseconds since 1970: when the job before it is done, or when it was accepted. */
  startsAt: z.number(),
  timing: z.strictObject({ feedMs: z.number(), sideMs: z.number(), turnMs: z.number(), ejectMs: z.number() }),
  /** Sides that get printed before the card stops; 2 = the card comes out. */
  sides: z.int().min(0).max(2),
  /** False where there was no card or no ribbon to begin with. */
  feeds: z.boolean(),
  /** printer-state-reasons without suffixes, while stopped by this job. */
  stopReasons: z.array(z.string()),
  /** Somebody else's card comes out in its place. */
  swapped: z.boolean(),
  cancelledAt: z.number().nullable(),
});

export type DeviceJob = z.infer<typeof deviceJobSchema>;

/** The instants at which something changes, oldest first: fed, first side, second side, out. */
function moments({ startsAt, timing, sides, feeds }: DeviceJob): readonly number[] {
  if (!feeds) return [startsAt];
  const fed = startsAt + timing.feedMs;
  if (sides === 0) return [fed];
  const front = fed + timing.sideMs;
  if (sides === 1) return [fed, front, front + timing.turnMs];
  const back = front + timing.turnMs + timing.sideMs;
  return [fed, front, back, back + timing.ejectMs];
}

/** When the job is over. A card that has been fed is printed to its end, cancelled or not, as real devices do. */
export function endsAt(job: DeviceJob): number {
  return wasStopped(job) ? (job.cancelledAt ?? 0) : (moments(job).at(-1) ?? job.startsAt);
}

function wasStopped({ cancelledAt, startsAt, timing }: DeviceJob): boolean {
  return cancelledAt !== null && cancelledAt < startsAt + timing.feedMs;
}

/** True when the finished card lies in the output tray. */
export function isOut(job: DeviceJob, now: number): boolean {
  return job.feeds && job.sides === 2 && !wasStopped(job) && now >= endsAt(job);
}

/** Sides on the plastic by now. */
export function impressions(job: DeviceJob, now: number): number {
  if (wasStopped(job) || !job.feeds || job.sides === 0) return 0;
  const [, front = Infinity, back = Infinity] = moments(job);
  if (job.sides === 2 && now >= back) return 2;
  return now >= front ? 1 : 0;
}

/** How many cards have left the hopper for this job by now: none or one. */
export function cardsFed(job: DeviceJob, now: number): number {
  return job.feeds && !wasStopped(job) && now >= job.startsAt + job.timing.feedMs ? 1 : 0;
}

export function statusAt(job: DeviceJob, now: number): PrintJobStatus {
  return { state: stateAt(job, now), impressionsCompleted: impressions(job, now), reasons: reasonsAt(job, now) };
}

function stateAt(job: DeviceJob, now: number): PrintJobStatus['state'] {
  if (now < endsAt(job)) return now < job.startsAt ? 'pending' : 'processing';
  if (job.cancelledAt !== null) return 'canceled';
  return job.sides === 2 && job.feeds ? 'completed' : 'aborted';
}

function reasonsAt(job: DeviceJob, now: number): readonly string[] {
  if (now < endsAt(job)) return [];
  return job.cancelledAt === null ? job.stopReasons : ['job-canceled-by-user'];
}

/** The next instant at which the job's status differs; null once it is over. */
export function nextChange(job: DeviceJob, now: number): number | null {
  const end = endsAt(job);
  if (now >= end) return null;
  return [job.startsAt, ...moments(job)].find((moment) => moment > now && moment <= end) ?? end;
}
