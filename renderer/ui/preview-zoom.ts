/** How large the card is shown. */

/** `fit`: as large as there is room; else times the card's actual size. */
export type Zoom = 'fit' | number;

/** Microtext of 0.2 mm reads from about eight times; at sixteen single dots of the guilloches do. */
export const magnifications: readonly number[] = [1, 1.5, 2, 3, 4, 6, 8, 12, 16];
/** From fitted to larger: the first step at which there is more to see. */
const FIRST_STEP = 2;

/** One step larger or smaller; smaller than actual size fits. */
export function stepZoom(zoom: Zoom, by: 1 | -1): Zoom {
  if (zoom === 'fit') return by === 1 ? FIRST_STEP : 'fit';
  const at = magnifications.findIndex((magnification) => magnification >= zoom);
  const next = (at < 0 ? magnifications.length - 1 : at) + by;
  return next < 0 ? 'fit' : (magnifications[Math.min(next, magnifications.length - 1)] ?? 'fit');
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The part of a face that can be seen in its viewport, in CSS pixels of the face, with a margin that a little panning stays
 * within; null where nothing of it is in sight.
 */
export function visiblePart(face: DOMRectReadOnly, viewport: DOMRectReadOnly, margin: number): Rectangle | null {
  const left = Math.max(0, viewport.left - face.left - margin);
  const top = Math.max(0, viewport.top - face.top - margin);
  const right = Math.min(face.width, viewport.right - face.left + margin);
  const bottom = Math.min(face.height, viewport.bottom - face.top + margin);
  return right - left < 1 || bottom - top < 1 ? null : { left, top, width: right - left, height: bottom - top };
}
