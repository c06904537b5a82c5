/** What the use cases of stock and of the day work with. */

import type { IssueContext } from '../issue/context.ts';
import type { PasswordHasher, Signer } from '../ports.ts';

export interface StockContext extends Pick<
  IssueContext,
  'store' | 'actor' | 'clock' | 'random' | 'digest' | 'verifier' | 'profile' | 'photoCodec'
> {
  readonly hasher: PasswordHasher;
}

/** Ed25519: signs what leaves this workstation for another one. */
export interface TransferContext extends StockContext {
  readonly signer: Signer;
}
