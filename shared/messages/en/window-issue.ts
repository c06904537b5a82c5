import type { issue as keys } from '../zh/window-issue.ts';
export const issue: Readonly<Record<keyof typeof keys, string>> = {};
