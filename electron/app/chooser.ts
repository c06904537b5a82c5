/** Where files come from and go to: a system dialog in the window, an option on the command line. `null`: changed their mind. */

export interface Chooser {
  openFile(
    purpose: 'approvals' | 'acknowledgement' | 'photo' | 'transfer' | 'oldCard' | 'dispatch' | 'profile',
  ): Promise<string | null>;
  saveFile(
    purpose: 'results' | 'receipt' | 'audit' | 'stock' | 'transfer' | 'person' | 'code',
    suggestedName: string,
  ): Promise<string | null>;
  folder(purpose: 'audit'): Promise<string | null>;
}
