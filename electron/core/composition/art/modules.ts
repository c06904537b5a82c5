/** The digital seal's modules as one path: neighbours merged to rectangles, so that no gap opens between them. */

import type { Box } from '../../../../shared/model/template.ts';
import type { SealSymbol } from '../../seal/symbol.ts';
import type { PathCommand } from '../drawing.ts';

/** ISO/IEC 16022 section 7.2 asks for a quiet zone of one module on every side. */
const QUIET = 1;
/** Below this a module has fewer than three and a half dots of a raster of 300 to the inch, and is not read for sure. */
export const LEAST_MODULE_MM = 0.3;
/** A module of whole dots of a 300 dpi printer is as wide in one place as in another. */
const DOT_MM = 25.4 / 300;

/** The width of a module in a square box of that side, quiet zone within the box. */
export function moduleMm(size: number, sideMm: number): number {
  const mostMm = sideMm / (size + 2 * QUIET);
  const dottedMm = Math.floor(mostMm / DOT_MM + 1e-9) * DOT_MM;
  return dottedMm >= LEAST_MODULE_MM ? dottedMm : mostMm;
}

/** The dark modules, centred in the box. */
export function sealModules(symbol: SealSymbol, box: Box): readonly PathCommand[] {
  const unitMm = moduleMm(symbol.size, box.widthMm);
  const leftMm = box.xMm + (box.widthMm - symbol.size * unitMm) / 2;
  const topMm = box.yMm + (box.heightMm - symbol.size * unitMm) / 2;
  return rectangles(symbol).map((one) => ({
    op: 'rect',
    at: { xMm: leftMm + one.column * unitMm, yMm: topMm + one.row * unitMm },
    widthMm: one.columns * unitMm,
    heightMm: one.rows * unitMm,
  }));
}

interface Rectangle {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** Runs of dark modules in each row; a run that has the very same one above it makes that one longer. */
function rectangles(symbol: SealSymbol): readonly Rectangle[] {
  const done: Rectangle[] = [];
  let open = new Map<number, Rectangle>();
  for (let row = 0; row <= symbol.size; row += 1) {
    const here = new Map<number, Rectangle>();
    for (const { column, columns } of row < symbol.size ? darkRuns(symbol, row) : []) {
      const key = column * (symbol.size + 1) + columns;
      const above = open.get(key);
      here.set(key, above === undefined ? { column, row, columns, rows: 1 } : { ...above, rows: above.rows + 1 });
      open.delete(key);
    }
    done.push(...open.values());
    open = here;
  }
  return done;
}

function darkRuns(symbol: SealSymbol, row: number): readonly { readonly column: number; readonly columns: number }[] {
  const runs: { column: number; columns: number }[] = [];
  for (let column = 0; column < symbol.size; column += 1) {
    if (!symbol.isDark(column, row)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.column + last.columns === column) last.columns += 1;
    else runs.push({ column, columns: 1 });
  }
  return runs;
}
