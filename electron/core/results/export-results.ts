/**
 * What goes back to the authority: one signed line for each result that it has not acknowledged yet. A result is written
 * again with every export until it is, so a lost file costs nothing; the authority tells repeats by the result id.
 */

import { hex } from '../intake/certificate.ts';
import { encodeBase64Url } from '../intake/base64.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { IssueResult } from '../../../shared/model/results.ts';
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
  if (signer.algorithm !== 'ES256') throw new Error('results are signed with ES256');
  const pending = context.store.pendingResults();
  const header = headerOf(signer, context.digest);
  const lines: string[] = [];
  for (const { result } of pending) {
    const line = signResult(result, header, signer);
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

/**
 * The header names the key by `kid`: SHA-256 of its DER SubjectPublicKeyInfo in hex. The authority learnt the key when the
 * workstation was set up, so no certificate travels with each line.
 */
function headerOf(signer: Signer, digest: Digest): string {
  const kid = hex(digest.sha256(signer.publicKey()));
  return part(JSON.stringify({ alg: 'ES256', typ: 'starcard-result+jws', kid }));
}

function signResult(result: IssueResult, header: string, signer: Signer): Result<string> {
  const signingInput = `${header}.${part(JSON.stringify(result))}`;
  const signature = signer.sign(new TextEncoder().encode(signingInput));
  return signature.ok ? ok(`${signingInput}.${encodeBase64Url(signature.value)}`) : signature;
}

function part(text: string): string {
  return encodeBase64Url(new TextEncoder().encode(text));
}
