/** What this machine can print, block by block: which typeface serves how many characters, and how many none serves. */

import type { Typefaces } from './typefaces.ts';

export interface BlockCoverage {
  readonly block: string;
  /** First and last character, such as `4E00-9FFF`. */
  readonly range: string;
  readonly characters: number;
  /** How many of them each typeface prints; one that an earlier typeface prints is counted there. */
  readonly by: Readonly<Record<string, number>>;
  readonly missing: number;
}

export interface CoverageReport {
  /** In the order in which they are asked; `isHere` is false where this machine lacks the file. */
  readonly typefaces: readonly { readonly name: string; readonly isHere: boolean }[];
  readonly blocks: readonly BlockCoverage[];
}

/** Every character of these ranges is assigned, as of Unicode 15.1: what a name may be written with. */
const blocks: readonly (readonly [block: string, first: number, last: number])[] = [
  ['Basic Latin', 0x20, 0x7e],
  ['Latin-1 Supplement', 0xa0, 0xff],
  ['Latin Extended-A', 0x100, 0x17f],
  ['Latin Extended-B', 0x180, 0x24f],
  ['Combining Diacritical Marks', 0x300, 0x36f],
  ['Latin Extended Additional', 0x1e00, 0x1eff],
  ['CJK Unified Ideographs', 0x4e00, 0x9fff],
  ['CJK Extension A', 0x3400, 0x4dbf],
  ['CJK Extension B', 0x20000, 0x2a6df],
  ['CJK Extension C', 0x2a700, 0x2b739],
  ['CJK Extension D', 0x2b740, 0x2b81d],
  ['CJK Extension E', 0x2b820, 0x2cea1],
  ['CJK Extension F', 0x2ceb0, 0x2ebe0],
  ['CJK Compatibility Ideographs', 0xf900, 0xfa6d],
  ['CJK Compatibility Ideographs', 0xfa70, 0xfad9],
  ['CJK Compatibility Supplement', 0x2f800, 0x2fa1d],
  ['CJK Extension I', 0x2ebf0, 0x2ee5d],
  ['CJK Extension G', 0x30000, 0x3134a],
  ['CJK Extension H', 0x31350, 0x323af],
];

/** Asks the typefaces about every character of every block, which opens all of them: some seconds, some 120 MB. */
export function coverageReport({ files, metrics }: Pick<Typefaces, 'files' | 'metrics'>): CoverageReport {
  const typefaces = files.regular.map(({ name, path }) => ({ name, isHere: path !== null }));
  return {
    typefaces,
    blocks: blocks.map(([block, first, last]) => {
      const by: Record<string, number> = Object.fromEntries(typefaces.map(({ name }) => [name, 0]));
      let missing = 0;
      for (let codePoint = first; codePoint <= last; codePoint += 1) {
        const [face] = metrics.facesFor(codePoint, 'regular');
        if (face === undefined) missing += 1;
        else by[face] = (by[face] ?? 0) + 1;
      }
      return { block, range: `${hex(first)}-${hex(last)}`, characters: last - first + 1, by, missing };
    }),
  };
}

/** The report as a table, its first row the heads of the columns. */
export function coverageTable({ typefaces, blocks: rows }: CoverageReport): readonly (readonly string[])[] {
  const names = typefaces.map(({ name }) => name);
  return [
    ['Block', 'Range', 'Characters', ...names, 'Refused'],
    ...rows.map(({ block, range, characters, by, missing }) => [
      block,
      range,
      String(characters),
      ...names.map((name) => String(by[name] ?? 0)),
      String(missing),
    ]),
  ];
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, '0');
}
