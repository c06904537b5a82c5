/** Passwords as Argon2id (RFC 9106), kept in PHC string form so that the parameters travel with each hash. */

import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { PasswordCost } from '../../core/access/ports.ts';
import type { PasswordHasher } from '../../core/ports.ts';

/** RFC 9106 section 4, the second recommended option: for machines that cannot spare 2 GiB. */
export const recommendedParameters: PasswordCost = { passes: 3, memoryKib: 65_536, lanes: 4 };

/** RFC 9106 section 4: a 128-bit salt and a 256-bit tag suffice for all applications. */
const saltBytes = 16;
const tagBytes = 32;

/** RFC 9106 section 4, steps 6 to 10: as many passes as fit into the time that one sign-in may take. */
const targetMs = 250;
const mostPasses = 12;

/** The parameters for this machine, from one run of the recommended ones; never weaker than these. */
export async function measurePasswordCost(
  nowMs: () => number,
): Promise<{ readonly cost: PasswordCost; readonly measuredMs: number }> {
  const before = nowMs();
  await createPasswordHasher().hash('how long does this take');
  const measuredMs = Math.max(1, Math.round(nowMs() - before));
  const fitting = Math.floor((recommendedParameters.passes * targetMs) / measuredMs);
  const passes = Math.min(mostPasses, Math.max(recommendedParameters.passes, fitting));
  return { cost: { ...recommendedParameters, passes }, measuredMs };
}

export function createPasswordHasher(parameters: PasswordCost = recommendedParameters): PasswordHasher {
  return {
    hash: (password) =>
      argon2id({
        password: normalForm(password),
        salt: new Uint8Array(randomBytes(saltBytes)),
        iterations: parameters.passes,
        memorySize: parameters.memoryKib,
        parallelism: parameters.lanes,
        hashLength: tagBytes,
        outputType: 'encoded',
      }),
    async matches(password, phc) {
      try {
        return await argon2Verify({ password: normalForm(password), hash: phc });
      } catch {
        // A row that holds no Argon2 hash lets nobody in; an empty password never had one.
        return false;
      }
    },
  };
}

/** NIST SP 800-63B-4 section 3.1.1.2: a password typed on another keyboard is the same password. */
function normalForm(password: string): string {
  return password.normalize('NFKC');
}
