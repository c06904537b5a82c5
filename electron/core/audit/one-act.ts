/** How a row is held to the entry of its act. */

/** The two are written in one transaction; a minute is more than the slowest disk takes. */
export const ONE_ACT_MS = 60_000;

/** More entries of one act on one subject than an office ever makes. */
export const MOST_OF_ONE_ACT = 1000;
