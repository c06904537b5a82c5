/**
 * The portrait: the record's photo, straightened, cut to the template's photo frame and encoded. The faces print it, the
 * chip's DG2 holds it recompressed; the photo itself stays as it came, as evidence.
 */

import type { Crop } from '../../../shared/portrait/crop.ts';
import type { Template } from '../../../shared/model/template.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { PhotoCodec } from '../ports.ts';
import { automaticCrop } from './automatic-crop.ts';
import { inspectPhoto } from './inspected-photo.ts';
import { createKept, type Kept } from './kept.ts';
import type { Pixels } from './pixels.ts';
import { resample, type Size } from './resample.ts';
import { toneGrid, type ToneGrid } from './tone.ts';

export interface Portrait {
  readonly jpeg: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** From which the ghost portrait is drawn. */
  readonly tone: ToneGrid;
}

/** The shape of the template's photo frame. */
export interface PortraitFrame {
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * 450 dots per inch of the frame: half as fine again as card printers print, so that a head that fills half of a frame of
 * 24 mm is still some 200 pixels wide. ISO/IEC 19794-5 asks of a full frontal image at least 180 pixels across the head,
 * which is about 90 between the eyes.
 */
const MOST_DOTS_PER_MM = 450 / 25.4;
const QUALITY = 0.92;
const TONE_COLUMNS = 96;

/** A template without a photo prints none; its chip still holds a portrait, of the shape of an identity photo. */
const identityPhoto: PortraitFrame = { widthMm: 35, heightMm: 45 };

/** The frame of the first photo on the portrait face. */
export function portraitFrame(template: Template): PortraitFrame {
  const photo = template.faces.portrait.find((element) => element.kind === 'photo');
  return photo === undefined ? identityPhoto : photo.box;
}

/**
 * The portrait of a photo (a whole JPEG) under a crop; `null` takes the crop that `automaticCrop` chooses. Never more
 * pixels than the photo has. Whoever asks for the same gets the same bytes: preview, printed face and chip agree.
 * Fails as `PhotoCodec.pixels` does.
 */
export async function makePortrait(
  photo: Uint8Array,
  crop: Crop | null,
  frame: PortraitFrame,
  codec: PhotoCodec,
): Promise<Result<Portrait>> {
  const kept = keptByCodec.get(codec) ?? createKept<Portrait>(MOST_PORTRAITS);
  keptByCodec.set(codec, kept);
  const wanted = `${frame.widthMm} ${frame.heightMm} ${JSON.stringify(crop)}`;
  const known = kept.find(photo, wanted);
  if (known !== undefined) return ok(known);
  const inspected = await inspectPhoto(photo, codec);
  if (!inspected.ok) return inspected;
  const { pixels, quality } = inspected.value;
  const cut = cutPortrait(pixels, crop ?? automaticCrop(quality, frame), frame);
  const jpeg = await codec.encode(cut, QUALITY);
  const rows = Math.round((TONE_COLUMNS * frame.heightMm) / frame.widthMm);
  const tone = toneGrid(cut, TONE_COLUMNS, rows);
  const portrait = { jpeg, widthPx: cut.widthPx, heightPx: cut.heightPx, tone };
  kept.keep(photo, wanted, portrait);
  return ok(portrait);
}

const MOST_PORTRAITS = 4;
const keptByCodec = new WeakMap<PhotoCodec, Kept<Portrait>>();

/** The pixels that lie in the frame, upright, at the portrait's size. */
export function cutPortrait(photo: Pixels, crop: Crop, frame: PortraitFrame): Pixels {
  const width = crop.width * photo.widthPx;
  const size = portraitSize(width, frame);
  // As many pixels as the photo has: then the unturned cut is taken pixel by pixel, and nothing is blurred.
  const isWhole = Math.round(width) === size.widthPx;
  const cut = {
    centreX: crop.x * photo.widthPx,
    centreY: crop.y * photo.heightPx,
    width: isWhole ? size.widthPx : width,
    height: isWhole ? size.heightPx : (width * frame.heightMm) / frame.widthMm,
    turnDegrees: crop.turnDegrees,
  };
  return resample(photo, cut, size);
}

function portraitSize(width: number, frame: PortraitFrame): Size {
  const widthPx = Math.round(Math.min(width, frame.widthMm * MOST_DOTS_PER_MM));
  return { widthPx, heightPx: Math.round((widthPx * frame.heightMm) / frame.widthMm) };
}
