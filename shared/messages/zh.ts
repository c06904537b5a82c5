/** Everything the program says in Chinese. */

import { errors } from './zh/errors.ts';
import { window } from './zh/window.ts';

export const zh = { errors, window };
