/** From path commands to shapes: filled or stroked, on the layer of their element. */

import type { Paint, PathCommand, PathShape } from './drawing.ts';

type Plain = Pick<PathShape, 'layer' | 'opacity'>;

export function filled(plain: Plain, commands: readonly PathCommand[], fill: Paint): PathShape {
  return { kind: 'path', layer: plain.layer, opacity: plain.opacity, commands, fill, stroke: null };
}

export function stroked(plain: Plain, commands: readonly PathCommand[], paint: Paint, widthMm: number): PathShape {
  return { kind: 'path', layer: plain.layer, opacity: plain.opacity, commands, fill: null, stroke: { paint, widthMm } };
}

/** What follows from one thing alone, as artwork from its element, is worked out once and not for every card. */
export function once<Source extends object, Art>(draw: (source: Source) => Art): (source: Source) => Art {
  const known = new WeakMap<Source, Art>();
  return (source) => {
    const drawn = known.get(source) ?? draw(source);
    known.set(source, drawn);
    return drawn;
  };
}
