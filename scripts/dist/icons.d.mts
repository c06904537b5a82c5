/** Types of icons.mjs, for the tests. */

export function makeIcons(folder: string): Promise<void>;
