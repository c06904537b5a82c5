/** A field to sign in by pen, finger or mouse. Keeps points in ten-thousandths of its width, whatever the screen. */

import { useEffect, useRef, type PointerEvent } from 'react';

export type Stroke = [number, number][];

const UNITS = 10_000;
/** Three times as wide as high, as on the receipt. */
const WIDTH_PX = 900;
const HEIGHT_PX = WIDTH_PX / 3;
const MOST_POINTS = 2000;

interface SignaturePadProps {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

export function SignaturePad({ label, strokes, onChange }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<Stroke | null>(null);
  useEffect(() => draw(canvas.current, strokes), [strokes]);

  function begin(event: PointerEvent<HTMLCanvasElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = [pointOf(event)];
  }
  function go(event: PointerEvent<HTMLCanvasElement>): void {
    const points = drawing.current;
    if (points === null || points.length >= MOST_POINTS) return;
    points.push(pointOf(event));
    draw(canvas.current, [...strokes, points]);
  }
  function end(): void {
    const points = drawing.current;
    drawing.current = null;
    // A touch without a line is no signature.
    if (points !== null && points.length > 1) onChange([...strokes, points]);
  }
  return (
    <figure className="signature">
      <canvas
        ref={canvas}
        className="signature-pad"
        width={WIDTH_PX}
        height={HEIGHT_PX}
        role="img"
        aria-label={label}
        data-testid="signature-pad"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <figcaption className="soft">{label}</figcaption>
    </figure>
  );
}

function pointOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const frame = event.currentTarget.getBoundingClientRect();
  const unit = (value: number): number => Math.max(0, Math.min(UNITS, Math.round(value * UNITS)));
  return [unit((event.clientX - frame.left) / frame.width), unit((event.clientY - frame.top) / frame.width)];
}

function draw(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const pen = canvas?.getContext('2d');
  if (pen === null || pen === undefined) return;
  pen.clearRect(0, 0, WIDTH_PX, HEIGHT_PX);
  pen.strokeStyle = '#10151a';
  pen.lineWidth = 4;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const stroke of strokes) {
    pen.beginPath();
    for (const [x, y] of stroke) pen.lineTo((x / UNITS) * WIDTH_PX, (y / UNITS) * WIDTH_PX);
    pen.stroke();
  }
}
