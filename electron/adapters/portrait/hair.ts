/** Hair of a drawn sitter, the part behind the head and the part on it; a head scarf counts as hair. */

import type { SKRSContext2D } from '@napi-rs/canvas';
import { chinDepth, halfWidth, traceFace } from './face.ts';
import { darker, type Traits } from './traits.ts';

export function drawHairBehind(context: SKRSContext2D, traits: Traits): void {
  const w = halfWidth(traits);
  const chin = chinDepth(traits);
  context.fillStyle = darker(traits.hair === 'scarf' ? traits.cloth : traits.hairColour, 0.82);
  context.beginPath();
  switch (traits.hair) {
    case 'long':
      context.moveTo(-w - 22, -40);
      context.bezierCurveTo(-w - 40, -190, w + 40, -190, w + 22, -40);
      context.bezierCurveTo(w + 34, 60, w + 42, 150, w + 18, 210);
      context.lineTo(-w - 18, 210);
      context.bezierCurveTo(-w - 42, 150, -w - 34, 60, -w - 22, -40);
      break;
    case 'bob':
      context.moveTo(-w - 20, -40);
      context.bezierCurveTo(-w - 34, -184, w + 34, -184, w + 20, -40);
      context.bezierCurveTo(w + 34, 30, w + 30, 90, w - 4, chin * 0.92);
      context.lineTo(-w + 4, chin * 0.92);
      context.bezierCurveTo(-w - 30, 90, -w - 34, 30, -w - 20, -40);
      break;
    case 'bun':
      context.ellipse(0, -150, 44, 38, 0, 0, 2 * Math.PI);
      break;
    case 'scarf':
      context.moveTo(-w - 30, -30);
      context.bezierCurveTo(-w - 36, -196, w + 36, -196, w + 30, -30);
      context.bezierCurveTo(w + 40, 90, 120, 160, 150, 230);
      context.lineTo(-150, 230);
      context.bezierCurveTo(-120, 160, -w - 40, 90, -w - 30, -30);
      break;
    case 'short':
    case 'side':
    case 'curly':
    case 'bald':
      return;
  }
  context.fill();
}

export function drawHairInFront(context: SKRSContext2D, traits: Traits): void {
  const w = halfWidth(traits);
  const shine = context.createLinearGradient(-w, -150, w, -20);
  shine.addColorStop(0, darker(traits.hairColour, 1.3));
  shine.addColorStop(0.5, traits.hairColour);
  shine.addColorStop(1, darker(traits.hairColour, 0.75));
  context.fillStyle = shine;
  switch (traits.hair) {
    case 'short':
      crown(context, w, 12, [w * 0.7, -66, -w * 0.7, -66]);
      break;
    case 'bun':
    case 'bob':
    case 'long':
      crown(context, w, 14, [w * 0.2, -112, -w * 0.9, -70]);
      break;
    case 'side':
      crown(context, w, 16, [w * 0.95, -60, -w * 0.2, -96]);
      break;
    case 'curly':
      drawCurls(context, w);
      break;
    case 'bald':
      drawTemples(context, traits, w);
      break;
    case 'scarf':
      drawScarf(context, traits, w);
      break;
  }
}

/** A cap of hair from ear to ear, `lift` above the skull; the hairline bends through two control points. */
function crown(
  context: SKRSContext2D,
  w: number,
  lift: number,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): void {
  context.beginPath();
  context.moveTo(-w - 7, -8);
  context.bezierCurveTo(-w - 18, -134 - lift * 2, w + 18, -134 - lift * 2, w + 7, -8);
  context.quadraticCurveTo(w - 2, -44, w * 0.86, -58);
  context.bezierCurveTo(x1, y1, x2, y2, -w * 0.86, -58);
  context.quadraticCurveTo(-w + 2, -44, -w - 7, -8);
  context.fill();
}

function drawCurls(context: SKRSContext2D, w: number): void {
  context.beginPath();
  for (let step = 0; step <= 12; step += 1) {
    const angle = Math.PI * (1.04 - (1.08 * step) / 12);
    const x = Math.cos(angle) * (w + 6);
    const y = -30 - Math.sin(angle) * 92;
    context.moveTo(x + 30, y);
    context.arc(x, y, 30, 0, 2 * Math.PI);
  }
  context.moveTo(w * 0.7, -96);
  context.ellipse(0, -98, w * 0.78, 32, 0, 0, 2 * Math.PI);
  context.fill();
}

function drawTemples(context: SKRSContext2D, traits: Traits, w: number): void {
  context.save();
  traceFace(context, traits);
  context.clip();
  for (const side of [-1, 1]) {
    context.beginPath();
    context.ellipse(side * w, -34, 15, 40, 0, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

function drawScarf(context: SKRSContext2D, traits: Traits, w: number): void {
  const chin = chinDepth(traits);
  context.fillStyle = traits.cloth;
  context.beginPath();
  context.moveTo(-w - 30, -20);
  context.bezierCurveTo(-w - 34, -186, w + 34, -186, w + 30, -20);
  context.bezierCurveTo(w + 30, 70, w * 0.6, chin + 24, 0, chin + 60);
  context.bezierCurveTo(-w * 0.6, chin + 24, -w - 30, 70, -w - 30, -20);
  // The opening for the face, cut out by the even-odd rule.
  context.ellipse(0, 6, w * 0.86, chin * 0.98, 0, 0, 2 * Math.PI);
  context.fill('evenodd');
  context.strokeStyle = traits.clothDark;
  context.lineWidth = 3;
  for (const offset of [10, 22]) {
    context.beginPath();
    context.ellipse(0, 6, w * 0.86 + offset, chin * 0.98 + offset, 0, 0.2, Math.PI - 0.2);
    context.stroke();
  }
}
