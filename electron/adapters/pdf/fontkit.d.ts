/** The part of fontkit that this program uses; the package ships no types. */

declare module 'fontkit' {
  export interface Glyph {
    readonly id: number;
    readonly codePoints: readonly number[];
    readonly advanceWidth: number;
  }

  /** In font units. */
  export interface GlyphPosition {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }

  export interface GlyphRun {
    readonly glyphs: readonly Glyph[];
    readonly positions: readonly GlyphPosition[];
    /** In font units. */
    readonly advanceWidth: number;
  }

  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly directory: {
      readonly tables: Readonly<Record<string, { readonly offset: number; readonly length: number } | undefined>>;
    };
    readonly loca: { readonly offsets: readonly number[] };
    readonly hhea: { readonly numberOfMetrics: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): GlyphRun;
  }

  /** One font from the bytes of a TrueType file; tables are parsed when first asked for. */
  export function create(bytes: Uint8Array): Font;
}
