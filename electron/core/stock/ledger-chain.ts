/** The chain of the stock ledger: each row's digest covers all rows before it, and the signed log holds its ends. */

import type { StockMovement } from '../../../shared/model/ledger.ts';
import { utf8Bytes } from '../chip/bytes.ts';
import type { Digest } from '../ports.ts';

/** Before the first row. */
export const firstChain = '0'.repeat(64);

/** SHA-256 over the chain before it, a newline, and the row as JSON array in the order of docs/formats.md; lower-case hex. */
export function chainOf(digest: Digest, before: string, row: Omit<StockMovement, 'chain'>): string {
  const { number, blankSerial, act, fromPlace, toPlace, day, at, actor, workstation, jobId, reason } = row;
  const { approvalId, auditSequence } = row;
  const line = JSON.stringify([
    number,
    blankSerial,
    act,
    fromPlace,
    toPlace,
    day,
    at,
    actor,
    workstation,
    jobId,
    reason,
    approvalId,
    auditSequence,
  ]);
  return digest.sha256Hex(utf8Bytes(`${before}\n${line}`));
}
