/** The typefaces of card and receipt: opened when first needed, asked for coverage and widths, handed to the renderers. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create, type Font, type GlyphRun } from 'fontkit';
import type { TypefaceMetrics } from '../../core/ports.ts';
import { createFontSubset } from './font-subset.ts';
import { typefaceFiles, type TypefaceFile, type Weight } from './typeface-files.ts';

const POINT_MM = 25.4 / 72;

export interface Typefaces {
  readonly metrics: TypefaceMetrics;
  /** Every typeface in the order in which it is asked, also those that this system lacks. */
  readonly files: Readonly<Record<Weight, readonly TypefaceFile[]>>;
  /** The opened font of a face; throws for a name that is not among `files` or that this system lacks, which is a bug. */
  font(name: string): Font;
  /** The glyphs of a text in a face, word by word with the space after each; not to be changed. */
  words(text: string, face: string): readonly GlyphRun[];
}

/**
 * The typefaces of the installed packages and, from `packedFolder` or the system, those of rare ideographs (ADR 0032).
 * Nothing is read yet; a file stays in memory from its first use on. Throws when a packaged file is missing: then the
 * installation itself is broken and nothing can be printed.
 */
export function loadTypefaces(packedFolder = join('resources', 'fonts')): Typefaces {
  const files = typefaceFiles(packedFolder);
  const byName = new Map(Object.values(files).flatMap((faces) => faces.map((face) => [face.name, face])));
  const opened = new Map<string, OpenTypeface>();

  function open(name: string): OpenTypeface {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const path = byName.get(name)?.path ?? null;
    if (path === null) throw new Error(`no typeface is called ${name}`);
    const typeface = openTypeface(path);
    opened.set(name, typeface);
    return typeface;
  }

  /** The words one by one, so that the same words in another text are known. */
  function words(text: string, face: string): readonly GlyphRun[] {
    const { run } = open(face);
    return text.includes(' ') ? (text.match(/[^ ]* |[^ ]+$/g) ?? []).map(run) : [run(text)];
  }

  return { metrics: metricsOf(files, { open, words }), files, words, font: (name) => open(name).font };
}

interface OpenTypeface {
  readonly font: Font;
  /** The glyphs of a text, in font units; not to be changed. */
  run(text: string): GlyphRun;
}

interface Opened {
  readonly open: (name: string) => OpenTypeface;
  readonly words: Typefaces['words'];
}

/** Words are laid out once: most of what a card says stands on every card, and measuring asks for the same as drawing. */
function openTypeface(path: string): OpenTypeface {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  // A plain array of bytes: Node's Buffer answers `slice` with the same bytes, not with a copy to be changed.
  const file = new Uint8Array(buffer, byteOffset, byteLength);
  const original = create(file);
  let runs = new Map<string, GlyphRun>();
  let earlier = new Map<string, GlyphRun>();

  /** Bounded, so that a day of a thousand names does not grow the process; what every card says is never forgotten. */
  function run(text: string): GlyphRun {
    const known = runs.get(text);
    if (known !== undefined) return known;
    if (runs.size >= MOST_RUNS) {
      earlier = runs;
      runs = new Map();
    }
    const made = earlier.get(text) ?? asTyped(original.layout(text), text);
    runs.set(text, made);
    return made;
  }

  const createSubset = () => createFontSubset(original, file);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- everything else is the original's own
  const font: Font = Object.assign(Object.create(original) as Font, { createSubset });
  return { font, run };
}

const MOST_RUNS = 500;

/**
 * Glyphs that say which characters they were typed as. fontkit gives a glyph that serves two characters the one by which
 * it was met first, so that a card's text would depend on the cards before it.
 */
function asTyped(run: GlyphRun, text: string): GlyphRun {
  const characters = [...text];
  const isOneToOne = characters.length === run.glyphs.length;
  const glyphs = run.glyphs.map(({ id, codePoints, advanceWidth }, index) => {
    const typed = isOneToOne ? characters[index]?.codePointAt(0) : undefined;
    return { id, advanceWidth, codePoints: typed === undefined ? codePoints : [typed] };
  });
  return { glyphs, positions: run.positions, advanceWidth: run.advanceWidth };
}

function metricsOf(files: Typefaces['files'], { open, words }: Opened): TypefaceMetrics {
  const coverage = new Map<string, readonly string[]>();

  /** Typefaces of rare ideographs come into it only where no other has the character. */
  function facesFor(codePoint: number, weight: Weight): readonly string[] {
    const key = `${weight} ${codePoint}`;
    const known = coverage.get(key);
    if (known !== undefined) return known;
    const common = covering(codePoint, weight, false);
    const isRare = common.length === 0 && IDEOGRAPH.test(String.fromCodePoint(codePoint));
    const found = isRare ? covering(codePoint, weight, true) : common;
    coverage.set(key, found);
    return found;
  }

  function covering(codePoint: number, weight: Weight, ideographsOnly: boolean): readonly string[] {
    const asked = files[weight].filter((face) => face.path !== null && face.ideographsOnly === ideographsOnly);
    return asked.map(({ name }) => name).filter((name) => open(name).font.hasGlyphForCodePoint(codePoint));
  }

  /** Exactly the words that are drawn. */
  function widthMm(text: string, face: string, sizePt: number): number {
    let units = 0;
    for (const { advanceWidth } of words(text, face)) units += advanceWidth;
    return (units / open(face).font.unitsPerEm) * sizePt * POINT_MM;
  }

  return { facesFor, widthMm };
}

const IDEOGRAPH = /^\p{Script=Han}$/u;
