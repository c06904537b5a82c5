/**
 * The faces that a job keeps, after they were made once more from the accepted record: what goes to a printer is what this
 * program makes under its own profile, never what a table holds. Whoever exchanges the kept PDF, its hash, the crop or the
 * layout in between, to be rid of SPECIMEN or for anything else, gets no card (docs/design.md section 2, rules 4 and 5).
 */

import type { Job } from '../../../shared/model/job.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ApprovedContent } from './check-record.ts';
import { composeFaces, type FacesContext } from './compose-faces.ts';
import type { IssueContext } from './context.ts';

/**
 * The bytes to print, with the offsets with which they were composed: those are part of what was hashed and shown. Fails
 * with `application.differsFromRecord` where the kept PDF is not the one that was hashed, with `job.facesDiffer` where the
 * same record now gives other faces, or as composition does.
 */
export async function keptFaces(
  job: Job,
  content: Omit<ApprovedContent, 'photo'>,
  context: FacesContext & Pick<IssueContext, 'store' | 'digest'>,
): Promise<Result<Uint8Array>> {
  const pdf = context.store.jobFile(job.id, 'card.pdf');
  const seal = context.store.jobFile(job.id, 'seal.bin');
  if (pdf === undefined || seal === undefined || context.digest.sha256Hex(pdf) !== job.pdfHash) {
    return fail('application.differsFromRecord', { fields: 'card.pdf' });
  }
  const offsets = job.printOffsets ?? context.printerProfile.offsets;
  const made = await composeFaces(
    { ...content, seal },
    { ...context, printerProfile: { ...context.printerProfile, offsets } },
  );
  if (!made.ok) return made;
  return context.digest.sha256Hex(made.value) === job.pdfHash ? ok(pdf) : fail('job.facesDiffer', {});
}

/** True where the printer was measured anew since: asked before a blank is used, while composing again costs nothing. */
export function wasMeasuredSince(job: Pick<Job, 'printOffsets'>, { printerProfile }: FacesContext): boolean {
  const { printOffsets: kept } = job;
  if (kept === null) return false;
  const faces = ['portrait', 'emblem'] as const;
  return faces.some((face) => {
    const [then, today] = [kept[face], printerProfile.offsets[face]];
    return then.xMm !== today.xMm || then.yMm !== today.yMm;
  });
}
