/** What pdfkit can do beyond what its published types say. */

declare namespace PDFKit {
  interface PDFPage {
    /** The page's resource dictionary. */
    readonly resources: { readonly data: Partial<import('./objects.ts').Resources> };
  }

  interface PDFDocument {
    /** The catalogue (ISO 32000-1 section 7.7.2); written when the document ends. */
    readonly _root: { readonly data: Record<string, unknown> };
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    /** A font that fontkit has opened already, so that 10 MB are not parsed anew for every card. */
    registerFont(name: string, source: import('fontkit').Font): this;
  }
}
