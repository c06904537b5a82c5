/** The operating system's own key store, as far as we need it: it seals a secret for this user on this machine. */

export interface Vault {
  /** False where there is none, or it cannot be reached before somebody signs in to the system. */
  isAvailable(): boolean;
  seal(secret: Uint8Array): Uint8Array;
  /** Null for what this user's store on this machine did not seal. */
  open(sealed: Uint8Array): Uint8Array | null;
}

export const noVault: Vault = { isAvailable: () => false, seal: (secret) => secret, open: () => null };
