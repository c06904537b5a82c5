// The types of electron-path.mjs, for the tests that start the window.

export interface FoundElectron {
  readonly executable: string;
  readonly standIn: boolean;
  readonly version: string;
}

export declare function electronPath(): FoundElectron | null;
