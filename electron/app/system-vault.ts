/** The operating system's key store by way of Electron: Keychain, DPAPI, or the desktop's secret service. */

import { safeStorage } from 'electron';
import type { Vault } from '../adapters/keys/vault.ts';

export const systemVault: Vault = {
  // Without a secret service Electron on Linux falls back to a key that stands in its source: that is no key store.
  isAvailable: () =>
    safeStorage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (secret) => new Uint8Array(safeStorage.encryptString(Buffer.from(secret).toString('base64'))),
  open(sealed) {
    try {
      return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64'));
    } catch {
      return null;
    }
  },
};
