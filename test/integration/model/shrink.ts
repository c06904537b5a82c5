/** Of the steps that break a rule, the few that do: halves, quarters and so on are left out while it still breaks. */

/** `breaks` answers for a shorter story, told while `mayTry`. The last step, which broke it, always stays. */
export async function shrunk(
  steps: readonly number[],
  breaks: (fewer: readonly number[]) => Promise<boolean>,
  mayTry: () => boolean,
): Promise<readonly number[]> {
  let least = steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < least.length - 1 && mayTry();) {
      const fewer = [...least.slice(0, start), ...least.slice(Math.min(start + size, least.length - 1))];
      if (await breaks(fewer)) least = fewer;
      else start += size;
    }
  }
  return least;
}
