/** Draws a photo under a crop: as the portrait it becomes, on the desk with the frame around it, or whole with the frame on it. */

import type { Crop, Extent } from '../../../shared/portrait/crop.ts';

/** The part in the frame fills the canvas. */
export function drawPortrait(canvas: HTMLCanvasElement, photo: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.save();
  context.clearRect(0, 0, canvas.width, canvas.height);
  placePhoto(context, photo, crop, canvas.width, { x: canvas.width / 2, y: canvas.height / 2 });
  context.restore();
}

/** The frame stands in the middle, `frameWidth` pixels wide; what lies outside of it is dimmed. */
export function drawStage(
  canvas: HTMLCanvasElement,
  photo: ImageBitmap,
  crop: Crop,
  frame: Extent,
  frameWidth: number,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const frameHeight = (frameWidth * frame.height) / frame.width;
  const left = (width - frameWidth) / 2;
  const top = (height - frameHeight) / 2;
  context.save();
  context.clearRect(0, 0, width, height);
  placePhoto(context, photo, crop, frameWidth, { x: width / 2, y: height / 2 });
  context.restore();
  context.fillStyle = 'rgb(10 16 22 / 55%)';
  context.beginPath();
  context.rect(0, 0, width, height);
  context.rect(left, top, frameWidth, frameHeight);
  context.fill('evenodd');
  drawThirds(context, { left, top, width: frameWidth, height: frameHeight });
}

/** The whole photo fills the canvas, with the outline of the frame on it. */
export function drawOutline(canvas: HTMLCanvasElement, photo: ImageBitmap, crop: Crop, frame: Extent): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.drawImage(photo, 0, 0, canvas.width, canvas.height);
  const frameWidth = crop.width * canvas.width;
  context.save();
  context.translate(crop.x * canvas.width, crop.y * canvas.height);
  context.rotate((-crop.turnDegrees * Math.PI) / 180);
  const frameHeight = (frameWidth * frame.height) / frame.width;
  outline(context, -frameWidth / 2, -frameHeight / 2, frameWidth, frameHeight, canvas.width / 130);
  context.restore();
}

function placePhoto(
  context: CanvasRenderingContext2D,
  photo: ImageBitmap,
  crop: Crop,
  frameWidth: number,
  middle: { readonly x: number; readonly y: number },
): void {
  const scale = frameWidth / (crop.width * photo.width);
  context.imageSmoothingQuality = 'high';
  context.translate(middle.x, middle.y);
  context.rotate((crop.turnDegrees * Math.PI) / 180);
  context.scale(scale, scale);
  context.drawImage(photo, -crop.x * photo.width, -crop.y * photo.height);
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The frame, its middle line to set the head upright by, and the heights between which the eyes usually lie. */
function drawThirds(context: CanvasRenderingContext2D, { left, top, width, height }: Rectangle): void {
  const unit = Math.max(1, width / 300);
  outline(context, left, top, width, height, unit);
  context.strokeStyle = 'rgb(255 255 255 / 60%)';
  context.lineWidth = unit;
  context.setLineDash([6 * unit, 6 * unit]);
  context.beginPath();
  context.moveTo(left + width / 2, top);
  context.lineTo(left + width / 2, top + height);
  for (const share of [0.38, 0.5]) {
    context.moveTo(left, top + height * share);
    context.lineTo(left + width, top + height * share);
  }
  context.stroke();
  context.setLineDash([]);
}

/** White on dark: seen on any photo. */
function outline(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  unit: number,
): void {
  context.lineWidth = 4 * unit;
  context.strokeStyle = 'rgb(10 16 22 / 60%)';
  context.strokeRect(x, y, width, height);
  context.lineWidth = 2 * unit;
  context.strokeStyle = '#ffffff';
  context.strokeRect(x, y, width, height);
}
