/** What the app told unasked, kept for every part of the page that wants to know. The one store; no library. */

import { useSyncExternalStore } from 'react';
import type { Progress } from '../shared/model/device.ts';
import type { IntakeProgress } from '../shared/model/intake.ts';
import type { Job } from '../shared/model/job.ts';
import { on } from './client.ts';
import type { TextKey, TextValues } from './language.tsx';

export interface Live {
  /** Grows whenever the queue's rows or counts may have changed. */
  readonly queueVersion: number;
  /** Grows whenever a case of the batch is elsewhere. */
  readonly batchVersion: number;
  readonly intake: IntakeProgress | null;
  /** The newest word on each job, by its id. */
  readonly jobs: ReadonlyMap<string, Job>;
  /** Where the running step of each job is, by its id. */
  readonly progress: ReadonlyMap<string, Progress>;
  /** The last thing that was said to the person: the status line, read out by screen readers. */
  readonly said: Said;
}

export type Tone = 'plain' | 'good' | 'bad';

/** Kept as key and values, so that it follows a change of language. `count` tells one saying from the next. */
export interface Said {
  readonly key: TextKey;
  readonly values: TextValues;
  readonly tone: Tone;
  readonly count: number;
}

let live: Live = {
  queueVersion: 0,
  batchVersion: 0,
  intake: null,
  jobs: new Map(),
  progress: new Map(),
  said: { key: 'shell.ready', values: {}, tone: 'plain', count: 0 },
};
const listeners = new Set<() => void>();

function change(part: Partial<Live>): void {
  live = { ...live, ...part };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Re-renders when the chosen part of the store changes. `choose` must give back parts as they are. */
export function useLive<T>(choose: (state: Live) => T): T {
  return useSyncExternalStore(subscribe, () => choose(live));
}

/** Says something in the status line. Screen readers speak it politely. */
export function say(key: TextKey, values: TextValues = {}, tone: Tone = 'plain'): void {
  change({ said: { key, values, tone, count: live.said.count + 1 } });
}

/** Before a step begins: what the last step of the job reported says nothing about this one. */
export function forgetProgress(jobId: string): void {
  const progress = new Map(live.progress);
  progress.delete(jobId);
  change({ progress });
}

export function forgetIntake(): void {
  change({ intake: null });
}

/** Starts listening. Called once, by the app; returns the function that stops it. */
export function listen(): () => void {
  const stops = [
    on('queue.changed', () => change({ queueVersion: live.queueVersion + 1 })),
    on('batch.changed', () => change({ batchVersion: live.batchVersion + 1 })),
    on('intake.progress', (intake) => change({ intake })),
    on('job.progress', ({ jobId, progress }) => change({ progress: new Map(live.progress).set(jobId, progress) })),
    on('job.changed', (job) => change({ jobs: new Map(live.jobs).set(job.id, job) })),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Nothing of one person's work stays behind for the next. */
export function forgetAll(): void {
  change({ intake: null, jobs: new Map(), progress: new Map() });
  say('shell.ready');
}
