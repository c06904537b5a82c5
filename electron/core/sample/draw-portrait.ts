/** The port to whoever draws sample portraits: no real faces, the same picture for the same wish. */

import type { Sex } from '../../../shared/model/person.ts';

export interface PortraitWish {
  readonly sex: Sex;
  /** In years; children look smaller, elders grey. */
  readonly age: number;
  /** 32 bits that choose skin, hair, glasses, clothing and background. */
  readonly variation: number;
}

/** Answers a JPEG of a portrait's size and shape, 413 x 531 pixels. */
export type DrawPortrait = (wish: PortraitWish) => Promise<Uint8Array>;
