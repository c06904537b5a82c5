/** A short memory: preview, composing and encoding of one case ask for the same things within minutes. */

/** The newest few things made from some bytes under some name; found again by every byte, never by a digest. */
export interface Kept<T> {
  find(bytes: Uint8Array, name: string): T | undefined;
  keep(bytes: Uint8Array, name: string, value: T): void;
}

export function createKept<T>(most: number): Kept<T> {
  const kept: { readonly bytes: Uint8Array; readonly name: string; readonly value: T }[] = [];
  return {
    find: (bytes, name) => kept.find((one) => one.name === name && sameBytes(one.bytes, bytes))?.value,
    keep(bytes, name, value) {
      kept.unshift({ bytes, name, value });
      kept.splice(most);
    },
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false;
  return true;
}
