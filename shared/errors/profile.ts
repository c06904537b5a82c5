/**
 * Failures of the issuance profile as a file that is signed, taken in by two people, and verified at every start; and of the
 * keys that a live one has two people open.
 */

export interface ProfileErrors {
  /** No signed profile, or none in its one form. `problem`: which rule or field, in the program's own words. */
  readonly 'profile.unreadable': { readonly problem: string };
  /** Nobody whom this program believes signed it. */
  readonly 'profile.notProven': { readonly problem: string };
  /** Below the training root, or not live: it cannot say that of a card. */
  readonly 'profile.trainingOnly': { readonly profileField: string };
  /** For another office, another workstation, or another kind of data folder. */
  readonly 'profile.otherFolder': { readonly profileField: string };
  readonly 'profile.older': { readonly serial: number; readonly newest: number };
  readonly 'profile.notYet': { readonly validFrom: string };
  /** The stored one is not what two people took in. */
  readonly 'profile.altered': { readonly serial: number };
  /** Live profile: nobody opened the keys on this working day, or they were closed again. */
  readonly 'keys.notOpened': Readonly<Record<never, never>>;
  readonly 'keys.openAlready': { readonly day: string };
  readonly 'keys.closedAlready': Readonly<Record<never, never>>;
  /** A training office signs with throw-away keys, at any time. */
  readonly 'keys.notAsked': Readonly<Record<never, never>>;
}
