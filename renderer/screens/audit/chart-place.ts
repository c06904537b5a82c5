/** Where the parts of a chart stand, in CSS pixels. */

export const LEFT = 60;
export const RIGHT = 12;
export const TOP = 10;
export const BOTTOM = 24;

export function innerOf(width: number): { readonly left: number; readonly inner: number } {
  return { left: LEFT, inner: Math.max(1, width - LEFT - RIGHT) };
}

/** From a value to its height on the sheet; `most` stands at the top. */
export function heightOf(value: number, most: number, height: number): number {
  const inner = height - TOP - BOTTOM;
  return TOP + inner - (most === 0 ? 0 : (value / most) * inner);
}
