import type { audit as keys } from '../zh/window-audit.ts';
export const audit: Readonly<Record<keyof typeof keys, string>> = {};
