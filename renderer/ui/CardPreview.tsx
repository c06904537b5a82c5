/** The card as it will come out: exactly the PDF that goes to the printer, rasterised in the page (docs/design.md section 2, rule 4). */

import { useCallback, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Button } from 'react-aria-components';
import type { Layer } from '../../shared/model/printer-profile.ts';
import { CardFace, type Side } from './CardFace.tsx';
import { PreviewBar, type PreviewTexts } from './PreviewBar.tsx';
import './card-preview.css';
import { usePdfPages } from './pdf-pages.ts';
import { stepZoom, type Zoom } from './preview-zoom.ts';

export interface CardPreviewProps {
  /** The PDF itself; a new array means a new card. */
  readonly pdf: Uint8Array;
  /** Accessible name of the whole preview, such as the holder's application number. */
  readonly label: string;
  readonly texts: PreviewTexts;
  /** CSS pixels that make one millimetre on this screen. */
  readonly pxPerMm: number;
  /** Another file is on its way: until it is here, this one is not shown. */
  readonly isStale: boolean;
  /** Opens what measures this screen; null where nobody may. */
  readonly onMeasure: (() => void) | null;
}

const sides: readonly Side[] = ['portrait', 'emblem'];
const CARD_WIDTH_MM = 85.6;
const asPrinted: ReadonlySet<Layer> = new Set(['visible', 'overlay']);

export function CardPreview({ pdf, label, texts, pxPerMm, isStale, onMeasure }: CardPreviewProps) {
  const pages = usePdfPages(pdf);
  const [shown, setShown] = useState<Side | 'both'>('both');
  const [view, setView] = useState<View>({ zoom: 'fit', middle: null });
  const [layers, setLayers] = useState(asPrinted);
  /** Which card each face on the screen belongs to, and the card whose drawing failed. */
  const [rendered, setRendered] = useState<Readonly<Partial<Record<Side, Uint8Array>>>>({});
  const [broken, setBroken] = useState<Uint8Array | null>(null);
  const viewport = useRef<HTMLDivElement>(null);
  const onRendered = useCallback((side: Side) => setRendered((now) => ({ ...now, [side]: pdf })), [pdf]);
  const onUnreadable = useCallback(() => setBroken(pdf), [pdf]);
  // What was in the middle of the view stays there when the card grows or shrinks.
  useLayoutEffect(() => {
    if (viewport.current !== null && view.middle !== null) showMiddle(viewport.current, view.middle);
  }, [view]);
  const { zoom } = view;
  const zoomTo = (next: Zoom): void => {
    setView({ zoom: next, middle: viewport.current === null ? null : middleOf(viewport.current) });
  };

  const flip = (): void => setShown((now) => (now === 'emblem' ? 'portrait' : 'emblem'));
  const width = zoom === 'fit' ? '100%' : `${CARD_WIDTH_MM * pxPerMm * zoom}px`;
  const unreadable = pages.kind === 'unreadable' || broken === pdf;
  const shownSides = sides.filter((side) => shown === 'both' || shown === side);
  const whole = !isStale && shownSides.every((side) => rendered[side] === pdf);
  const state = unreadable ? 'unreadable' : whole ? 'ready' : 'rendering';
  const open = pages.kind === 'open' ? pages : null;
  const keys: Readonly<Record<string, () => void>> = {
    '+': () => zoomTo(stepZoom(zoom, 1)),
    '=': () => zoomTo(stepZoom(zoom, 1)),
    '-': () => zoomTo(stepZoom(zoom, -1)),
    '0': () => zoomTo('fit'),
    '1': () => zoomTo(1),
    f: flip,
    b: () => setShown((now) => (now === 'both' ? 'portrait' : 'both')),
    v: () => setLayers((now) => toggled(now, 'visible')),
    u: () => setLayers((now) => toggled(now, 'uv')),
    o: () => setLayers((now) => toggled(now, 'overlay')),
  };

  return (
    <section className="card-preview" aria-label={label} aria-busy={state === 'rendering'} data-state={state}>
      <PreviewBar
        label={label}
        texts={texts}
        zoom={zoom}
        onZoom={zoomTo}
        shown={shown}
        onShown={setShown}
        onFlip={flip}
        layers={layers}
        present={open?.layers ?? null}
        onLayers={setLayers}
      />
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
          aria-label={`${label}. ${texts.keys}`}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: what scrolls is reached by keyboard
          tabIndex={0}
          data-faces={shownSides.length}
          data-zoom={zoom === 'fit' ? 'fit' : zoom === 1 ? 'actual' : 'magnified'}
          data-lamp={layers.has('uv') && open?.layers.has('uv') === true ? '' : undefined}
          onKeyDown={(event) => onKey(event, keys)}
          onPointerDown={(event) => drag(event, viewport.current)}
        >
          {shownSides.map((side) => (
            <CardFace
              key={side}
              side={side}
              pdf={open}
              page={open?.pages[sides.indexOf(side)] ?? null}
              layers={layers}
              name={side === 'portrait' ? texts.portraitFace : texts.emblemFace}
              width={width}
              viewport={viewport}
              isCurrent={!isStale && rendered[side] === pdf}
              isUsual={shown === 'both' && zoom === 'fit' && layers === asPrinted}
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
      <div className="card-preview-foot">
        <p className="card-preview-keys soft">{texts.keys}</p>
        {onMeasure === null || zoom !== 1 ? null : (
          <Button className="button quiet" onPress={onMeasure} data-testid="preview-measure">
            {texts.measure}
          </Button>
        )}
      </div>
    </section>
  );
}

function toggled(layers: ReadonlySet<Layer>, layer: Layer): ReadonlySet<Layer> {
  const next = new Set(layers);
  if (!next.delete(layer)) next.add(layer);
  return next;
}

function onKey(event: KeyboardEvent, keys: Readonly<Record<string, () => void>>): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act === undefined) return;
  act();
  event.preventDefault();
}

interface View {
  readonly zoom: Zoom;
  /** What stood in the middle before; null at first. */
  readonly middle: Middle | null;
}

interface Middle {
  readonly x: number;
  readonly y: number;
}

/** What stands in the middle of the view, as shares of all that can be scrolled. */
function middleOf(viewport: HTMLElement): Middle {
  return {
    x: (viewport.scrollLeft + viewport.clientWidth / 2) / viewport.scrollWidth,
    y: (viewport.scrollTop + viewport.clientHeight / 2) / viewport.scrollHeight,
  };
}

function showMiddle(viewport: HTMLElement, { x, y }: Middle): void {
  viewport.scrollTo({
    left: x * viewport.scrollWidth - viewport.clientWidth / 2,
    top: y * viewport.scrollHeight - viewport.clientHeight / 2,
  });
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
