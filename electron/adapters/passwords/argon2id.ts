/** Passwords as Argon2id (RFC 9106), kept in PHC string form so that the parameters travel with each hash. */

import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { PasswordHasher } from '../../core/ports.ts';

export interface Argon2idParameters {
  readonly passes: number;
  readonly memoryKib: number;
  readonly lanes: number;
}

/** RFC 9106 section 4, the second recommended option: for machines that cannot spare 2 GiB. */
export const recommendedParameters: Argon2idParameters = { passes: 3, memoryKib: 65_536, lanes: 4 };

/** RFC 9106 section 4: a 128-bit salt and a 256-bit tag suffice for all applications. */
const saltBytes = 16;
const tagBytes = 32;

export function createPasswordHasher(parameters: Argon2idParameters = recommendedParameters): PasswordHasher {
  return {
    hash: (password) =>
      argon2id({
        password,
        salt: new Uint8Array(randomBytes(saltBytes)),
        iterations: parameters.passes,
        memorySize: parameters.memoryKib,
        parallelism: parameters.lanes,
        hashLength: tagBytes,
        outputType: 'encoded',
      }),
    async matches(password, phc) {
      try {
        return await argon2Verify({ password, hash: phc });
      } catch {
        // A row that holds no Argon2 hash lets nobody in; an empty password never had one.
        return false;
      }
    },
  };
}
