/** Which typefaces there are, in the order in which they are asked for a character, and where each file is looked for. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface TypefaceFile {
  readonly name: string;
  /** Asked only for ideographs: 30 MB and more are not opened for a letter or a sign. */
  readonly ideographsOnly: boolean;
  /** The path of the file, or null where this system does not have it. */
  readonly path: string | null;
}

export const weights = ['regular', 'medium', 'bold'] as const;
export type Weight = (typeof weights)[number];

/** Latin first: Noto Sans SC has Latin letters too, but lacks Ł, Ż, ğ, Ə and more, and draws the others wider. */
const packaged: Readonly<Record<Weight, readonly { readonly name: string; readonly file: string }[]>> = {
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
};

/** One weight each, whatever the text around them has. Put in place by the set-up (`resources/fonts/README.md`). */
const rare = [
  { name: 'HanaMinB', file: 'HanaMinB.ttf', systemFolder: '/usr/share/fonts/truetype/hanazono' },
  { name: 'BabelStoneHan', file: 'BabelStoneHan.ttf', systemFolder: '/usr/share/fonts/truetype/babelstone' },
] as const;

/**
 * The files for each weight, best first. `packedFolder` holds the typefaces of rare ideographs; where it lacks one, the
 * operating system's own copy serves. Throws when a packaged typeface is missing: then the installation is broken.
 */
export function typefaceFiles(packedFolder: string): Readonly<Record<Weight, readonly TypefaceFile[]>> {
  const require = createRequire(import.meta.url);
  const rareFiles = rare.map(({ name, file, systemFolder }): TypefaceFile => {
    const places = [join(packedFolder, file), join(systemFolder, file)];
    return { name, ideographsOnly: true, path: places.find((place) => existsSync(place)) ?? null };
  });
  const filesOf = (weight: Weight): readonly TypefaceFile[] => [
    ...packaged[weight].map(({ name, file }) => ({ name, ideographsOnly: false, path: require.resolve(file) })),
    ...rareFiles,
  ];
  return { regular: filesOf('regular'), medium: filesOf('medium'), bold: filesOf('bold') };
}
