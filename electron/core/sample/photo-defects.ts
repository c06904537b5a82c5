/** Photos that intake must refuse, made from a good one by changing bytes. */

import type { ErrorKind } from '../../../shared/result.ts';
import { decodeBase64, encodeBase64 } from '../intake/base64.ts';

export interface PhotoDefect {
  readonly name: string;
  readonly expected: ErrorKind;
  /** Base64 to base64. */
  alter(base64: string): string;
}

export const photoDefects: readonly PhotoDefect[] = [
  photoDefect('photo that is a PNG', 'intake.photoNotJpeg', (jpeg) =>
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...jpeg.slice(8)]),
  ),
  photoDefect('photo too small in bytes', 'intake.photoSize', (jpeg) => jpeg.slice(0, 2000)),
  photoDefect('photo too large in bytes', 'intake.photoSize', (jpeg) => {
    const large = new Uint8Array(1024 * 1024 + 1);
    large.set(jpeg);
    return large;
  }),
  photoDefect('photo cut off', 'intake.photoDamaged', (jpeg) => jpeg.slice(0, -1000)),
  photoDefect('photo without its lowest rows', 'intake.photoDamaged', (jpeg) =>
    Uint8Array.from([...jpeg.slice(0, -1000), 0xff, 0xd9]),
  ),
  photoDefect('photo with something behind it', 'intake.photoDamaged', (jpeg) =>
    Uint8Array.from([...jpeg, 0x50, 0x4b]),
  ),
  photoDefect('photo in CMYK', 'intake.photoColours', withFourComponents),
  photoDefect('photo of 12 bits a sample', 'intake.photoPrecision', (jpeg) => patched(jpeg, 4, [12])),
  // T.81 B.2.2: lines at 5, samples a line at 7.
  photoDefect('photo much too wide', 'intake.photoShape', (jpeg) => patched(jpeg, 7, [0x04, 0x00])),
  photoDefect('photo of a few pixels', 'intake.photoTooSmall', (jpeg) => patched(jpeg, 5, [0, 100, 0, 75])),
];

function photoDefect(name: string, expected: ErrorKind, alter: (jpeg: Uint8Array) => Uint8Array): PhotoDefect {
  return {
    name,
    expected,
    alter: (base64) => encodeBase64(alter(decodeBase64(base64) ?? new Uint8Array())),
  };
}

/** Where the frame header starts: FF C0 (baseline) or FF C2 (progressive). */
function frameStart(jpeg: Uint8Array): number {
  return jpeg.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[index + 1] ?? 0));
}

function patched(jpeg: Uint8Array, offset: number, bytes: readonly number[]): Uint8Array {
  const copy = jpeg.slice();
  copy.set(bytes, frameStart(jpeg) + offset);
  return copy;
}

/** Declares a fourth component in the frame header, as CMYK files do. */
function withFourComponents(jpeg: Uint8Array): Uint8Array {
  const start = frameStart(jpeg);
  const afterThree = start + 10 + 9;
  const grown = Uint8Array.from([...jpeg.slice(0, afterThree), 4, 0x11, 1, ...jpeg.slice(afterThree)]);
  grown.set([0, 20], start + 2);
  grown.set([4], start + 9);
  return grown;
}
