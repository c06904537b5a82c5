/** What a drawn sitter looks like: chosen by 32 bits, so that the same wish is the same picture. */

import type { PortraitWish } from '../../core/sample/draw-portrait.ts';

export type HairStyle = 'short' | 'side' | 'curly' | 'bald' | 'bob' | 'long' | 'bun' | 'scarf';
export type Clothing = 'shirt' | 'suit' | 'round' | 'turtleneck' | 'striped';

export interface Traits {
  readonly skin: string;
  readonly skinShade: string;
  readonly hair: HairStyle;
  readonly hairColour: string;
  readonly beard: 'none' | 'full' | 'moustache';
  readonly glasses: 'none' | 'round' | 'square';
  readonly earrings: boolean;
  readonly clothing: Clothing;
  readonly cloth: string;
  readonly clothDark: string;
  readonly eyes: string;
  readonly background: string;
  /** Relative to an average adult face. */
  readonly faceWidth: number;
  readonly faceLength: number;
  readonly browTilt: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
  /** 1 for adults, less for children. */
  readonly size: number;
  readonly isChild: boolean;
  readonly isElder: boolean;
}

const skins = ['#f6d7c0', '#eec3a2', '#e0ac82', '#cf9668', '#b27a4d', '#8d5a37', '#6e442a', '#543220'] as const;
const hairs = ['#1b1715', '#2c211c', '#4a3223', '#6b4526', '#8f6233', '#b98a4a', '#a34f2a', '#d8b878'] as const;
const greys = ['#b9b6b2', '#8d8a88', '#dcdad6'] as const;
const cloths = [
  '#31456b',
  '#5b2e3d',
  '#2f5d50',
  '#6a6f78',
  '#8a5a2b',
  '#44415e',
  '#b04a4a',
  '#1f2a36',
  '#c9a94f',
  '#7fa3b8',
] as const;
const irises = ['#3a2517', '#5a3a1f', '#2e4f6e', '#4c6b3c', '#3d3d3d'] as const;
// Plain and pale, as the rules for identity photos ask.
const backgrounds = ['#f3f4f6', '#eef2f7', '#f5f2ec', '#eaf0ee', '#f4eef0'] as const;

export function traitsOf({ sex, age, variation }: PortraitWish): Traits {
  const part = partsOf(variation);
  const isChild = age < 14;
  const isElder = age >= 62;
  const tone = part();
  const skin = pick(skins, tone);
  // Dark skin goes with dark hair and eyes, or the sitter looks painted.
  const isDark = tone >= 0.5;
  const cloth = pick(cloths, part());
  const man: readonly HairStyle[] = isChild
    ? ['short', 'side', 'curly']
    : ['short', 'side', 'curly', 'bald', 'short', 'side'];
  const woman: readonly HairStyle[] = isChild ? ['bob', 'long'] : ['bob', 'long', 'bun', 'scarf', 'long', 'curly'];
  return {
    skin,
    skinShade: darker(skin, 0.86),
    hair: pick(sex === 'M' ? man : woman, part()),
    hairColour: isElder ? pick(greys, part()) : pick(isDark ? hairs.slice(0, 3) : hairs, part()),
    beard: sex === 'M' && age >= 20 ? pick(['none', 'none', 'none', 'full', 'moustache'] as const, part()) : 'none',
    glasses: pick(['none', 'none', 'none', 'round', 'square'] as const, part()),
    earrings: sex === 'F' && part() > 0.6,
    clothing: pick(
      isChild ? (['round', 'striped'] as const) : (['shirt', 'suit', 'round', 'turtleneck', 'striped'] as const),
      part(),
    ),
    cloth,
    clothDark: darker(cloth, 0.72),
    eyes: pick(isDark ? irises.slice(0, 2) : irises, part()),
    background: pick(backgrounds, part()),
    faceWidth: 0.92 + 0.16 * part() + (isChild ? 0.06 : 0),
    faceLength: (isChild ? 0.9 : 0.95) + 0.12 * part(),
    browTilt: part() - 0.5,
    noseLength: (isChild ? 0.7 : 0.9) + 0.3 * part(),
    mouthWidth: 0.85 + 0.35 * part(),
    size: isChild ? 0.72 + 0.015 * age : 1,
    isChild,
    isElder,
  };
}

/** Fractions from 0 to below 1, one after the other, that follow from the 32 bits (splitmix32). */
function partsOf(variation: number): () => number {
  let state = variation >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(list: readonly T[], part: number): T {
  const chosen = list[Math.floor(part * list.length)];
  if (chosen === undefined) throw new Error('nothing to pick from');
  return chosen;
}

/** A `#rrggbb` colour with each channel times the factor. */
export function darker(colour: string, factor: number): string {
  const channels = [1, 3, 5].map((at) => Math.min(255, Math.round(parseInt(colour.slice(at, at + 2), 16) * factor)));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
