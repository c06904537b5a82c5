/** The issuance profile: whose cards these are, and by whose root approvals and chips are trusted. */

import * as z from 'zod';
import { deskCodeSchema } from './desk-code.ts';
import { plainText } from './plain-text.ts';

export const writerModelSchema = z.strictObject({
  name: z.string().min(1).max(60),
  vendorId: z.int().min(1).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  usagePage: z.int().min(1).max(0xffff),
  usage: z.int().min(0).max(0xffff),
  framing: z.enum(['ccid', 'stx']),
});

const years = z.int().min(1).max(100);

export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{2,40}$/),
  /** False: SPECIMEN on both faces, throw-away chip keys, training allowed. True needs a signed live profile. */
  live: z.boolean(),
  office: deskCodeSchema,
  /** Stands on receipts, reports and in the window. */
  officeName: z.strictObject({ zh: plainText(100), en: plainText(100) }),
  workstation: deskCodeSchema,
  template: z.string(),
  /** DER certificates, base64, of the roots that approvals must chain to. */
  approvalRoots: z.array(z.base64()),
  /** DER CRLs, base64, of the authorities below those roots (RFC 5280 section 5). */
  revocationLists: z.array(z.base64()),
  chip: z.strictObject({
    /** First two characters of the MRZ (Doc 9303-5 section 4.2.2). */
    documentCode: z.string().regex(/^[A-Z][A-Z<]$/),
    /** Issuing state in the MRZ (Doc 9303-3 section 5). */
    issuingState: z.string().regex(/^[A-Z]{1,3}$/),
    /** `C` of CSCA and document signer (Doc 9303-12 section 7). */
    certificateCountry: z.string().regex(/^[A-Z]{2}$/),
    /**
     * How certificates state the curve of their key. Doc 9303-12 section 4.1.6.3 wants it written out; OpenSSL from
     * version 3 refuses every chain that does (docs/adr/0020).
     */
    certificateCurve: z.enum(['named', 'explicit']),
    /** Most bytes of the portrait in DG2: what the chip's memory and the time at the desk allow. */
    photoBudgetBytes: z.int().min(8_000).max(32_000),
  }),
  /** What the header of a visible digital seal states besides the above (Doc 9303-13 section 2.2). */
  seal: z.strictObject({
    /** Characters 3 and 4 of the signer identifier, and the signer certificate's common name. */
    signer: z.string().regex(/^[A-Z]{2}$/),
    featureDefinition: z.int().min(1).max(254),
    /** Even: odd categories are ICAO's own. */
    documentCategory: z.int().min(2).max(254).multipleOf(2),
  }),
  /** The USB writers that are used at all, and how each model speaks (docs/formats.md, USB writer). */
  writers: z.array(writerModelSchema).readonly(),
  /** Who has to be there. What no plan lifts: two people for a card from approval to holder, and for what `byTwo` names. */
  staffing: z.strictObject({
    /** True: at review a second person signs in where warnings are set aside. An office of two may do without. */
    overrideByTwo: z.boolean(),
    /** Without a touch for so long, the screen locks itself. */
    idleLockSeconds: z.int().min(10).max(3600),
  }),
  /**
   * Whole years for which a person's data is kept (docs/adr/0116): after the last day of a card that was handed over; after
   * the end of work on one that never left; after the end of a case without a card. The authority's law says how long.
   */
  retention: z.strictObject({ cardIssued: years, cardNeverLeft: years, noCard: years }),
  issuingAuthority: z.strictObject({ zh: z.string(), en: z.string() }),
});

export type WriterModel = z.infer<typeof writerModelSchema>;
export type Profile = z.infer<typeof profileSchema>;
