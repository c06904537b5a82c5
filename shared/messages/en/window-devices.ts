import type { devices as keys } from '../zh/window-devices.ts';
export const devices: Readonly<Record<keyof typeof keys, string>> = {};
