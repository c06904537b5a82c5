/** The applicant's photo, drawn to a canvas: no address of it exists that could be opened or kept elsewhere. */

import { useEffect, useRef } from 'react';

export function Photo({ jpeg, label }: { readonly jpeg: Uint8Array; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    void drawPhoto(jpeg, () => (current ? canvas.current : null));
    return () => {
      current = false;
    };
  }, [jpeg]);
  return <canvas ref={canvas} className="photo" role="img" aria-label={label} />;
}

/** A photo that cannot be decoded leaves the canvas empty; intake has refused such a record before. */
async function drawPhoto(jpeg: Uint8Array, target: () => HTMLCanvasElement | null): Promise<void> {
  // A copy, because a view on shared memory is no Blob part.
  const image = await createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })).catch(() => null);
  const canvas = target();
  if (canvas === null || image === null) return;
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
}
