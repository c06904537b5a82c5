/** What a place for private keys offers, whether files of the data folder or a security module. */

import type { Result } from '../../../shared/result.ts';
import type { KeyDeriver, Signer } from '../../core/ports.ts';

export interface KeyStore {
  /** The key of that name, made first where it is missing. Fails where the store holds another kind under that name. */
  signer(name: string, algorithm: Signer['algorithm']): Result<Signer>;
  /** The master key of that name (AES, 256 bits), made first where it is missing. */
  deriver(name: string): Result<KeyDeriver>;
}
