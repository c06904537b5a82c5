/** Broken inputs without end, the same in every run: bytes flipped, cut, doubled, put in and made up. */

export function mutations(seeds: readonly Uint8Array[], count: number): Iterable<Uint8Array> {
  let state = 20_261_122;
  const next = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  return {
    *[Symbol.iterator]() {
      for (let made = 0; made < count; made += 1) {
        const bytes = Array.from(seeds[made % seeds.length] ?? []);
        for (let times = next(4); times >= 0; times -= 1) mutateOnce(bytes, next);
        yield Uint8Array.from(bytes);
      }
    },
  };
}

function mutateOnce(bytes: number[], next: (limit: number) => number): void {
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
