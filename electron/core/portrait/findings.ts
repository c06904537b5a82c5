/**
 * What a reviewer should look at twice in a photo, as far as it can be computed. Nothing here blocks: each finding becomes
 * a warning to be acknowledged. What each can and cannot see stands in docs/operator, and beside the rule.
 */

import type { Crop } from '../../../shared/portrait/crop.ts';
import type { Head } from './find-head.ts';
import type { PortraitFrame } from './portrait.ts';
import type { Quality } from './quality.ts';

export type PhotoFinding =
  /** Fewer pixels than 35 x 45 mm at 300 dots per inch, which ISO/IEC 19794-5 asks of a face to be printed and compared. */
  | { readonly kind: 'photoSmall'; readonly data: { readonly widthPx: number; readonly heightPx: number } }
  /** Little fine detail in the face. Sees no difference between blur and a very smooth face; noise counts as detail. */
  | { readonly kind: 'photoBlurred'; readonly data: NoData }
  /** Not even the lightest parts are light. Says nothing of the shade of anybody's skin. */
  | { readonly kind: 'photoDark'; readonly data: NoData }
  /** Much of the face is burnt out to white. */
  | { readonly kind: 'photoBright'; readonly data: NoData }
  /** The darkest and the lightest parts lie close together. */
  | { readonly kind: 'photoFlat'; readonly data: NoData }
  /** Patterns, shadows or a slope of light along the edges; sees only the edges, not what is behind the shoulders. */
  | { readonly kind: 'photoBackgroundUneven'; readonly data: NoData }
  | { readonly kind: 'photoBackgroundDark'; readonly data: NoData }
  /** Nothing like one head stands out from the background: position, size and lean were not checked. */
  | { readonly kind: 'photoFaceNotFound'; readonly data: NoData }
  /** Of the portrait as it will be printed: crown to chin as a share of its height. */
  | { readonly kind: 'photoFaceSmall'; readonly data: { readonly percent: number } }
  | { readonly kind: 'photoFaceLarge'; readonly data: { readonly percent: number } }
  /** The head lies to one side, or its top is cut off. */
  | { readonly kind: 'photoFaceOffCentre'; readonly data: NoData }
  /** The head leans, clockwise positive. A face that looks to the side is not seen. */
  | { readonly kind: 'photoTilted'; readonly data: { readonly degrees: number } };

type NoData = Readonly<Record<never, never>>;

const smallest = { widthPx: 413, heightPx: 531 } as const;
/** Measured on sharp and on blurred portraits: a Gaussian blur of 0.25 mm on a photo of 35 mm falls below. */
const LEAST_SHARPNESS = 0.02;
/** On a white ground under good light the lightest fiftieth lies above 230. */
const LEAST_LIGHT = 170;
const MOST_BURNT_OUT = 0.2;
const LEAST_CONTRAST = 100;
/** Steps of 256 over three channels; a plain wall under a flash stays below half of it. */
const MOST_RESTLESS = 9;
const MOST_SLOPE = 30;
/** White and the usual pale blue and grey lie above. */
const LEAST_BACKGROUND = 150;
/** Identity photos ask for heads of about 60 to 80 in a hundred; the estimate of the chin is off by up to 10. */
const headShare = { least: 0.42, most: 0.88 } as const;
const MOST_OFF_CENTRE = 0.09;
const LEAST_ABOVE_CROWN = 0.015;
/** The lean is found to about one degree; eyes that are 3 degrees off level are noticed on a card. */
const MOST_LEAN_DEGREES = 3;

/** In the order in which they are shown; each kind at most once. */
export function findingsOf(quality: Quality, crop: Crop, frame: PortraitFrame): readonly PhotoFinding[] {
  return [...ofSize(quality), ...ofLight(quality), ...ofBackground(quality), ...ofHead(quality, crop, frame)];
}

function ofSize({ widthPx, heightPx }: Quality): readonly PhotoFinding[] {
  const isSmall = widthPx < smallest.widthPx || heightPx < smallest.heightPx;
  return isSmall ? [{ kind: 'photoSmall', data: { widthPx, heightPx } }] : [];
}

function ofLight({ sharpness, darkest, lightest, burntOut }: Quality): readonly PhotoFinding[] {
  const isDark = lightest < LEAST_LIGHT;
  return [
    ...plainly(sharpness < LEAST_SHARPNESS, 'photoBlurred'),
    ...plainly(isDark, 'photoDark'),
    ...plainly(burntOut > MOST_BURNT_OUT, 'photoBright'),
    // A dark photo is flat too; one word is enough.
    ...plainly(!isDark && lightest - darkest < LEAST_CONTRAST, 'photoFlat'),
  ];
}

function ofBackground({
  silhouette: { restless, backgroundLight, backgroundSlope },
}: Quality): readonly PhotoFinding[] {
  return [
    ...plainly(restless > MOST_RESTLESS || backgroundSlope > MOST_SLOPE, 'photoBackgroundUneven'),
    ...plainly(backgroundLight < LEAST_BACKGROUND, 'photoBackgroundDark'),
  ];
}

function ofHead({ head, widthPx, heightPx }: Quality, crop: Crop, frame: PortraitFrame): readonly PhotoFinding[] {
  if (head === null) return [{ kind: 'photoFaceNotFound', data: {} }];
  const { share, across, crown, leanDegrees } = placed(head, { widthPx, heightPx }, crop, frame);
  const percent = Math.round(share * 100);
  const degrees = Math.round(leanDegrees);
  return [
    ...(share < headShare.least ? [{ kind: 'photoFaceSmall' as const, data: { percent } }] : []),
    ...(share > headShare.most ? [{ kind: 'photoFaceLarge' as const, data: { percent } }] : []),
    ...plainly(Math.abs(across - 0.5) > MOST_OFF_CENTRE || crown < LEAST_ABOVE_CROWN, 'photoFaceOffCentre'),
    ...(Math.abs(leanDegrees) > MOST_LEAN_DEGREES ? [{ kind: 'photoTilted' as const, data: { degrees } }] : []),
  ];
}

/** The head in the portrait: its height, its middle and its top as shares of the frame. */
function placed(
  head: Head,
  photo: { readonly widthPx: number; readonly heightPx: number },
  crop: Crop,
  frame: PortraitFrame,
) {
  const width = crop.width * photo.widthPx;
  const height = (width * frame.heightMm) / frame.widthMm;
  const angle = (crop.turnDegrees * Math.PI) / 180;
  const dx = head.centreX - crop.x * photo.widthPx;
  const dy = head.centreY - crop.y * photo.heightPx;
  // The photo turns clockwise under the frame, and the head with it.
  const across = dx * Math.cos(angle) - dy * Math.sin(angle);
  const down = dx * Math.sin(angle) + dy * Math.cos(angle);
  const share = (head.chinY - head.crownY) / height;
  return {
    share,
    across: 0.5 + across / width,
    crown: 0.5 + down / height - share / 2,
    leanDegrees: head.leanDegrees + crop.turnDegrees,
  };
}

type PlainKind =
  | 'photoBlurred'
  | 'photoDark'
  | 'photoBright'
  | 'photoFlat'
  | 'photoBackgroundUneven'
  | 'photoBackgroundDark'
  | 'photoFaceOffCentre';

function plainly(applies: boolean, kind: PlainKind): readonly PhotoFinding[] {
  return applies ? [{ kind, data: {} }] : [];
}
