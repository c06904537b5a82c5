/** Failures of service access: the list of services in an issued card, and who may change it. */

type Nothing = Readonly<Record<never, never>>;

export interface ServiceErrors {
  /** The chip at hand is of no card on file here. */
  readonly 'service.cardUnknown': { readonly chip: string };
  /** The chip at hand is of another card than the one that was chosen. */
  readonly 'service.otherCard': { readonly expected: string; readonly found: string };
  readonly 'service.cardNotInUse': { readonly state: string };
  /** The chip was made without service access: no file for the list or no key. */
  readonly 'service.notOnCard': { readonly missing: string };
  readonly 'service.listFull': { readonly bytes: number; readonly limit: number };
  readonly 'service.entryExists': { readonly service: string };
  readonly 'service.entryUnknown': { readonly service: string };
  readonly 'service.entryExpired': { readonly service: string; readonly until: string };
  readonly 'service.entryWithdrawn': { readonly service: string };
  /** Not signed by this office's list signer, or made for another card, or not the list that was written. */
  readonly 'service.listForged': { readonly doubt: string };
  readonly 'service.listOlder': { readonly found: number; readonly onFile: number };
  /** The holder was asked and said no. */
  readonly 'service.holderDeclines': Nothing;
  /** Nobody asked the holder today, or about other terms. */
  readonly 'service.consentMissing': { readonly service: string };
  readonly 'service.endpointNotHttps': { readonly endpoint: string };
  /** `doubt`: order, past, card. */
  readonly 'service.period': { readonly doubt: string; readonly day: string };
  /** An earlier change is not in the chip yet. */
  readonly 'service.unfinished': { readonly service: string };
  readonly 'service.nothingUnfinished': Nothing;
  /** The card answered a command with an error status before anything of it was changed. */
  readonly 'service.cardRefused': { readonly command: string; readonly status: string };
  /** The card answered with an error while its list was being written. */
  readonly 'service.writeRefused': { readonly fault: string };
  /** Contact was lost and did not come back: what the chip holds is not known. */
  readonly 'service.unknownOutcome': Nothing;
  /** The key in the chip is not the one that was loaded when the card was made. */
  readonly 'service.keyNotProven': Nothing;
  /** Who is the second of two people, and why not. `reason`: same, role. */
  readonly 'access.secondRefused': { readonly account: string; readonly reason: string };
}
