/** Where the holder looks at the card, if not at the desk's own screen turned round. */

import type { HolderView } from '../../shared/model/holder-view.ts';

export interface HolderScreen {
  /** False where there is no second display. */
  show(view: HolderView): Promise<boolean>;
  hide(): void;
}

/** On the command line, and wherever there is no window. */
export const noHolderScreen: HolderScreen = { show: async () => false, hide: () => undefined };
