/** The part of fontkit that this program uses; the package ships no types. */

declare module 'fontkit' {
  export interface GlyphRun {
    /** In font units. */
    readonly advanceWidth: number;
  }

  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): GlyphRun;
  }

  /** One font from the bytes of a TrueType file; tables are parsed when first asked for. */
  export function create(bytes: Uint8Array): Font;
}
