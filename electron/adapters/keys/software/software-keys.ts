/** Private keys in files of the data folder, for the SPECIMEN profile. */

import type { Result } from '../../../../shared/result.ts';
import type { Signer } from '../../../core/ports.ts';

export interface SoftwareKeys {
  /**
   * The key of that name, made and stored first where it is missing. Fails with `file.unwritable` or
   * `file.unreadable` (also where the file holds a key of another algorithm).
   */
  signer(name: string, algorithm: Signer['algorithm']): Result<Signer>;
}

export function openSoftwareKeys(folder: string): SoftwareKeys {
  throw new Error(`not built yet: ${folder}`);
}
