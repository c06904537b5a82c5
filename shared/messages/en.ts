/** Everything the program says in English. */

import type { zh } from './zh.ts';
import { errors } from './en/errors.ts';
import { window } from './en/window.ts';

export const en: typeof zh = { errors, window };
