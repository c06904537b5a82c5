/** How much fine detail a picture shows. */

export interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Row by row, 0 black to 255 white. */
  readonly light: Float32Array;
}

export interface Region {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The variance of the Laplacian within the region (whole pixels): small where nothing changes from pixel to pixel. */
export function laplacianVariance({ widthPx, heightPx, light }: Plane, region: Region): number {
  const left = Math.max(1, Math.floor(region.left));
  const top = Math.max(1, Math.floor(region.top));
  const right = Math.min(widthPx - 1, Math.ceil(region.right));
  const bottom = Math.min(heightPx - 1, Math.ceil(region.bottom));
  let sum = 0;
  let squares = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at += 1) {
      const around =
        (light[at - 1] ?? 0) + (light[at + 1] ?? 0) + (light[at - widthPx] ?? 0) + (light[at + widthPx] ?? 0);
      const value = around - 4 * (light[at] ?? 0);
      sum += value;
      squares += value * value;
    }
  }
  const count = Math.max(1, (right - left) * (bottom - top));
  return squares / count - (sum / count) ** 2;
}
