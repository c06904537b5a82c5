/** What a token can do for us and which keys it holds, for whoever sets an office up. Nothing is made or changed. */

import { ok, type Result } from '../../../../shared/result.ts';
import { AES_CMAC, kinds, listKeys, type KeyEntry } from './objects.ts';
import { openToken, type TokenOptions } from './token.ts';

export interface TokenDescription {
  readonly token: string;
  /** By what the ports ask for: `ES256`, `Ed25519`, `AES-CMAC`. */
  readonly can: Readonly<Record<'ES256' | 'Ed25519' | 'AES-CMAC', boolean>>;
  readonly keys: readonly KeyEntry[];
}

/** Signs in, once, looks and signs out. Fails with `hsm.*`. */
export async function describeToken(options: TokenOptions): Promise<Result<TokenDescription>> {
  const token = await openToken(options);
  if (!token.ok) return token;
  try {
    return token.value.run('C_GetMechanismList', (session) => {
      const known = session.module.C_GetMechanismList(session.slot);
      const can = {
        ES256: known.includes(kinds.ES256.sign),
        Ed25519: known.includes(kinds.Ed25519.sign),
        'AES-CMAC': known.includes(AES_CMAC),
      };
      return ok({ token: token.value.label, can, keys: listKeys(session) });
    });
  } finally {
    token.value.close();
  }
}
