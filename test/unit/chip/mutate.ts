/** Broken inputs without end, the same in every run: bytes flipped, cut, doubled, put in and made up. */

import { concatBytes } from '../../../electron/core/chip/bytes.ts';
import { encodeTlv, parseTlvs } from '../../../electron/core/chip/lds/tlv.ts';

export function mutations(seeds: readonly Uint8Array[], count: number): Iterable<Uint8Array> {
  return made(seeds, count, (seed, next) => {
    const bytes = Array.from(seed);
    for (let times = next(4); times >= 0; times -= 1) mutateOnce(bytes, next);
    return Uint8Array.from(bytes);
  });
}

/**
 * The same for data objects, in three parts: broken as above; broken somewhere inside, with the lengths around it right
 * again, so that the inner parsers are reached; and bytes by chance.
 */
export function brokenObjects(seeds: readonly Uint8Array[], count: number): Iterable<Uint8Array> {
  return made(seeds, count, (seed, next) => {
    const kind = next(3);
    if (kind === 0) return Uint8Array.from({ length: next(120) }, () => next(256));
    if (kind === 1) return brokenInside(seed, next);
    const bytes = Array.from(seed);
    mutateOnce(bytes, next);
    return Uint8Array.from(bytes);
  });
}

type Next = (limit: number) => number;

function made(
  seeds: readonly Uint8Array[],
  count: number,
  make: (seed: Uint8Array, next: Next) => Uint8Array,
): Iterable<Uint8Array> {
  let state = 20_261_122;
  const next = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return {
    *[Symbol.iterator]() {
      for (let number = 0; number < count; number += 1)
        yield make(seeds[number % seeds.length] ?? new Uint8Array(), next);
    },
  };
}

function brokenInside(bytes: Uint8Array, next: Next): Uint8Array {
  const objects = parseTlvs(bytes, 'seed');
  const chosen = objects.ok ? objects.value[next(Math.max(1, objects.value.length))] : undefined;
  if (!objects.ok || chosen === undefined || next(5) === 0) {
    const broken = Array.from(bytes);
    mutateOnce(broken, next);
    return Uint8Array.from(broken);
  }
  const inner = encodeTlv(chosen.tag, brokenInside(chosen.value, next));
  return concatBytes(...objects.value.map((object) => (object === chosen ? inner : object.raw)));
}

function mutateOnce(bytes: number[], next: Next): void {
  const at = next(bytes.length + 1);
  const tricky = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff][next(8)] ?? 0;
  switch (next(6)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
      break;
    case 1:
      bytes[at] = tricky;
      break;
    case 2:
      bytes.length = at;
      break;
    case 3:
      bytes.splice(at, 0, tricky, next(256));
      break;
    case 4:
      bytes.splice(at, 1 + next(5));
      break;
    default:
      bytes.push(...bytes.slice(at, at + next(40)));
  }
}
