/**
 * Proofs as texts: C2SP tlog-proof for "this entry is in that tree", and the body of C2SP tlog-witness add-checkpoint for
 * "that tree continues the one you saw".
 */

import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES } from './merkle.ts';

const PROOF_HEADING = 'c2sp.org/tlog-proof@v1';
/** A path of more would be of a tree of 2^63 leaves (tlog-witness says 63 too). */
const MOST_HASHES = 63;

export interface InclusionProof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

export function inclusionText({ index, path, checkpoint }: InclusionProof): string {
  return [PROOF_HEADING, `index ${index}`, ...path.map(toBase64), '', checkpoint].join('\n');
}

/** `undefined` when it is no such text; an `extra` line is passed over, as it proves nothing. */
export function parseInclusion(text: string): InclusionProof | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const [heading, ...lines] = parts.lines;
  const rest = lines[0]?.startsWith('extra ') === true ? lines.slice(1) : lines;
  const index = numberAfter('index ', rest[0]);
  const path = hashesOf(rest.slice(1));
  if (heading !== PROOF_HEADING || index === undefined || path === undefined) return undefined;
  return { index, path, checkpoint: parts.checkpoint };
}

export interface WitnessRequest {
  /** The size of the tree that the witness saw last; 0 for none. */
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
}

export function witnessRequestText({ old, proof, checkpoint }: WitnessRequest): string {
  return [`old ${old}`, ...proof.map(toBase64), '', checkpoint].join('\n');
}

export function parseWitnessRequest(text: string): WitnessRequest | undefined {
  const parts = partsOf(text);
  const old = numberAfter('old ', parts?.lines[0]);
  const proof = hashesOf(parts?.lines.slice(1) ?? []);
  return parts === undefined || old === undefined || proof === undefined
    ? undefined
    : { old, proof, checkpoint: parts.checkpoint };
}

function partsOf(text: string): { readonly lines: readonly string[]; readonly checkpoint: string } | undefined {
  const end = text.indexOf('\n\n');
  return end < 0 ? undefined : { lines: text.slice(0, end).split('\n'), checkpoint: text.slice(end + 2) };
}

function numberAfter(word: string, line: string | undefined): number | undefined {
  if (line?.startsWith(word) !== true) return undefined;
  const digits = line.slice(word.length);
  return /^(0|[1-9]\d*)$/.test(digits) && Number.isSafeInteger(Number(digits)) ? Number(digits) : undefined;
}

function hashesOf(lines: readonly string[]): readonly Uint8Array[] | undefined {
  const hashes = lines.flatMap((line) => fromBase64(line) ?? []);
  const isWhole = hashes.length === lines.length && hashes.every((hash) => hash.length === HASH_BYTES);
  return isWhole && lines.length <= MOST_HASHES ? hashes : undefined;
}
