/** What pdfkit can do beyond what its published types say. */

declare namespace PDFKit {
  interface PDFKitReference {
    /** What is written to the stream so far. */
    buffer: readonly Uint8Array[];
  }

  interface PDFPage {
    /** The page's resource dictionary. */
    readonly resources: { readonly data: Partial<import('./objects.ts').Resources> };
  }

  /** A typeface within a document, written when the document ends. */
  interface EmbeddedFont {
    /** Its name in the resources of pages. */
    readonly id: string;
    readonly subset: import('./font-subset.ts').FontSubset;
    /** By number in the subset: the width in thousandths of an em, the characters that the glyph stands for. */
    readonly widths: number[];
    readonly unicode: (readonly number[])[];
    ref(): PDFKitReference;
  }

  interface PDFDocument {
    /** The catalogue (ISO 32000-1 section 7.7.2); written when the document ends. */
    readonly _root: { readonly data: Record<string, unknown> };
    /** The typeface that `font` chose last. */
    readonly _font: EmbeddedFont;
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    /** A font that fontkit has opened already, so that 10 MB are not parsed anew for every card. */
    registerFont(name: string, source: import('fontkit').Font): this;
  }
}
