/** English texts of the window. */

import type { WindowTexts } from '../zh/window.ts';

export const window: WindowTexts = {
  'app.name': 'Starcard',
};
