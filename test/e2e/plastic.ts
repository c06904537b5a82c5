// The simulated printer's output tray, read as a person would read the plastic.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageTexts } from '../../electron/adapters/raster/rasterise.ts';
import { createSimulatedPrinter } from '../../electron/adapters/printer/simulated/simulated-printer.ts';

/** The last six characters of the number on the card that came out last. */
export async function readLastSix(data: string): Promise<string> {
  const newest = cardsInTray(data).at(-1);
  if (newest === undefined) throw new Error('no card lies in the tray');
  const [portraitFace = ''] = await pageTexts(new Uint8Array(readFileSync(join(trayOf(data), newest))));
  const number = /9\d{16}[\dX]/.exec(portraitFace)?.[0];
  if (number === undefined) throw new Error(`no number on the card: ${portraitFace}`);
  return number.slice(-6);
}

/** The names of the cards in the tray, oldest first. */
export function cardsInTray(data: string): readonly string[] {
  const tray = trayOf(data);
  if (!existsSync(tray)) return [];
  return readdirSync(tray)
    .filter((name) => name.endsWith('.pdf'))
    .toSorted();
}

/** Sides printed in the life of the simulated printer, by its own counter. */
export function impressions(data: string): number {
  return createSimulatedPrinter({ folder: printerOf(data), speed: 'instant' }).impressionCounter();
}

function printerOf(data: string): string {
  return join(data, 'training', 'printer');
}

function trayOf(data: string): string {
  return join(printerOf(data), 'tray');
}
