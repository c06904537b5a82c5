/** Types of display.mjs, for the tests. */

export function hasDisplay(): boolean;
export function startDisplay(): Promise<{ readonly display: string; readonly stop: () => void }>;
