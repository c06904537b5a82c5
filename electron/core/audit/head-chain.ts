/**
 * One digest over many signed tree heads, written into the log with every `audit.checkpoint`: so the newest signature
 * vouches for all earlier ones, and a verifier need not check a signature for each transaction.
 */

import type { Digest } from '../ports.ts';
import { concatBytes, utf8Bytes } from '../chip/bytes.ts';
import { HASH_BYTES } from './merkle.ts';

export interface HeadChain {
  /** Heads in it. */
  readonly heads: number;
  /** Entries under the newest of them; 0 while there is none. */
  readonly size: number;
  readonly digest: Uint8Array;
}

/** A chain without heads that follows a tree of `size` entries. */
export function emptyChain(size = 0): HeadChain {
  return { heads: 0, size, digest: new Uint8Array(HASH_BYTES) };
}

const encoder = new TextEncoder();
/** Used again for every head: memory of their own costs as much as the hash. */
const link = new Uint8Array(1024);
const afterDigest = link.subarray(HASH_BYTES);

/** SHA-256(digest before || the checkpoint's bytes). */
export function withHead(digest: Digest, chain: HeadChain, size: number, checkpoint: string): HeadChain {
  return { heads: chain.heads + 1, size, digest: digest.sha256(linkOf(chain.digest, checkpoint)) };
}

function linkOf(before: Uint8Array, checkpoint: string): Uint8Array {
  const { read, written } = encoder.encodeInto(checkpoint, afterDigest);
  if (read !== checkpoint.length) return concatBytes(before, utf8Bytes(checkpoint));
  link.set(before);
  return link.subarray(0, HASH_BYTES + written);
}
