/** Failures of officers' cards: the second factor that is a key pair in a card, behind a PIN. */

export interface OfficerCardErrors {
  /** The password is right; the officer's card and its PIN are missing. */
  readonly 'access.cardNeeded': { readonly account: string };
  /** No reader, or no service that knows readers. */
  readonly 'officerCard.noReader': { readonly reason: string };
  /** No card in any reader but that of the card writer. */
  readonly 'officerCard.absent': Readonly<Record<never, never>>;
  /** The reader that was chosen for officers' cards is the writer of residents' cards. */
  readonly 'officerCard.inWriter': { readonly reader: string };
  /** A card, but no officer's card with a key on P-256. */
  readonly 'officerCard.notOne': { readonly problem: string };
  /** An officer's card, but not the one of this account. Its PIN was not asked. */
  readonly 'officerCard.other': { readonly account: string };
  /** Not six to eight digits; not given to the card. */
  readonly 'officerCard.pinForm': Readonly<Record<never, never>>;
  readonly 'officerCard.wrongPin': { readonly left: number };
  readonly 'officerCard.blocked': Readonly<Record<never, never>>;
  readonly 'officerCard.failed': { readonly problem: string };
  /** It belongs to another account. */
  readonly 'officerCard.taken': Readonly<Record<never, never>>;
  /** It was reported lost. */
  readonly 'officerCard.lost': Readonly<Record<never, never>>;
  /** For another account or purpose, too old, or used before. */
  readonly 'officerCard.proofSpent': Readonly<Record<never, never>>;
}
