/** The card as it will come out: exactly the PDF that goes to the printer, rasterised in the page (docs/design.md section 2, rule 4). */

import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button, ToggleButton, ToggleButtonGroup, Toolbar, type Key } from 'react-aria-components';
import { CardFace, type Side } from './CardFace.tsx';
import './card-preview.css';
import { usePdfPages } from './pdf-pages.ts';

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

type Zoom = 'fit' | 'actual' | 'magnified';

const sides: readonly Side[] = ['portrait', 'emblem'];
/** Times the actual size; microtext and guilloche begin to be readable at three. */
const magnifications: readonly number[] = [2, 3, 4, 6, 8];
const FIRST_MAGNIFICATION = 1;

export function CardPreview({ pdf, label, texts }: CardPreviewProps) {
  const pages = usePdfPages(pdf);
  const [shown, setShown] = useState<Side | 'both'>('both');
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [step, setStep] = useState(FIRST_MAGNIFICATION);
  /** Which card each face on the screen belongs to, and the card whose drawing failed. */
  const [rendered, setRendered] = useState<Readonly<Partial<Record<Side, Uint8Array>>>>({});
  const [broken, setBroken] = useState<Uint8Array | null>(null);
  const viewport = useRef<HTMLDivElement>(null);
  const onRendered = useCallback((side: Side) => setRendered((now) => ({ ...now, [side]: pdf })), [pdf]);
  const onUnreadable = useCallback(() => setBroken(pdf), [pdf]);

  const flip = (): void => setShown((now) => (now === 'emblem' ? 'portrait' : 'emblem'));
  const magnify = (by: 1 | -1): void => {
    if (zoom === 'magnified') setStep((now) => Math.min(Math.max(now + by, 0), magnifications.length - 1));
    else setZoom('magnified');
  };
  const factor = magnifications[step] ?? 1;
  const width = { fit: '100%', actual: '85.6mm', magnified: `${85.6 * factor}mm` }[zoom];
  const unreadable = pages.kind === 'unreadable' || broken === pdf;
  const shownSides = sides.filter((side) => shown === 'both' || shown === side);
  const whole = shownSides.every((side) => rendered[side] === pdf);
  const state = unreadable ? 'unreadable' : whole ? 'ready' : 'rendering';

  return (
    <section className="card-preview" aria-label={label} aria-busy={state === 'rendering'} data-state={state}>
      <Toolbar className="card-preview-bar" aria-label={label}>
        <div className="card-preview-group">
          <Button className="button quiet" onPress={flip}>
            {texts.flip}
          </Button>
          <ToggleButton
            className="button quiet"
            isSelected={shown === 'both'}
            onChange={(both) => setShown(both ? 'both' : 'portrait')}
          >
            {texts.bothFaces}
          </ToggleButton>
        </div>
        <ToggleButtonGroup
          className="card-preview-group"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[zoom]}
          onSelectionChange={(keys) => setZoom(zoomOf(keys))}
        >
          <ToggleButton id="fit" className="button quiet">
            {texts.zoomFit}
          </ToggleButton>
          <ToggleButton id="actual" className="button quiet">
            {texts.zoomActualSize}
          </ToggleButton>
          <ToggleButton id="magnified" className="button quiet">
            {texts.zoomMagnified}
          </ToggleButton>
        </ToggleButtonGroup>
        <div className="card-preview-group">
          <Button className="button quiet" aria-label={texts.zoomOut} onPress={() => magnify(-1)}>
            −
          </Button>
          <output className="card-preview-factor">{zoom === 'magnified' ? `${factor * 100}%` : ''}</output>
          <Button className="button quiet" aria-label={texts.zoomIn} onPress={() => magnify(1)}>
            +
          </Button>
        </div>
      </Toolbar>
      {unreadable ? (
        <p className="card-preview-note" role="alert">
          {texts.unreadable}
        </p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- scrolls by keys and by dragging
        <div
          ref={viewport}
          className="card-preview-viewport"
          role="group"
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls is reached by keyboard
          tabIndex={0}
          data-zoom={zoom}
          onKeyDown={(event) => onZoomKey(event, magnify, setZoom)}
          onPointerDown={(event) => drag(event, viewport.current)}
        >
          {shownSides.map((side) => (
            <CardFace
              key={side}
              side={side}
              page={pages.kind === 'open' ? (pages.pages[sides.indexOf(side)] ?? null) : null}
              name={side === 'portrait' ? texts.portraitFace : texts.emblemFace}
              width={width}
              isCurrent={rendered[side] === pdf}
              onRendered={onRendered}
              onUnreadable={onUnreadable}
            />
          ))}
          {state === 'rendering' ? (
            <p className="card-preview-note" role="status">
              {texts.rendering}
            </p>
          ) : null}
        </div>
      )}
    </section>
  );
}

function zoomOf(keys: ReadonlySet<Key>): Zoom {
  if (keys.has('actual')) return 'actual';
  return keys.has('magnified') ? 'magnified' : 'fit';
}

function onZoomKey(event: KeyboardEvent, magnify: (by: 1 | -1) => void, setZoom: (zoom: Zoom) => void): void {
  if (event.key === '+' || event.key === '=') magnify(1);
  else if (event.key === '-') magnify(-1);
  else if (event.key === '0') setZoom('fit');
  else return;
  event.preventDefault();
}

/** Moves the magnified card under the pointer; touch scrolls by itself. */
function drag(event: PointerEvent, viewport: HTMLElement | null): void {
  if (viewport === null || event.button !== 0 || event.pointerType === 'touch') return;
  const from = { x: event.clientX + viewport.scrollLeft, y: event.clientY + viewport.scrollTop };
  viewport.setPointerCapture(event.pointerId);
  const end = new AbortController();
  const { signal } = end;
  const move = (moved: globalThis.PointerEvent): void =>
    viewport.scrollTo({ left: from.x - moved.clientX, top: from.y - moved.clientY });
  viewport.addEventListener('pointermove', move, { signal });
  viewport.addEventListener('pointerup', () => end.abort(), { signal });
  viewport.addEventListener('pointercancel', () => end.abort(), { signal });
}
