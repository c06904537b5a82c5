/** Failures of the data folder and the database. */

export interface StorageErrors {
  readonly 'storage.newer': { readonly found: number; readonly known: number };
  readonly 'storage.altered': { readonly what: string };
  readonly 'storage.locked': { readonly path: string; readonly holder: string };
  readonly 'storage.unwritable': { readonly path: string };
  readonly 'storage.full': { readonly path: string };
  readonly 'storage.notData': { readonly path: string };
}
