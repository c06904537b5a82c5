/** Walking over long stored lists one row at a time. */

import type { StoredHead } from './verify.ts';

/** The heads one by one as the walk comes to their sizes; a log may hold one for each entry, so never all at once. */
export function inOrder(heads: Iterable<StoredHead>) {
  const iterator = heads[Symbol.iterator]();
  let head = iterator.next();
  return {
    /** The head of that size; heads are asked for by growing sizes. */
    take(size: number): StoredHead | undefined {
      if (head.done === true || head.value.size !== size) return undefined;
      const taken = head.value;
      head = iterator.next();
      return taken;
    },
    /** The largest of those not taken. */
    last(): StoredHead | undefined {
      let last: StoredHead | undefined;
      for (; head.done !== true; head = iterator.next()) last = head.value;
      return last;
    },
    close: (): void => void iterator.return?.(),
  };
}

export function* withNext<T>(items: Iterable<T>): Iterable<readonly [T, T | undefined]> {
  let held: readonly [T] | undefined;
  for (const item of items) {
    if (held !== undefined) yield [held[0], item];
    held = [item];
  }
  if (held !== undefined) yield [held[0], undefined];
}
