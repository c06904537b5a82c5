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

/**
 * A dialog of the system stays open, above everything, when the screen locks or its person leaves. What is chosen in it then
 * was chosen by somebody else: it counts as changed their mind. `here`: who is at the desk, in one word.
 */
export function answeredByWhoAsked(chooser: Chooser, here: () => string): Chooser {
  async function held(dialog: () => Promise<string | null>): Promise<string | null> {
    const asked = here();
    const path = await dialog();
    return here() === asked ? path : null;
  }
  return {
    openFile: (purpose) => held(() => chooser.openFile(purpose)),
    saveFile: (purpose, suggestedName) => held(() => chooser.saveFile(purpose, suggestedName)),
    folder: (purpose) => held(() => chooser.folder(purpose)),
  };
}
