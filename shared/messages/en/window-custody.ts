import type { custody as keys } from '../zh/window-custody.ts';
export const custody: Readonly<Record<keyof typeof keys, string>> = {};
