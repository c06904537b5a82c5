/** What the device remembers, in files of its own: an app that is killed takes none of it along. */

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { printerFaultSchema } from '../../../../shared/model/device.ts';
import { deviceJobSchema, type DeviceJob } from './timeline.ts';
import { fileMode, folderMode } from '../../system/modes.ts';

const deviceSchema = z.strictObject({
  fault: printerFaultSchema,
  /** How many cards had been fed when hopper and ribbon were last filled. */
  filledAtCard: z.int().min(0),
});

export type DeviceState = z.infer<typeof deviceSchema>;

export interface DeviceMemory {
  device(): DeviceState;
  keepDevice(state: DeviceState): void;
  /** Oldest first. */
  jobs(): readonly DeviceJob[];
  keepJob(job: DeviceJob): void;
  keepPdf(jobId: string, pdf: Uint8Array): void;
  pdf(jobId: string): Uint8Array;
  /** Lays a card into the output tray under the name of its job, once. */
  layInTray(job: DeviceJob, pdf: Uint8Array): void;
  isInTray(job: DeviceJob): boolean;
  fromTray(job: DeviceJob): Uint8Array;
}

/** Nothing is read or made before it is asked for: a program that only looks on leaves no folder behind. */
export function openMemory(folder: string): DeviceMemory {
  const jobsFolder = join(folder, 'jobs');
  const tray = join(folder, 'tray');
  const deviceFile = join(folder, 'device.json');
  let known: Map<string, DeviceJob> | null = null;

  const trayFile = (job: DeviceJob): string => join(tray, `${job.id}-${job.name}.pdf`);
  const pdfFile = (jobId: string): string => join(jobsFolder, `${jobId}.pdf`);
  const remembered = (): Map<string, DeviceJob> => (known ??= readJobs(jobsFolder));

  return {
    device: () =>
      existsSync(deviceFile)
        ? deviceSchema.parse(JSON.parse(readFileSync(deviceFile, 'utf8')))
        : { fault: 'none', filledAtCard: 0 },
    keepDevice: (state) => replaceFile(deviceFile, folder, JSON.stringify(state)),
    jobs: () => [...remembered().values()],
    keepJob(job) {
      replaceFile(join(jobsFolder, `${job.id}.json`), jobsFolder, JSON.stringify(job));
      remembered().set(job.id, job);
    },
    keepPdf: (jobId, pdf) => replaceFile(pdfFile(jobId), jobsFolder, pdf),
    pdf: (jobId) => new Uint8Array(readFileSync(pdfFile(jobId))),
    layInTray: (job, pdf) => replaceFile(trayFile(job), tray, pdf),
    isInTray: (job) => existsSync(trayFile(job)),
    fromTray: (job) => new Uint8Array(readFileSync(trayFile(job))),
  };
}

function readJobs(folder: string): Map<string, DeviceJob> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const jobs = names
    .toSorted()
    .map((name) => deviceJobSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  return new Map(jobs.map((job) => [job.id, job]));
}

/** Whole or not at all: a kill in the middle of writing leaves the file as it was. */
function replaceFile(path: string, folder: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: folderMode() });
  const temporary = `${path}.part`;
  writeFileSync(temporary, content, { mode: fileMode() });
  renameSync(temporary, path);
}
