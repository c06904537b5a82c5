/** Failures of hand-over and custody: identity, old cards, other offices, complaints, receipts. */

type Nothing = Readonly<Record<never, never>>;

export interface HandOverErrors {
  /** The typed number is not the one of the approval. Neither is told. */
  readonly 'handover.passportDiffers': Nothing;
  readonly 'handover.portraitDiffers': Nothing;
  /** A guardian or proxy was named without what makes them one. */
  readonly 'handover.proxySameDocument': Nothing;
  readonly 'handover.tooEarly': { readonly from: string };
  readonly 'handover.stepMissing': { readonly step: string };
  /** `fields`: in what the chip differs from the record. */
  readonly 'handover.chipDiffers': { readonly fields: string };
  readonly 'handover.holderDisagrees': Nothing;
  /** What was signed is not the receipt that is to be handed out. */
  readonly 'handover.otherReceipt': Nothing;
  readonly 'oldCard.notOfKind': { readonly kind: string };
  readonly 'oldCard.numberInvalid': { readonly flaw: string };
  /** It does not lead to the number of the new card, nor to the former number of the approval. */
  readonly 'oldCard.ofAnother': Nothing;
  readonly 'oldCard.relationBroken': Nothing;
  readonly 'oldCard.recordDiffers': { readonly fields: string };
  readonly 'oldCard.mustBeRead': Nothing;
  readonly 'oldCard.notValid': { readonly until: string };
  readonly 'oldCard.faceDiffers': Nothing;
  readonly 'oldCard.collectedAlready': Nothing;
  /** The case had one collected; since then its record was replaced, and its holder has another. */
  readonly 'oldCard.another': Nothing;
  /** Rows that no act of the desk put on the list. */
  readonly 'revocation.notOnRecord': { readonly count: number };
  readonly 'oldCard.wrongState': { readonly state: string; readonly action: string };
  /** Another office has a card of this number and may have handed it over. */
  readonly 'card.livesElsewhere': Nothing;
  readonly 'custody.tooSoon': { readonly on: string };
  readonly 'dispatch.ownOffice': { readonly office: string };
  /** Not signed by the key that was named, or altered since. */
  readonly 'dispatch.untrusted': { readonly flaw: string };
  readonly 'dispatch.otherOffice': { readonly office: string };
  readonly 'dispatch.notUnderWay': Nothing;
  readonly 'complaint.open': Nothing;
  readonly 'complaint.none': Nothing;
  readonly 'complaint.notInspected': Nothing;
  /** An error of the authority is mended by the authority. */
  readonly 'complaint.waitsForRecord': Nothing;
  /** The inspection says otherwise. */
  readonly 'complaint.contradicted': { readonly decision: string; readonly fields: string };
  /** `part`: what of the issuance receipt is not as it was signed. */
  readonly 'issuance.altered': { readonly part: string };
}
