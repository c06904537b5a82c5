/** The card as it will come out: exactly the PDF that goes to the printer, rasterised in the page. */

export interface CardPreviewTexts {
  readonly portraitFace: string;
  readonly emblemFace: string;
  readonly flip: string;
  readonly bothFaces: string;
  readonly zoomFit: string;
  readonly zoomActualSize: string;
  readonly zoomMagnified: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  /** Shown while the first raster is under way. */
  readonly rendering: string;
  /** Shown when the bytes are no readable PDF. */
  readonly unreadable: string;
}

export interface CardPreviewProps {
  /** The PDF itself; a new array means a new card. */
  readonly pdf: Uint8Array;
  /** Accessible name of the whole preview, such as the holder's application number. */
  readonly label: string;
  readonly texts: CardPreviewTexts;
}

export function CardPreview({ label, texts }: CardPreviewProps) {
  return (
    <section aria-label={label} className="card-preview">
      <p>{texts.rendering}</p>
    </section>
  );
}
