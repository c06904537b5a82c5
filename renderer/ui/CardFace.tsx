/**
 * One page of the card's PDF: whole, as sharp as the screen shows it where the card is fitted, and, where it is magnified,
 * the part in sight drawn anew at the magnification itself.
 */

import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { PDFPageProxy } from 'pdfjs-dist';
import type { Layer } from '../../shared/model/printer-profile.ts';
import { drawFace, type DrawTask, type Part } from './draw-face.ts';
import { drawAheadLike, drawWhole } from './faces-ahead.ts';
import type { OpenPdf } from './pdf-pages.ts';
import { visiblePart, type Rectangle } from './preview-zoom.ts';

/** Device pixels of the whole face; a face magnified further shows it scaled until its part in sight is drawn. */
const MOST_WHOLE_WIDTH = 1400;
/** CSS pixels around the part in sight, so that a little panning shows what is already drawn. */
const MARGIN = 80;
/** After this long without moving, the part in sight is drawn. */
const SETTLED_MS = 60;

export type Side = 'portrait' | 'emblem';

export interface CardFaceProps {
  readonly side: Side;
  readonly pdf: OpenPdf | null;
  readonly page: PDFPageProxy | null;
  readonly layers: ReadonlySet<Layer>;
  readonly name: string;
  /** Any CSS length. */
  readonly width: string;
  readonly viewport: RefObject<HTMLElement | null>;
  /** False while the canvas still holds the face of another card, which must not be seen under a new name. */
  readonly isCurrent: boolean;
  /** As every card is shown first, which is how the next one is drawn ahead. */
  readonly isUsual: boolean;
  readonly onRendered: (side: Side) => void;
  readonly onUnreadable: () => void;
}

export function CardFace(props: CardFaceProps) {
  const { side, pdf, page, layers, name, width, viewport, isCurrent, isUsual, onRendered, onUnreadable } = props;
  const sheet = useRef<HTMLDivElement>(null);
  const whole = useRef<HTMLCanvasElement>(null);
  const widthPx = useDeviceWidth(sheet);
  const wholeWidth = Math.min(widthPx, MOST_WHOLE_WIDTH);

  useEffect(() => {
    const shown = whole.current;
    if (pdf === null || page === null || wholeWidth === 0 || shown === null) return undefined;
    return follow(drawWhole(pdf, page, wholePart(wholeWidth), layers), {
      onDrawn(drawn) {
        show(shown, drawn);
        onRendered(side);
      },
      onFailed: onUnreadable,
    });
  }, [pdf, page, side, layers, wholeWidth, onRendered, onUnreadable]);

  useEffect(() => {
    if (isUsual && wholeWidth > 0) drawAheadLike(wholePart(wholeWidth), layers);
  }, [isUsual, wholeWidth, layers]);

  const hidden = isCurrent ? {} : { visibility: 'hidden' as const };
  return (
    <figure className="card-preview-face">
      <div ref={sheet} className="card-preview-sheet" style={{ width, ...hidden }} role="img" aria-label={name}>
        <canvas ref={whole} />
        {widthPx > MOST_WHOLE_WIDTH ? (
          <Detail pdf={pdf} page={page} layers={layers} sheet={sheet} viewport={viewport} widthPx={widthPx} />
        ) : null}
      </div>
      <figcaption>{name}</figcaption>
    </figure>
  );
}

/** Of ID-1's shape (ISO/IEC 7810). */
function wholePart(width: number): Part {
  return { pageWidth: width, left: 0, top: 0, width, height: Math.round((width * 53.98) / 85.6) };
}

interface DetailProps extends Pick<CardFaceProps, 'pdf' | 'page' | 'layers' | 'viewport'> {
  readonly sheet: RefObject<HTMLElement | null>;
  readonly widthPx: number;
}

/** The part in sight, at full sharpness; stands over the whole face, and is drawn again where one pans out of it. */
function Detail({ pdf, page, layers, sheet, viewport, widthPx }: DetailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const part = useVisiblePart(sheet, viewport);
  useEffect(() => {
    const shown = canvas.current;
    const face = sheet.current;
    if (pdf === null || page === null || part === null || shown === null || face === null) return undefined;
    const ratio = widthPx / face.clientWidth;
    const left = Math.floor(part.left * ratio);
    const top = Math.floor(part.top * ratio);
    const width = Math.ceil(part.width * ratio);
    const height = Math.ceil(part.height * ratio);
    return follow(drawFace(pdf, page, { pageWidth: widthPx, left, top, width, height }, layers), {
      onDrawn(drawn) {
        show(shown, drawn);
        const place = { left, top, width, height };
        for (const [side, value] of Object.entries(place)) shown.style.setProperty(side, `${value / ratio}px`);
        shown.dataset['sharp'] = `${widthPx}`;
      },
      // The whole face has been drawn from the same bytes; it goes on standing in.
      onFailed: () => undefined,
    });
  }, [pdf, page, layers, part, widthPx, sheet]);
  return <canvas ref={canvas} className="card-preview-detail" />;
}

interface Drawn {
  readonly onDrawn: (canvas: HTMLCanvasElement) => void;
  readonly onFailed: () => void;
}

/** Waits for a drawing; the answer gives it up. */
function follow(task: DrawTask, { onDrawn, onFailed }: Drawn): () => void {
  let wanted = true;
  task.done
    .then((drawn) => wanted && onDrawn(drawn))
    // A cancelled drawing ends here too: then nobody wants it any more.
    .catch(() => wanted && onFailed());
  return () => {
    wanted = false;
    task.cancel();
  };
}

/** Shown when whole, so that the face never flashes empty while it is redrawn sharper. */
function show(shown: HTMLCanvasElement, drawn: HTMLCanvasElement): void {
  shown.width = drawn.width;
  shown.height = drawn.height;
  shown.getContext('2d')?.drawImage(drawn, 0, 0);
}

/** Followed through panning and resizing, once it has settled. */
function useVisiblePart(
  sheet: RefObject<HTMLElement | null>,
  viewport: RefObject<HTMLElement | null>,
): Rectangle | null {
  const [part, setPart] = useState<Rectangle | null>(null);
  useEffect(() => {
    const [face, port] = [sheet.current, viewport.current];
    if (face === null || port === null) return undefined;
    let timer = 0;
    const look = (): void => {
      setPart(visiblePart(face.getBoundingClientRect(), port.getBoundingClientRect(), MARGIN));
    };
    const settle = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(look, SETTLED_MS);
    };
    settle();
    port.addEventListener('scroll', settle, { passive: true });
    window.addEventListener('scroll', settle, { passive: true, capture: true });
    const observer = new ResizeObserver(settle);
    observer.observe(port);
    observer.observe(face);
    return () => {
      window.clearTimeout(timer);
      port.removeEventListener('scroll', settle);
      window.removeEventListener('scroll', settle, { capture: true });
      observer.disconnect();
    };
  }, [sheet, viewport]);
  return part;
}

/** How many device pixels the face is wide, followed through resizing, zooming and moving to another screen. */
function useDeviceWidth(sheet: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0);
  // Before the first frame: the observer would tell only after it.
  useLayoutEffect(() => {
    const element = sheet.current;
    if (element === null) return undefined;
    const measure = (): void => setWidthPx(Math.round(element.clientWidth * window.devicePixelRatio));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [sheet]);
  return widthPx;
}
