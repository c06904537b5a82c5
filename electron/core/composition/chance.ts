/** Numbers that look random and are not: the same text always gives the same line work. */

/** Answers values in [0, 1); FNV-1a of the text seeds a 32-bit mixing generator. Never for keys. */
export function chanceFrom(text: string): () => number {
  let state = 0x811c9dc5;
  for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A value between `low` and `high`. */
export function between(chance: () => number, low: number, high: number): number {
  return low + (high - low) * chance();
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(chance: () => number, low: number, high: number): number {
  return low + Math.floor(chance() * (high - low + 1));
}
