/** Failures of writer and chip. */

type Nothing = Readonly<Record<never, never>>;

export interface ChipErrors {
  readonly 'writer.notReady': { readonly writer: string; readonly reason: string };
  readonly 'writer.noCard': Nothing;
  /** PC/SC is not there: no library, or no service that answers. */
  readonly 'writer.noService': { readonly reason: string };
  readonly 'writer.unknownReader': { readonly wanted: string; readonly present: string };
  /** Another program holds the card. */
  readonly 'writer.inUse': { readonly writer: string };
  /** There is a card, and it does not answer to power. */
  readonly 'writer.mute': { readonly writer: string; readonly reason: string };
  /** A command got no answer: whether the card carried it out is unknown. */
  readonly 'writer.unanswered': { readonly reason: string };
  /** The native library of USB writers is not there, or cannot list devices. */
  readonly 'writer.noLibrary': { readonly reason: string };
  readonly 'writer.notConnected': { readonly writer: string };
  /** A writer, but not the one that this workstation is pinned to. */
  readonly 'writer.otherSerial': { readonly expected: string; readonly found: string };
  /** A writer of another kind stands here: there is nothing to choose among. */
  readonly 'writer.notUsb': Nothing;
  /** More than one writer, and nothing says which. */
  readonly 'writer.several': { readonly found: string };
  /** The system does not let this person use the device. */
  readonly 'writer.noPermission': { readonly writer: string };
  /** The cable was pulled while it was in use. */
  readonly 'writer.unplugged': { readonly writer: string };
  /** The process that drives it ended or hung: what the card did is unknown. */
  readonly 'writer.crashed': { readonly writer: string };
  /** The self-test writes to test cards only. */
  readonly 'selfTest.notTestCard': { readonly blank: string; readonly place: string };
  readonly 'selfTest.finishedCard': Nothing;
  /** The record cannot be expressed in the chip's formats. */
  readonly 'chip.fieldInvalid': { readonly field: string; readonly problem: string };
  /** Doc 9303-12: a private key signs for months, its certificate is valid for years. Days as `YYYY-MM-DD`. */
  readonly 'chip.signerOutOfUse': { readonly signer: string; readonly from: string; readonly until: string };
  readonly 'chip.photoTooLarge': { readonly bytes: number; readonly limit: number };
  /** No size and quality of the portrait both fits and is still good to compare a face with. */
  readonly 'chip.photoBudget': { readonly bytes: number; readonly limit: number; readonly minWidthPx: number };
  /** Bytes from a card, or from a kept chip image, that do not have the form that the standard states. */
  readonly 'chip.malformed': { readonly what: string; readonly problem: string };
  /** The card answered a command with an error; the status is SW1 SW2 in hex. */
  readonly 'chip.refusedCommand': { readonly command: string; readonly status: string };
  /** No card of this profile: it names no serial, or lacks one of the applications. */
  readonly 'chip.foreign': { readonly problem: string };
  /** Written to before, under no job that is known here. */
  readonly 'chip.used': { readonly serial: string };
  readonly 'chip.otherCard': { readonly expected: string; readonly found: string };
  /** Card and workstation do not share the transport key; the answer is SW1 SW2 in hex, or empty where nothing was tried. */
  readonly 'chip.transportKey': { readonly answer: string };
  /** What is printed on the card does not open the chip. */
  readonly 'chip.accessDenied': { readonly problem: string };
  readonly 'chip.readBackDiffers': { readonly file: string };
  readonly 'chip.lockedIncomplete': { readonly file: string };
  /** After an unanswered command the card could not be read again. */
  readonly 'chip.unknownOutcome': Nothing;
}
