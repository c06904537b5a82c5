/** What the use cases of the working day work with: stock, and for the checks the devices and certificates. */

import type { IssueContext } from '../issue/context.ts';
import type { StockContext } from '../stock/context.ts';

export interface DayContext
  extends StockContext, Pick<IssueContext, 'writer' | 'printer' | 'documentSigner' | 'sealSigner' | 'devices'> {}
