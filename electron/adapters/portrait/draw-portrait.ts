/**
 * Draws the portraits of sample people: plainly a drawing, nobody's face, framed as an identity photo (413 x 531 pixels,
 * 35 x 45 mm at 300 dpi).
 */

import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { DrawPortrait } from '../../core/sample/draw-portrait.ts';
import { drawBeard, drawFace, drawGlasses } from './face.ts';
import { drawHairBehind, drawHairInFront } from './hair.ts';
import { darker, traitsOf, type Traits } from './traits.ts';

const widthPx = 413;
const heightPx = 531;
const quality = 91;

/** The same bytes for the same wish on the same build of the drawing library. */
export const drawPortrait: DrawPortrait = async (wish) => {
  const traits = traitsOf(wish);
  const canvas = createCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d');
  drawBackground(context, traits);
  context.save();
  // Drawn around the middle of the face; children are smaller and sit lower, so that the head keeps its place.
  context.translate(widthPx / 2, 248 + (1 - traits.size) * 120);
  context.scale(traits.size, traits.size);
  drawHairBehind(context, traits);
  drawBody(context, traits);
  drawNeck(context, traits);
  if (traits.clothing === 'turtleneck') drawRoll(context, traits);
  drawFace(context, traits);
  drawBeard(context, traits);
  drawHairInFront(context, traits);
  drawGlasses(context, traits);
  context.restore();
  return new Uint8Array(await canvas.encode('jpeg', quality));
};

function drawBackground(context: SKRSContext2D, { background }: Traits): void {
  const light = context.createRadialGradient(widthPx / 2, 200, 60, widthPx / 2, 260, 420);
  light.addColorStop(0, '#ffffff');
  light.addColorStop(1, background);
  context.fillStyle = light;
  context.fillRect(0, 0, widthPx, heightPx);
}

function drawNeck(context: SKRSContext2D, { skin, skinShade, faceLength }: Traits): void {
  const chin = 122 * faceLength;
  const shade = context.createLinearGradient(0, chin - 30, 0, chin + 70);
  shade.addColorStop(0, darker(skinShade, 0.86));
  shade.addColorStop(1, skin);
  context.fillStyle = shade;
  context.beginPath();
  context.moveTo(-46, chin - 60);
  context.bezierCurveTo(-44, chin + 20, -52, chin + 42, -78, chin + 56);
  context.quadraticCurveTo(0, chin + 104, 78, chin + 56);
  context.bezierCurveTo(52, chin + 42, 44, chin + 20, 46, chin - 60);
  context.fill();
}

function drawBody(context: SKRSContext2D, traits: Traits): void {
  const { cloth, clothDark, clothing } = traits;
  const shade = context.createLinearGradient(-190, 150, 190, 320);
  shade.addColorStop(0, darker(cloth, 1.12));
  shade.addColorStop(1, clothDark);
  context.fillStyle = shade;
  traceShoulders(context);
  context.fill();
  context.save();
  traceShoulders(context);
  context.clip();
  switch (clothing) {
    case 'striped':
      drawStripes(context, traits);
      break;
    case 'suit':
      drawLapels(context, traits);
      break;
    case 'shirt':
      drawCollar(context, traits);
      break;
    case 'turtleneck':
    case 'round':
      break;
  }
  context.restore();
}

function traceShoulders(context: SKRSContext2D): void {
  context.beginPath();
  context.moveTo(-215, 420);
  context.bezierCurveTo(-212, 250, -190, 222, -70, 168);
  context.quadraticCurveTo(0, 226, 70, 168);
  context.bezierCurveTo(190, 222, 212, 250, 215, 420);
  context.closePath();
}

function drawStripes(context: SKRSContext2D, { clothDark }: Traits): void {
  context.strokeStyle = clothDark;
  context.lineWidth = 9;
  for (let y = 170; y < 420; y += 24) {
    context.beginPath();
    context.moveTo(-220, y);
    context.quadraticCurveTo(0, y + 44, 220, y);
    context.stroke();
  }
}

function drawLapels(context: SKRSContext2D, { clothDark }: Traits): void {
  polygon(context, '#f7f7f5', [-58, 168, 58, 168, 24, 420, -24, 420]);
  polygon(context, darker(clothDark, 0.8), [-11, 214, 11, 214, 18, 420, -18, 420]);
  polygon(context, clothDark, [-72, 160, -40, 170, -8, 420, -90, 420, -112, 250]);
  polygon(context, clothDark, [72, 160, 40, 170, 8, 420, 90, 420, 112, 250]);
}

function drawCollar(context: SKRSContext2D, { cloth }: Traits): void {
  const pale = darker(cloth, 1.4);
  polygon(context, pale, [-76, 160, -30, 240, 0, 206, -52, 150]);
  polygon(context, pale, [76, 160, 30, 240, 0, 206, 52, 150]);
  context.fillStyle = pale;
  for (const y of [250, 290]) {
    context.beginPath();
    context.arc(0, y, 4, 0, 2 * Math.PI);
    context.fill();
  }
}

/** A rolled collar stands up on the neck, so it is drawn after it. */
function drawRoll(context: SKRSContext2D, { cloth, clothDark, faceLength }: Traits): void {
  const top = 122 * faceLength + 14;
  context.fillStyle = cloth;
  context.beginPath();
  context.moveTo(-56, top);
  context.quadraticCurveTo(0, top + 26, 56, top);
  context.bezierCurveTo(62, 170, 74, 180, 96, 200);
  context.quadraticCurveTo(0, 262, -96, 200);
  context.bezierCurveTo(-74, 180, -62, 170, -56, top);
  context.fill();
  context.strokeStyle = clothDark;
  context.lineWidth = 3;
  for (const below of [10, 34]) {
    context.beginPath();
    context.moveTo(-58, top + below);
    context.quadraticCurveTo(0, top + below + 28, 58, top + below);
    context.stroke();
  }
}

function polygon(context: SKRSContext2D, colour: string, points: readonly number[]): void {
  context.fillStyle = colour;
  context.beginPath();
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index] ?? 0, points[index + 1] ?? 0);
  context.closePath();
  context.fill();
}
