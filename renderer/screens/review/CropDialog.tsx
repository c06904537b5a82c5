/** The officer frames the photo by mouse or keys; what is in the frame is printed and goes into the chip. */

import { useState, type KeyboardEvent } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { ApplicationView } from '../../../shared/model/issue.ts';
import { LARGEST_TURN_DEGREES, type Crop } from '../../../shared/portrait/crop.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { CropStage } from './CropStage.tsx';
import { stepCrop, stepOfKey, turnTo, TURN_DEGREES, type CropStep, type Framing } from './crop-steps.ts';
import { CardPortrait, FramedPhoto, usePhotoBitmap } from './FramedPhoto.tsx';

interface CropDialogProps {
  readonly view: ApplicationView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSaved: (view: ApplicationView) => void;
}

export function CropDialog({ view, isOpen, onClose, onSaved }: CropDialogProps) {
  const t = useTexts();
  return isOpen ? <OpenCropDialog view={view} onClose={onClose} onSaved={onSaved} title={t('crop.title')} /> : null;
}

interface OpenProps extends Omit<CropDialogProps, 'isOpen'> {
  readonly title: string;
}

function OpenCropDialog({ view, onClose, onSaved, title }: OpenProps) {
  const t = useTexts();
  const { application, framing, photo } = view;
  const bounds: Framing = {
    photo: { width: framing.photo.widthPx, height: framing.photo.heightPx },
    frame: { width: framing.frame.widthMm, height: framing.frame.heightMm },
  };
  const bitmap = usePhotoBitmap(photo);
  /** Null: as the program chooses. */
  const [chosen, setChosen] = useState<Crop | null>(application.crop);
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const crop = chosen ?? framing.automatic;
  const step = (to: CropStep): void => setChosen((now) => stepCrop(now ?? framing.automatic, to, bounds));

  async function save(): Promise<void> {
    if (working) return;
    setWorking(true);
    setError(null);
    const { id, revision } = application;
    const answer = await call('review.crop', { applicationId: id, revision, crop: chosen });
    setWorking(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    say('crop.saved', { number: application.number }, 'good');
    onSaved(answer.value);
  }

  /** Zoom, turn and reset by key also from the sliders; arrows there belong to the slider. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key.startsWith('Arrow')) return;
    const to = stepOfKey(event.key);
    if (to !== null) step(to);
    else if (event.key === '0') setChosen(null);
    else return;
    event.preventDefault();
  }

  useHotkey('Ctrl+Enter', () => void save(), { throughDialogs: true });

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      wide
      testId="crop-dialog"
      actions={
        <>
          <Button onPress={onClose} hotkey="Esc" testId="crop-cancel">
            {t('crop.cancel')}
          </Button>
          <Button look="primary" onPress={() => void save()} isPending={working} hotkey="Ctrl+Enter" testId="crop-save">
            {working ? t('crop.saving') : t('crop.save')}
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the same keys as on the photo, wherever the focus is */}
      <div className="crop-body" onKeyDown={onKeyDown}>
        <CropStage
          photo={bitmap}
          crop={crop}
          framing={bounds}
          onCrop={setChosen}
          onStep={step}
          onReset={() => setChosen(null)}
        />
        <div className="crop-side">
          <div className="crop-results">
            <figure>
              <CardPortrait photo={bitmap} crop={crop} frame={bounds.frame} label={t('crop.result')} />
              <figcaption>{t('crop.result')}</figcaption>
            </figure>
            <figure>
              <FramedPhoto photo={bitmap} crop={crop} frame={bounds.frame} label={t('crop.original')} />
              <figcaption>{t('crop.original')}</figcaption>
            </figure>
          </div>
          <ZoomSlider crop={crop} bounds={bounds} onCrop={setChosen} onStep={step} />
          <TurnSlider crop={crop} bounds={bounds} onCrop={setChosen} onStep={step} />
          <div className="crop-reset">
            <Button onPress={() => setChosen(null)} hotkey="0" isDisabled={chosen === null} testId="crop-reset">
              {t('crop.reset')}
            </Button>
          </div>
          <p className="soft crop-keys">{t('crop.keys')}</p>
        </div>
      </div>
      <p className="soft">{t('crop.explain')}</p>
      {error === null ? null : <ErrorNotice error={error} />}
    </Dialog>
  );
}

interface ControlProps {
  readonly crop: Crop;
  readonly bounds: Framing;
  readonly onCrop: (crop: Crop) => void;
  readonly onStep: (step: CropStep) => void;
}

/** In percent of the photo's width that fits into the frame: 100 shows all of it. */
function ZoomSlider({ crop, bounds, onCrop, onStep }: ControlProps) {
  const t = useTexts();
  return (
    <Slider
      className="slider"
      value={Math.round(100 / crop.width)}
      minValue={100}
      maxValue={400}
      step={1}
      onChange={(percent) => onCrop(stepCrop({ ...crop, width: 104 / percent }, 'nearer', bounds))}
    >
      <Label className="field-label">{t('crop.zoom')}</Label>
      <SliderOutput className="slider-output">{`${Math.round(100 / crop.width)} %`}</SliderOutput>
      <Button look="quiet" label={t('crop.farther')} onPress={() => onStep('farther')} testId="crop-farther">
        −
      </Button>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <Button look="quiet" label={t('crop.nearer')} onPress={() => onStep('nearer')} testId="crop-nearer">
        +
      </Button>
    </Slider>
  );
}

function TurnSlider({ crop, bounds, onCrop, onStep }: ControlProps) {
  const t = useTexts();
  return (
    <Slider
      className="slider"
      value={crop.turnDegrees}
      minValue={-LARGEST_TURN_DEGREES}
      maxValue={LARGEST_TURN_DEGREES}
      step={TURN_DEGREES}
      onChange={(degrees) => onCrop(turnTo(crop, degrees, bounds))}
    >
      <Label className="field-label">{t('crop.turn')}</Label>
      <SliderOutput className="slider-output">{`${crop.turnDegrees.toFixed(1)}°`}</SliderOutput>
      <Button look="quiet" label={t('crop.turnLeft')} onPress={() => onStep('turnLeft')} testId="crop-turn-left">
        ↺
      </Button>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <Button look="quiet" label={t('crop.turnRight')} onPress={() => onStep('turnRight')} testId="crop-turn-right">
        ↻
      </Button>
    </Slider>
  );
}
