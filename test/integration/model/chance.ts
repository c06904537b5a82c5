/** Every choice of a run from its seed and step alone: a step that is left out changes the choices of no other one. */

import { systemDigest } from '../../../electron/adapters/system/digest.ts';
import type { Random } from '../../../electron/core/ports.ts';

export interface Dice {
  below(count: number): number;
  chance(share: number): boolean;
  of<T>(values: readonly T[]): T | undefined;
}

/** Marsaglia's xorshift, begun from seed and step mixed as MurmurHash3 ends: neighbouring steps have nothing in common. */
export function dice(seed: number, step = 0): Dice {
  let state = mixed(Math.imul(seed, 0x9e_37_79_b1) ^ mixed(step + 1)) || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { below, chance: (share) => next() < share, of: (values) => values[below(values.length)] };
}

function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85_eb_ca_6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2_b2_ae_35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Ids that are the same each time the same story is played. */
export function storyRandom(seed: number, office: string): Random {
  let drawn = 0;
  const bytes = (count: number): Uint8Array => {
    drawn += 1;
    const block = systemDigest.sha256(new TextEncoder().encode(`${seed} ${office} ${drawn}`));
    return Uint8Array.from({ length: count }, (_, index) => (block[index % block.length] ?? 0) ^ (index >> 5));
  };
  const id = (): string => Buffer.from(bytes(16)).toString('hex');
  return {
    bytes,
    id,
    // RFC 9562 section 5.4: version 4, variant 10.
    uuid: () => id().replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5'),
  };
}
