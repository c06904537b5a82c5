/** From path commands to shapes: filled or stroked, on the layer of their element. */

import type { Paint, PathCommand, PathShape } from './drawing.ts';

type Plain = Pick<PathShape, 'layer' | 'opacity'>;

export function filled(plain: Plain, commands: readonly PathCommand[], fill: Paint): PathShape {
  return { kind: 'path', layer: plain.layer, opacity: plain.opacity, commands, fill, stroke: null };
}

export function stroked(plain: Plain, commands: readonly PathCommand[], paint: Paint, widthMm: number): PathShape {
  return { kind: 'path', layer: plain.layer, opacity: plain.opacity, commands, fill: null, stroke: { paint, widthMm } };
}

/** Artwork that follows from its element alone is worked out once, not for every card. */
export function once<Element extends object, Art>(draw: (element: Element) => Art): (element: Element) => Art {
  const known = new WeakMap<Element, Art>();
  return (element) => {
    const drawn = known.get(element) ?? draw(element);
    known.set(element, drawn);
    return drawn;
  };
}
