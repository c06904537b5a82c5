/** A decoded picture: what every rule about photos is computed from. */

export interface Pixels {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Row by row from the top left, four bytes a pixel: red, green, blue (sRGB), and 255. */
  readonly rgba: Uint8Array;
}
