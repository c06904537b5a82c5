/** One page of the card's PDF as a canvas, as sharp as the screen can show it at its present width. */

import { useEffect, useRef, useState } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist';

/** A face magnified further is scaled up rather than given more memory: 40 megapixels at four bytes each. */
const MAX_WIDTH_PX = 8000;

export type Side = 'portrait' | 'emblem';

export interface CardFaceProps {
  readonly side: Side;
  readonly page: PDFPageProxy | null;
  readonly name: string;
  /** Any CSS length. */
  readonly width: string;
  /** False while the canvas still holds the face of another card, which must not be seen under a new name. */
  readonly isCurrent: boolean;
  readonly onRendered: (side: Side) => void;
  readonly onUnreadable: () => void;
}

export function CardFace({ side, page, name, width, isCurrent, onRendered, onUnreadable }: CardFaceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const widthPx = useDeviceWidth(canvas);

  useEffect(() => {
    const shown = canvas.current;
    if (page === null || widthPx === 0 || shown === null) return undefined;
    const viewport = page.getViewport({
      scale: Math.min(widthPx, MAX_WIDTH_PX) / page.getViewport({ scale: 1 }).width,
    });
    // Drawn aside and shown when whole, so that the face never flashes empty while it is redrawn sharper.
    const aside = document.createElement('canvas');
    aside.width = Math.round(viewport.width);
    aside.height = Math.round(viewport.height);
    const task = page.render({ canvas: aside, viewport });
    let wanted = true;
    task.promise
      .then(() => {
        if (!wanted) return;
        shown.width = aside.width;
        shown.height = aside.height;
        shown.getContext('2d')?.drawImage(aside, 0, 0);
        onRendered(side);
      })
      // A cancelled drawing ends here too: then nobody wants it any more.
      .catch(() => wanted && onUnreadable());
    return () => {
      wanted = false;
      task.cancel();
    };
  }, [page, side, widthPx, onRendered, onUnreadable]);

  return (
    <figure className="card-preview-face">
      <canvas
        ref={canvas}
        role="img"
        aria-label={name}
        style={{ width, visibility: isCurrent ? 'visible' : 'hidden' }}
      />
      <figcaption>{name}</figcaption>
    </figure>
  );
}

/** How many device pixels the canvas is wide, followed through resizing, zooming and moving to another screen. */
function useDeviceWidth(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    const measure = (): void => setWidthPx(Math.round(element.clientWidth * window.devicePixelRatio));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [canvas]);
  return widthPx;
}
