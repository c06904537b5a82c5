/** Face, ears, eyes, nose, mouth, beard and glasses of a drawn sitter; the origin is the middle of the face. */

import type { SKRSContext2D } from '@napi-rs/canvas';
import { darker, type Traits } from './traits.ts';

const eyeLine = -6;

/** Half the width of the face at the eyes, in pixels of an adult. */
export function halfWidth(traits: Traits): number {
  return 92 * traits.faceWidth;
}

/** From the middle of the face to the chin. */
export function chinDepth(traits: Traits): number {
  return 122 * traits.faceLength;
}

export function drawFace(context: SKRSContext2D, traits: Traits): void {
  drawEars(context, traits);
  const shade = context.createRadialGradient(-24, -40, 20, 0, 10, 170);
  shade.addColorStop(0, darker(traits.skin, 1.05));
  shade.addColorStop(0.55, traits.skin);
  shade.addColorStop(1, traits.skinShade);
  context.fillStyle = shade;
  traceFace(context, traits);
  context.fill();
  drawCheeks(context, traits);
  for (const side of [-1, 1]) {
    drawEye(context, traits, side);
    drawBrow(context, traits, side);
  }
  drawNose(context, traits);
  drawMouth(context, traits);
  if (traits.isElder) drawWrinkles(context, traits);
}

export function traceFace(context: SKRSContext2D, traits: Traits): void {
  const w = halfWidth(traits);
  const chin = chinDepth(traits);
  context.beginPath();
  context.moveTo(-w, -20);
  context.bezierCurveTo(-w, -150, w, -150, w, -20);
  context.bezierCurveTo(w, 50, w * 0.72, chin * 0.82, w * 0.3, chin * 0.98);
  context.quadraticCurveTo(0, chin * 1.06, -w * 0.3, chin * 0.98);
  context.bezierCurveTo(-w * 0.72, chin * 0.82, -w, 50, -w, -20);
  context.closePath();
}

function drawEars(context: SKRSContext2D, traits: Traits): void {
  if (traits.hair === 'scarf') return;
  for (const side of [-1, 1]) {
    ellipse(context, side * (halfWidth(traits) + 3), 6, 13, 25, traits.skinShade);
    ellipse(context, side * (halfWidth(traits) + 4), 6, 6, 15, darker(traits.skinShade, 0.86));
    if (traits.earrings) ellipse(context, side * (halfWidth(traits) + 4), 36, 5, 6, '#d9b44a');
  }
}

function drawCheeks(context: SKRSContext2D, traits: Traits): void {
  for (const side of [-1, 1]) {
    const x = side * halfWidth(traits) * 0.55;
    const blush = context.createRadialGradient(x, 42, 2, x, 42, 34);
    blush.addColorStop(0, 'rgba(214, 92, 74, 0.24)');
    blush.addColorStop(1, 'rgba(214, 92, 74, 0)');
    context.fillStyle = blush;
    context.fillRect(x - 36, 6, 72, 72);
  }
}

function drawEye(context: SKRSContext2D, traits: Traits, side: number): void {
  const x = side * halfWidth(traits) * 0.43;
  const scale = traits.isChild ? 1.2 : 1;
  ellipse(context, x, eyeLine, 18 * scale, 10.5 * scale, '#fdfcfa');
  ellipse(context, x, eyeLine, 8.6 * scale, 9.2 * scale, traits.eyes);
  ellipse(context, x, eyeLine, 4.2 * scale, 4.6 * scale, '#0c0a09');
  ellipse(context, x - 3, eyeLine - 3.4, 2.2, 2.2, '#ffffff');
  context.strokeStyle = darker(traits.skinShade, 0.4);
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(x - 19 * scale, eyeLine + 1);
  context.quadraticCurveTo(x, eyeLine - 16 * scale, x + 19 * scale, eyeLine + 1);
  context.stroke();
}

function drawBrow(context: SKRSContext2D, traits: Traits, side: number): void {
  const x = side * halfWidth(traits) * 0.43;
  const tilt = traits.browTilt * 6;
  context.strokeStyle = traits.hair === 'scarf' ? '#3a2a20' : darker(traits.hairColour, 0.85);
  context.lineWidth = traits.isChild ? 4.5 : 6.5;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x - side * 20, eyeLine - 24 + tilt);
  context.quadraticCurveTo(x, eyeLine - 33, x + side * 21, eyeLine - 23 - tilt);
  context.stroke();
}

function drawNose(context: SKRSContext2D, traits: Traits): void {
  const tip = 40 * traits.noseLength;
  context.strokeStyle = darker(traits.skinShade, 0.82);
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-5, 4);
  context.bezierCurveTo(-9, tip * 0.6, -20, tip * 0.95, -12, tip);
  context.quadraticCurveTo(0, tip + 8, 12, tip);
  context.stroke();
}

function drawMouth(context: SKRSContext2D, traits: Traits): void {
  const y = 74 * traits.faceLength;
  const half = 27 * traits.mouthWidth;
  context.fillStyle = mix(traits.skinShade, '#b2484a');
  context.beginPath();
  context.moveTo(-half, y);
  context.bezierCurveTo(-half * 0.4, y - 8, -4, y - 6, 0, y - 3);
  context.bezierCurveTo(4, y - 6, half * 0.4, y - 8, half, y);
  context.quadraticCurveTo(0, y + 17, -half, y);
  context.fill();
  context.strokeStyle = darker(traits.skinShade, 0.5);
  context.lineWidth = 1.8;
  context.beginPath();
  context.moveTo(-half, y);
  context.quadraticCurveTo(0, y + 5, half, y);
  context.stroke();
}

function drawWrinkles(context: SKRSContext2D, traits: Traits): void {
  context.strokeStyle = darker(traits.skinShade, 0.88);
  context.lineWidth = 2;
  const w = halfWidth(traits);
  for (const [y, half] of [
    [-66, 40],
    [-78, 32],
  ] as const) {
    context.beginPath();
    context.moveTo(-half, y);
    context.quadraticCurveTo(0, y - 5, half, y);
    context.stroke();
  }
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(side * w * 0.32, 40);
    context.quadraticCurveTo(side * w * 0.52, 56, side * w * 0.5, 76);
    context.stroke();
  }
}

export function drawBeard(context: SKRSContext2D, traits: Traits): void {
  if (traits.beard === 'none') return;
  const mouth = 74 * traits.faceLength;
  context.fillStyle = darker(traits.hairColour, 0.95);
  context.beginPath();
  if (traits.beard === 'moustache') {
    context.ellipse(-14, mouth - 12, 20, 7, 0.25, 0, 2 * Math.PI);
    context.ellipse(14, mouth - 12, 20, 7, -0.25, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  const w = halfWidth(traits);
  const chin = chinDepth(traits);
  context.moveTo(-w * 0.98, 14);
  context.bezierCurveTo(-w * 0.94, 60, -w * 0.7, chin * 0.9, -w * 0.3, chin * 1.04);
  context.quadraticCurveTo(0, chin * 1.16, w * 0.3, chin * 1.04);
  context.bezierCurveTo(w * 0.7, chin * 0.9, w * 0.94, 60, w * 0.98, 14);
  context.bezierCurveTo(w * 0.8, 52, w * 0.6, mouth - 22, 0, mouth - 20);
  context.bezierCurveTo(-w * 0.6, mouth - 22, -w * 0.8, 52, -w * 0.98, 14);
  context.fill();
  drawMouth(context, traits);
}

export function drawGlasses(context: SKRSContext2D, traits: Traits): void {
  if (traits.glasses === 'none') return;
  const x = halfWidth(traits) * 0.43;
  context.strokeStyle = '#2b2b30';
  context.fillStyle = 'rgba(255, 255, 255, 0.16)';
  context.lineWidth = 3.6;
  for (const side of [-1, 1]) {
    context.beginPath();
    if (traits.glasses === 'round') context.ellipse(side * x, eyeLine, 29, 27, 0, 0, 2 * Math.PI);
    else context.roundRect(side * x - 31, eyeLine - 20, 62, 42, 9);
    context.fill();
    context.stroke();
    context.beginPath();
    context.moveTo(side * (x + 30), eyeLine - 4);
    context.lineTo(side * (halfWidth(traits) + 2), eyeLine - 9);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(-x + 29, eyeLine - 3);
  context.quadraticCurveTo(0, eyeLine - 13, x - 29, eyeLine - 3);
  context.stroke();
}

function ellipse(context: SKRSContext2D, x: number, y: number, rx: number, ry: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  context.fill();
}

/** Half of each colour, both `#rrggbb`. */
function mix(a: string, b: string): string {
  const channels = [1, 3, 5].map((at) => (parseInt(a.slice(at, at + 2), 16) + parseInt(b.slice(at, at + 2), 16)) >> 1);
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
