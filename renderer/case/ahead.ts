/** Makes beforehand what will probably be asked for next: one thing at a time, and what is foretold anew replaces it. */

export interface Making<Made> {
  readonly made: Promise<Made>;
  /** When all the work on it is over, also where it failed or was stopped; never rejects. */
  readonly over: Promise<unknown>;
}

export interface Taken<Made> {
  readonly made: Promise<Made>;
  /** Nobody wants it any more. */
  letGo(): void;
}

export interface Ahead<Key, Made> {
  /** Probably asked for next: begun as soon as nothing else is being made. */
  foretell(key: Key): void;
  /** Certainly asked for next: begun at once. */
  begin(key: Key): void;
  /** What was or is being made of it, else begun now. It is the caller's from then on. */
  take(key: Key): Taken<Made>;
  /** Lets go of everything. */
  forget(): void;
}

interface Kept<Key, Made> {
  readonly key: Key;
  readonly made: Promise<Made>;
  readonly since: number;
  readonly stop: AbortController;
}

interface AheadOptions<Key, Made> {
  /** The signal says that nobody wants it any more. */
  readonly make: (key: Key, signal: AbortSignal) => Making<Made>;
  /** What is older is made anew. */
  readonly keptMs: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export function createAhead<Key, Made>({ make, keptMs, now }: AheadOptions<Key, Made>): Ahead<Key, Made> {
  let kept: Kept<Key, Made> | null = null;
  let foretold: { readonly key: Key } | null = null;
  let underWay = 0;

  function start(key: Key): Kept<Key, Made> {
    const stop = new AbortController();
    const { made, over } = make(key, stop.signal);
    underWay += 1;
    void over.then(() => {
      underWay -= 1;
      startForetold();
    });
    return { key, made, since: now(), stop };
  }

  function startForetold(): void {
    if (foretold === null || underWay > 0) return;
    kept = start(foretold.key);
    foretold = null;
  }

  /** True where just this is kept and fresh; else nothing is from then on. */
  function keepOnly(key: Key): boolean {
    if (kept?.key === key && now() - kept.since < keptMs) return true;
    kept?.stop.abort();
    kept = null;
    return false;
  }

  function begin(key: Key): Kept<Key, Made> {
    foretold = null;
    if (!keepOnly(key) || kept === null) kept = start(key);
    return kept;
  }

  return {
    foretell(key) {
      foretold = keepOnly(key) ? null : { key };
      startForetold();
    },
    begin(key) {
      begin(key);
    },
    take(key) {
      const { made, stop } = begin(key);
      kept = null;
      return { made, letGo: () => stop.abort() };
    },
    forget() {
      foretold = null;
      kept?.stop.abort();
      kept = null;
    },
  };
}
