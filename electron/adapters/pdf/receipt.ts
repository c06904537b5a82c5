/** The receipt of a handed-over card as one A5 page. */

import type { Receipt } from '../../../shared/model/receipt.ts';
import type { Typefaces } from './typefaces.ts';

/** One A5 page, Chinese first, English beneath; the same bytes for the same receipt. */
export function renderReceipt(receipt: Receipt, typefaces: Typefaces): Promise<Uint8Array> {
  throw new Error(`not built yet ${receipt.number} ${String(typefaces)}`);
}
