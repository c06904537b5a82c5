/** What somebody wrote, in a column of text: sealed as every cell is, and in base64. */

import { utf8Bytes } from '../../core/chip/bytes.ts';
import type { PersonVault } from '../persons/person-vault.ts';
import type { Cell } from '../persons/seal.ts';

export function sealText(vault: PersonVault, person: string, cell: Cell, text: string): string {
  return Buffer.from(vault.seal(person, cell, utf8Bytes(text))).toString('base64');
}

/** Null where the person's key was destroyed. Throws `SealBroken`. */
export function openText(vault: PersonVault, person: string, cell: Cell, sealed: string): string | null {
  const plain = vault.open(person, cell, new Uint8Array(Buffer.from(sealed, 'base64')));
  return plain === null ? null : new TextDecoder().decode(plain);
}
