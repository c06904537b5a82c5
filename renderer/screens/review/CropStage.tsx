/** The photo under the frame, moved by dragging, by the wheel and by keys. */

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { Crop } from '../../../shared/portrait/crop.ts';
import { useTexts } from '../../language.tsx';
import { movePhoto, stepOfKey, type CropStep, type Framing } from './crop-steps.ts';
import { drawStage } from './draw-crop.ts';

/** CSS pixels; the frame leaves room to see what is cut off. */
const stage = { width: 372, height: 440, frameWidth: 288 } as const;

interface CropStageProps {
  readonly photo: ImageBitmap | null;
  readonly crop: Crop;
  readonly framing: Framing;
  readonly onCrop: (crop: Crop) => void;
  readonly onStep: (step: CropStep) => void;
  readonly onReset: () => void;
}

export function CropStage({ photo, crop, framing, onCrop, onStep, onReset }: CropStageProps) {
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const desk = useRef<HTMLDivElement>(null);
  // Its keys work from the first moment.
  useEffect(() => desk.current?.focus(), []);

  useEffect(() => {
    const shown = canvas.current;
    if (shown === null || photo === null) return;
    const ratio = window.devicePixelRatio;
    shown.width = Math.round(stage.width * ratio);
    shown.height = Math.round(stage.height * ratio);
    drawStage(shown, photo, crop, framing.frame, stage.frameWidth * ratio);
  }, [photo, crop, framing]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const step = stepOfKey(event.key);
    if (step !== null) onStep(step);
    else if (event.key === '0') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** One drag goes by where it began, so that the photo stays under the pointer. */
  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.button !== 0) return;
    const element = event.currentTarget;
    const from = { x: event.clientX, y: event.clientY, crop };
    element.setPointerCapture(event.pointerId);
    element.focus();
    const end = new AbortController();
    const move = (moved: globalThis.PointerEvent): void => {
      const across = (moved.clientX - from.x) / stage.frameWidth;
      const down = (moved.clientY - from.y) / stage.frameWidth;
      onCrop(movePhoto(from.crop, across, down, framing));
    };
    element.addEventListener('pointermove', move, { signal: end.signal });
    for (const over of ['pointerup', 'pointercancel'] as const) {
      element.addEventListener(over, () => end.abort(), { signal: end.signal });
    }
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application region has keys of its own
    <div
      ref={desk}
      className="crop-stage"
      style={{ width: `${stage.width}px`, height: `${stage.height}px` }}
      role="application"
      aria-label={t('crop.stage')}
      aria-roledescription={t('crop.stageRole')}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown + - [ ] 0"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1: it is worked by keys
      tabIndex={0}
      data-testid="crop-stage"
      data-crop={`${crop.x.toFixed(4)} ${crop.y.toFixed(4)} ${crop.width.toFixed(4)} ${crop.turnDegrees.toFixed(1)}`}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onWheel={(event) => onStep(event.deltaY < 0 ? 'nearer' : 'farther')}
    >
      <canvas ref={canvas} />
    </div>
  );
}
