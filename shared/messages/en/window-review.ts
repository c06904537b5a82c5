import type { review as keys } from '../zh/window-review.ts';
export const review: Readonly<Record<keyof typeof keys, string>> = {};
