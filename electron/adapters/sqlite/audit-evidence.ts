/** Everything that is asked of the log and changes nothing in it, each answer from one state of the database. */

import type { Database } from 'better-sqlite3';
import type { AuditQuery } from '../../../shared/audit/query.ts';
import { fail, type Result } from '../../../shared/result.ts';
import type { EntryForm } from '../../core/audit/canonical.ts';
import { parseVerifierKey, COSIGNATURE_TYPE } from '../../core/audit/note.ts';
import type { Digest, Signer, Verifier } from '../../core/ports.ts';
import type { AuditLog } from './audit-log.ts';
import type { Mode } from './connection.ts';
import {
  checkCosigned,
  proofOf,
  selectionOf,
  witnessRequest,
  writeArchive,
  writeExport,
  type WrittenArchive,
} from './evidence.ts';
import { guarded } from './failures.ts';
import type { auditRows } from './rows/audit-rows.ts';
import { openIndexFile } from './search/index-file.ts';
import { auditSearch, type AuditSearch } from './search/search.ts';

export interface Evidence {
  /** Writes the log in the tlog-tiles layout into a new or empty folder. */
  exportAudit(folder: string): Result<{ readonly size: number }>;
  /** Writes a finished month (`YYYY-MM`, UTC) as a sealed archive into a new or empty folder. */
  archiveAudit(folder: string, month: string): Result<WrittenArchive>;
  /** The newest entries that match, newest first. */
  searchAudit(query: AuditQuery): readonly EntryForm[];
  /** Every entry that matches, newest first. */
  everyAudit(query: Omit<AuditQuery, 'limit'>): Iterable<EntryForm>;
  /** The same from the log itself, past the index, which nobody signed: for reports and selections. Takes as long as the log is. */
  everyAuditInLog(query: Omit<AuditQuery, 'limit'>): Iterable<EntryForm>;
  /** Everybody who acted, as far as the log is indexed, and who did since. */
  auditPeople(): readonly string[];
  /** `count` entries from `first` on. */
  auditForms(first: number, count: number): readonly EntryForm[];
  /** Takes up to so many thousand-entry pages into the search index; true when it is up to date. */
  indexAudit(most?: number): boolean;
  /** C2SP tlog-proof of one entry against the newest checkpoint. */
  auditProof(sequence: number): Result<string>;
  /** C2SP tlog-witness add-checkpoint for a witness that saw `old` entries last. */
  witnessRequest(old: number): Result<string>;
  /** One signed file of these entries with their proofs. */
  auditSelection(sequences: readonly number[], question: Readonly<Record<string, string | number>>): Result<string>;
  /** Whether a witness (verifier key of type 0x04) cosigned our own checkpoint. Fails with `audit.foreignCheckpoint`. */
  checkCosigned(note: string, witness: string): Result<{ readonly size: number; readonly witness: string }>;
  closeSearch(): void;
}

export interface EvidenceParts {
  readonly folder: string;
  readonly mode: Mode;
  readonly digest: Digest;
  readonly verifier: Verifier;
}

export function auditEvidence(
  db: Database,
  rows: ReturnType<typeof auditRows>,
  log: AuditLog,
  { folder, mode, digest, verifier }: EvidenceParts,
  signer: () => Signer,
): Evidence {
  let search: AuditSearch | null = null;
  // Opened when somebody searches: most who open a folder never do.
  const searching = (): AuditSearch => (search ??= auditSearch(rows, openIndexFile(folder, mode)));
  const atOnce = <T>(work: () => Result<T>): Result<T> => guarded(folder, () => db.transaction(work)());
  return {
    exportAudit: (toFolder) => atOnce(() => writeExport(toFolder, rows)),
    archiveAudit: (toFolder, month) => atOnce(() => writeArchive(toFolder, rows, month)),
    searchAudit(query) {
      // A page or two at a time: somebody waits for the answer.
      if (mode === 'write') searching().catchUp(1);
      return searching().page(query);
    },
    everyAudit: (query) => searching().all(query),
    everyAuditInLog: (query) => searching().allInLog(query),
    auditPeople: () => searching().people(),
    auditForms: (first, count) => rows.forms(first, count),
    indexAudit: (most) => mode === 'read' || searching().catchUp(most),
    auditProof: (sequence) => atOnce(() => proofOf(rows, digest, sequence)),
    witnessRequest: (old) => atOnce(() => witnessRequest(rows, digest, old)),
    auditSelection: (sequences, question) =>
      atOnce(() => selectionOf(rows, { digest, key: log.key(), question }, signer(), sequences)),
    checkCosigned(note, witnessKey) {
      const witness = parseVerifierKey(digest, witnessKey, COSIGNATURE_TYPE);
      if (witness === undefined) return fail('audit.noKey', { key: witnessKey });
      const checked = checkCosigned(rows, { digest, verifier, key: log.key() }, note, witness);
      return checked.ok ? { ok: true, value: { ...checked.value, witness: witness.name } } : checked;
    },
    closeSearch: () => search?.close(),
  };
}
