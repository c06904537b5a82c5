/** Waiting for somebody else's promise, but not for ever. */

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly reason: unknown }
  /** It may still come; nobody listens any more. */
  | { readonly kind: 'late'; readonly reason: string };

export async function within<T>(limitMs: number, promise: Promise<T>): Promise<Outcome<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late', reason: `no answer in ${limitMs} ms` }), limitMs);
  });
  const outcome = promise.then(
    (value): Outcome<T> => ({ kind: 'done', value }),
    (reason: unknown): Outcome<T> => ({ kind: 'failed', reason }),
  );
  const first = await Promise.race([outcome, late]);
  clearTimeout(timer);
  return first;
}
