/**
 * What goes back to the authority: one signed line for each result that it has not acknowledged yet. A result is written
 * again with every export until it is, so a lost file costs nothing; the authority tells repeats by the result id.
 */

import { paperSigner } from '../papers/signed-paper.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Actor, Digest, Random, Signer, Store } from '../ports.ts';

export interface ExportContext {
  readonly store: Store;
  readonly actor: Actor;
  readonly digest: Digest;
  readonly random: Random;
}

export interface ResultFile {
  /** A JWS a line, each line ended; empty where nothing waits. */
  readonly text: string;
  /** How many results it holds. */
  readonly results: number;
}

/**
 * Signs everything that waits and marks it as written once more. The file goes to wherever the caller puts it; if it never
 * gets there, the next export holds the same results. Fails with `storage.*`, and as the signer does.
 */
export function exportResults(context: ExportContext, signer: Signer): Result<ResultFile> {
  const pending = context.store.pendingResults();
  const sign = paperSigner('starcard-result+jws', signer, context.digest);
  const lines: string[] = [];
  for (const { result } of pending) {
    const line = sign(result);
    if (!line.ok) return line;
    lines.push(`${line.value}\n`);
  }
  const fileId = context.random.id();
  const marked = context.store.commit(context.actor, (tx) => {
    tx.markResultsExported(pending.map(({ result }) => result.resultId));
    tx.audit({
      action: 'result.exported',
      subject: { kind: 'file', id: fileId },
      outcome: 'ok',
      detail: { results: pending.length, repeated: pending.filter(({ timesExported }) => timesExported > 0).length },
    });
    return ok(undefined);
  });
  return marked.ok ? ok({ text: lines.join(''), results: pending.length }) : marked;
}
