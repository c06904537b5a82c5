/** What pdfkit can do beyond what its published types say. */

declare namespace PDFKit {
  interface PDFGradient {
    /** Four inks in per cent, as `fillColor` takes them. */
    stop(position: number, inks: readonly number[]): PDFGradient;
  }
}

declare namespace PDFKit.Mixins {
  interface PDFFont {
    /** A font that fontkit has opened already, so that 10 MB are not parsed anew for every card. */
    registerFont(name: string, source: import('fontkit').Font): this;
  }
}
