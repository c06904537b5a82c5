/** Which values of which tables are sealed, and what binds each to its place. One list for writers, readers and checks. */

import type { CardFileKind } from '../../core/hand-over/storage.ts';
import type { JobFileKind } from '../../core/ports.ts';
import { OFFICE } from '../persons/person-vault.ts';
import type { Cell } from '../persons/seal.ts';

const names = {
  application: 'application',
  photo: 'photo',
  record: 'record',
  note: 'job',
  evidence: 'oldCard',
  jobFile: 'jobFile',
  card: 'card',
  cardFile: 'cardFile',
  result: 'result',
  envelopePhoto: 'envelopePhoto',
} as const;

/** SQL for the case whose card lies in the envelope of row `t`; a blank that was spoilt for nobody is the office's. */
export const PERSON_OF_ENVELOPE = `coalesce((SELECT job.applicationId FROM envelope AS e
  JOIN stockMovement AS m ON m.number = e.movement JOIN job ON job.id = m.jobId WHERE e.number = t.envelope), '${OFFICE}')`;

const sealedColumn = 'sealed';

export const cells = {
  names,
  application: (id: string, revision: number): Cell => ({
    table: names.application,
    column: sealedColumn,
    row: id,
    revision,
  }),
  photo: (applicationId: string, revision: number): Cell => ({
    table: names.photo,
    column: sealedColumn,
    row: applicationId,
    revision,
  }),
  /** A record never changes. */
  record: (hash: string): Cell => ({ table: names.record, column: sealedColumn, row: hash, revision: 1 }),
  /** What somebody wrote about a job; in base64, for its column is text. */
  note: (jobId: string, revision: number): Cell => ({ table: names.note, column: 'note', row: jobId, revision }),
  /** Why an old card is held, in the words of whoever wrote it; in base64, for its column is text. */
  evidence: (oldCardId: string, revision: number): Cell => ({
    table: names.evidence,
    column: 'evidenceReason',
    row: oldCardId,
    revision,
  }),
  jobFile: (jobId: string, kind: JobFileKind, attempt: number): Cell => ({
    table: names.jobFile,
    column: sealedColumn,
    row: `${jobId} ${kind}`,
    revision: attempt,
  }),
  card: (id: string, revision: number): Cell => ({ table: names.card, column: sealedColumn, row: id, revision }),
  /** A draft is written over, and what is signed is bound by its own digest. */
  cardFile: (cardId: string, kind: CardFileKind): Cell => ({
    table: names.cardFile,
    column: sealedColumn,
    row: `${cardId} ${kind}`,
    revision: 1,
  }),
  envelopePhoto: (envelope: number): Cell => ({
    table: names.envelopePhoto,
    column: sealedColumn,
    row: String(envelope),
    revision: 1,
  }),
  result: (resultId: string): Cell => ({ table: names.result, column: sealedColumn, row: resultId, revision: 1 }),
} as const;
