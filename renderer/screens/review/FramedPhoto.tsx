/** Canvases of one photo: whole with the frame on it, or the portrait in the frame. No address of it exists to open. */

import { useEffect, useRef, useState } from 'react';
import type { Crop, Extent } from '../../../shared/portrait/crop.ts';
import { drawOutline, drawPortrait } from './draw-crop.ts';

/** The decoded photo, upright as its EXIF orientation says; null until it is there. */
export function usePhotoBitmap(jpeg: Uint8Array): ImageBitmap | null {
  const [decoded, setDecoded] = useState<{ readonly of: Uint8Array; readonly bitmap: ImageBitmap } | null>(null);
  useEffect(() => {
    let wanted = true;
    // A copy, because a view on shared memory is no Blob part. What intake let in can be decoded.
    void createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }))
      .catch(() => null)
      .then((bitmap) => {
        if (wanted && bitmap !== null) setDecoded({ of: jpeg, bitmap });
        else bitmap?.close();
      });
    return () => {
      wanted = false;
    };
  }, [jpeg]);
  return decoded?.of === jpeg ? decoded.bitmap : null;
}

interface FramedPhotoProps {
  readonly photo: ImageBitmap | null;
  readonly crop: Crop;
  readonly frame: Extent;
  readonly label: string;
}

/** The photo as it came, with the outline of what the card shows. */
export function FramedPhoto({ photo, crop, frame, label }: FramedPhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const shown = canvas.current;
    if (shown === null || photo === null) return;
    // Twice the size at which it is shown: sharp on dense screens, and cheap to draw at every key.
    shown.width = 264;
    shown.height = Math.round((264 * photo.height) / photo.width);
    drawOutline(shown, photo, crop, frame);
  }, [photo, crop, frame]);
  return <canvas ref={canvas} className="photo framed" role="img" aria-label={label} />;
}

/** The portrait, at the frame's size on the card. */
export function CardPortrait({ photo, crop, frame, label }: FramedPhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const shown = canvas.current;
    if (shown === null || photo === null) return;
    shown.width = Math.round(shown.clientWidth * window.devicePixelRatio);
    shown.height = Math.round((shown.width * frame.height) / frame.width);
    drawPortrait(shown, photo, crop);
  }, [photo, crop, frame]);
  return (
    <canvas
      ref={canvas}
      className="card-portrait"
      role="img"
      aria-label={label}
      style={{ width: `${frame.width}mm`, height: `${frame.height}mm` }}
    />
  );
}
