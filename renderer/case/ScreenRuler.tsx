/** Measures the screen once with a card of known width held against it, so that actual size is actual. */

import { useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { AppError } from '../../shared/result.ts';
import { call } from '../client.ts';
import { useTexts } from '../language.tsx';
import { say } from '../live.ts';
import { useSession } from '../session.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';

/** ISO/IEC 7810 ID-1. */
const CARD_WIDTH_MM = 85.6;
const CARD_HEIGHT_MM = 53.98;
/** CSS pixels: of the coarsest and the finest screen that has room for a card. */
const narrowest = 180;
const widest = 760;

interface ScreenRulerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ScreenRuler({ isOpen, onClose }: ScreenRulerProps) {
  return isOpen ? <OpenRuler onClose={onClose} /> : null;
}

function OpenRuler({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts();
  const { session, replace } = useSession();
  const ratio = window.devicePixelRatio;
  const [widthPx, setWidthPx] = useState(() =>
    Math.round(CARD_WIDTH_MM * (session.dotsPerMm === null ? 96 / 25.4 : session.dotsPerMm / ratio)),
  );
  const [error, setError] = useState<AppError | null>(null);
  const set = (width: number): void => setWidthPx(Math.min(Math.max(width, narrowest), widest));

  async function keep(dotsPerMm: number | null): Promise<void> {
    const answer = await call('session.setScreen', { dotsPerMm });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    replace(answer.value);
    if (dotsPerMm !== null) say('ruler.saved', {}, 'good');
    onClose();
  }

  return (
    <Dialog
      title={t('ruler.title')}
      isOpen
      wide
      onClose={onClose}
      testId="ruler-dialog"
      actions={
        <>
          <Button
            look="quiet"
            isDisabled={session.dotsPerMm === null}
            onPress={() => void keep(null)}
            testId="ruler-forget"
          >
            {t('ruler.forget')}
          </Button>
          <Button onPress={onClose} hotkey="Esc">
            {t('ruler.cancel')}
          </Button>
          <Button look="primary" onPress={() => void keep((widthPx * ratio) / CARD_WIDTH_MM)} testId="ruler-save">
            {t('ruler.save')}
          </Button>
        </>
      }
    >
      <p>{t('ruler.explain')}</p>
      <div className="ruler-card-place">
        <div
          className="ruler-card"
          style={{ width: `${widthPx}px`, height: `${(widthPx * CARD_HEIGHT_MM) / CARD_WIDTH_MM}px` }}
        >
          85.6 mm
        </div>
      </div>
      <Slider
        className="slider"
        value={widthPx}
        minValue={narrowest}
        maxValue={widest}
        step={1}
        onChange={(value) => set(value)}
      >
        <Label className="field-label">{t('ruler.card')}</Label>
        <SliderOutput className="slider-output">{`${widthPx} px`}</SliderOutput>
        <Button look="quiet" label={t('ruler.narrower')} onPress={() => set(widthPx - 1)}>
          −
        </Button>
        <SliderTrack className="slider-track">
          <SliderThumb className="slider-thumb" autoFocus />
        </SliderTrack>
        <Button look="quiet" label={t('ruler.wider')} onPress={() => set(widthPx + 1)}>
          +
        </Button>
      </Slider>
      {session.dotsPerMm === null ? <p className="soft">{t('ruler.assumed')}</p> : null}
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  );
}
