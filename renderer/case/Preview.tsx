/** The card preview with the texts of the current language, at the size that this screen was measured to have. */

import { useMemo, useState } from 'react';
import type { CallOutput } from '../../shared/contract.ts';
import type { ApplicationId, CardId } from '../../shared/model/ids.ts';
import { useTexts } from '../language.tsx';
import { useMay, useSession } from '../session.tsx';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';
import { useCall, type Loaded } from '../use-call.ts';
import { ScreenRuler } from './ScreenRuler.tsx';

/** CSS takes an inch for 96 pixels, whatever the screen. */
const ASSUMED_PX_PER_MM = 96 / 25.4;

interface PreviewProps {
  readonly pdf: Uint8Array;
  readonly label: string;
  readonly isStale?: boolean;
}

export function Preview({ pdf, label, isStale = false }: PreviewProps) {
  const t = useTexts();
  const may = useMay();
  const { dotsPerMm } = useSession().session;
  const [measuring, setMeasuring] = useState(false);
  const texts = useMemo(
    () => ({
      portraitFace: t('preview.portraitFace'),
      emblemFace: t('preview.emblemFace'),
      flip: t('preview.flip'),
      bothFaces: t('preview.bothFaces'),
      zoomFit: t('preview.zoomFit'),
      zoomActualSize: t('preview.zoomActualSize'),
      zoomIn: t('preview.zoomIn'),
      zoomOut: t('preview.zoomOut'),
      measure: t('preview.measure'),
      layers: t('preview.layers'),
      layer: {
        visible: t('preview.layer.visible'),
        uv: t('preview.layer.uv'),
        overlay: t('preview.layer.overlay'),
      },
      layerAbsent: t('preview.layerAbsent'),
      keys: t('preview.keys'),
      rendering: t('preview.rendering'),
      unreadable: t('preview.unreadable'),
    }),
    [t],
  );
  return (
    <>
      <CardPreview
        pdf={pdf}
        label={label}
        texts={texts}
        pxPerMm={dotsPerMm === null ? ASSUMED_PX_PER_MM : dotsPerMm / window.devicePixelRatio}
        isStale={isStale}
        onMeasure={may('session.setScreen') ? () => setMeasuring(true) : null}
      />
      <ScreenRuler isOpen={measuring} onClose={() => setMeasuring(false)} />
    </>
  );
}

interface CasePreviewProps {
  readonly applicationId: ApplicationId;
  /** Of a card that is made: a case may have had more than one. */
  readonly cardId?: CardId;
  readonly number: string;
  /** Grows when the faces may have changed. */
  readonly version: number;
}

/** The faces of a case: of that card, of its job where there is one, else as they would be composed now. */
export function CasePreview({ applicationId, cardId, number, version }: CasePreviewProps) {
  const asked = { applicationId, ...(cardId === undefined ? {} : { cardId }) };
  const preview = useCall('application.preview', asked, version);
  return <LoadedPreview preview={preview} number={number} />;
}

interface LoadedPreviewProps {
  readonly preview: Loaded<CallOutput<'application.preview'>>;
  readonly number: string;
}

/** As `CasePreview`, where the screen has asked for the faces itself. */
export function LoadedPreview({ preview: { value, error, loading }, number }: LoadedPreviewProps) {
  const t = useTexts();
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null) return <p className="empty">{t('preview.composing')}</p>;
  return <Preview pdf={value.pdf} label={t('preview.label', { number })} isStale={loading} />;
}
