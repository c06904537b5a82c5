/** Ends several things, of which none may be left open because another one did not end well. */

/** Does every step in turn, also after one that throws; what the first of those threw is thrown at the end. */
export function inTurn(...steps: readonly (() => void)[]): void {
  const thrown: unknown[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (bug) {
      thrown.push(bug);
    }
  }
  if (thrown.length > 0) throw thrown[0];
}
