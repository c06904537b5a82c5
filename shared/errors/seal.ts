/** Failures around the digital seal: reading it, and believing what it says. */

type Nothing = Readonly<Record<never, never>>;

export interface SealErrors {
  /** No printable symbol holds so many bytes. */
  readonly 'seal.tooLong': { readonly bytes: number };
  /** A value has no form in a seal. */
  readonly 'seal.fieldInvalid': { readonly field: string };
  /** No Data Matrix was found in the picture, or none that could be read. */
  readonly 'seal.unreadable': { readonly source: string };
  /** What was read is no seal of this layout; `problem` names the first place that is wrong, in English. */
  readonly 'seal.malformed': { readonly problem: string };
  /** The certificate that the seal names is not among those at hand. */
  readonly 'seal.signerUnknown': { readonly signer: string; readonly reference: string };
  readonly 'seal.signerUntrusted': { readonly signer: string; readonly problem: string };
  /** The signature does not cover what the seal says. */
  readonly 'seal.forged': { readonly signer: string };
  /** The chip would get another portrait than the seal was signed over. */
  readonly 'seal.otherPortrait': Nothing;
  /** This card was composed before seals were printed. */
  readonly 'seal.notOnCard': Nothing;
  /** The training tray was asked for a seal and is empty. */
  readonly 'seal.trayEmpty': Nothing;
}
