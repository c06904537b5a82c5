/** Failures of what is done with a person's data as a whole: taken out, erased. */

export interface PersonErrors {
  /**
   * Something still needs it. `by`: `hold`, `job`, `card`, `complaint`, `oldCard`,
   * `livingCard`, `results`.
   */
  readonly 'person.stillNeeded': { readonly number: string; readonly by: string };
  /** The time for which it has to be kept is not over. */
  readonly 'person.retained': { readonly number: string; readonly until: string };
  /** Of the envelope with the passphrase: too short to be a key. */
  readonly 'person.shortPassphrase': { readonly least: number };
  readonly 'person.slotExists': { readonly slot: string };
  /** No such key store, no module, or a file slot in a live office. */
  readonly 'person.slotImpossible': { readonly slot: string };
  readonly 'person.erased': { readonly erasure: string };
}
