/** The typefaces of card and receipt: opened once a process, asked for coverage and widths, handed to the renderers. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { TypefaceMetrics } from '../../core/ports.ts';

const POINT_MM = 25.4 / 72;

/** Latin first: Noto Sans SC has Latin letters too, but lacks Ł, Ż, ğ, Ə and more, and draws the others wider. */
const faceFiles = {
  regular: [
    { name: 'NotoSans-Regular', file: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf' },
    { name: 'NotoSansSC-Regular', file: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
  ],
  medium: [
    { name: 'NotoSans-Medium', file: '@expo-google-fonts/noto-sans/500Medium/NotoSans_500Medium.ttf' },
    { name: 'NotoSansSC-Medium', file: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf' },
  ],
  bold: [
    { name: 'NotoSans-Bold', file: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf' },
    { name: 'NotoSansSC-Bold', file: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf' },
  ],
} as const;

type Weight = keyof typeof faceFiles;

export interface Typefaces {
  readonly metrics: TypefaceMetrics;
  readonly names: readonly string[];
  /** The opened font of a face; throws for a name that is not in `names`, which is a bug. */
  font(name: string): Font;
}

/**
 * Opens every typeface of the installed packages (OFL, ADR 0032), about 32 MB that stay in memory.
 * Throws when a file is missing: then the installation itself is broken and nothing can be printed.
 */
export function loadTypefaces(): Typefaces {
  const require = createRequire(import.meta.url);
  const fonts = new Map<string, Font>();
  for (const face of Object.values(faceFiles).flat()) {
    fonts.set(face.name, create(readFileSync(require.resolve(face.file))));
  }

  function font(name: string): Font {
    const found = fonts.get(name);
    if (found === undefined) throw new Error(`no typeface is called ${name}`);
    return found;
  }

  return { metrics: metricsOf(font), names: [...fonts.keys()], font };
}

function metricsOf(font: (name: string) => Font): TypefaceMetrics {
  const coverage = new Map<string, readonly string[]>();
  const emWidths = new Map<string, number>();

  function facesFor(codePoint: number, weight: Weight): readonly string[] {
    const key = `${weight} ${codePoint}`;
    const known = coverage.get(key);
    if (known !== undefined) return known;
    const names = faceFiles[weight].map((face) => face.name);
    const covering = names.filter((name) => font(name).hasGlyphForCodePoint(codePoint));
    coverage.set(key, covering);
    return covering;
  }

  /** Words one by one with the space after each, as pdfkit lays text out, so that both come to the same width. */
  function widthMm(text: string, face: string, sizePt: number): number {
    let ems = 0;
    for (const word of text.match(/[^ ]* |[^ ]+$/g) ?? []) ems += wordEms(word, face);
    return ems * sizePt * POINT_MM;
  }

  function wordEms(word: string, face: string): number {
    const key = `${face} ${word}`;
    const known = emWidths.get(key);
    if (known !== undefined) return known;
    const opened = font(face);
    const ems = opened.layout(word).advanceWidth / opened.unitsPerEm;
    // Bounded, so that a day of a thousand names does not grow the process.
    if (emWidths.size >= 2000) emWidths.clear();
    emWidths.set(key, ems);
    return ems;
  }

  return { facesFor, widthMm };
}
