/** The card preview with the texts of the current language. */

import { useMemo } from 'react';
import type { ApplicationId } from '../../shared/model/ids.ts';
import { useTexts } from '../language.tsx';
import { CardPreview } from '../ui/CardPreview.tsx';
import { ErrorNotice } from '../ui/Notice.tsx';
import { useCall } from '../use-call.ts';

interface PreviewProps {
  readonly pdf: Uint8Array;
  readonly label: string;
}

export function Preview({ pdf, label }: PreviewProps) {
  const t = useTexts();
  const texts = useMemo(
    () => ({
      portraitFace: t('preview.portraitFace'),
      emblemFace: t('preview.emblemFace'),
      flip: t('preview.flip'),
      bothFaces: t('preview.bothFaces'),
      zoomFit: t('preview.zoomFit'),
      zoomActualSize: t('preview.zoomActualSize'),
      zoomMagnified: t('preview.zoomMagnified'),
      zoomIn: t('preview.zoomIn'),
      zoomOut: t('preview.zoomOut'),
      rendering: t('preview.rendering'),
      unreadable: t('preview.unreadable'),
    }),
    [t],
  );
  return <CardPreview pdf={pdf} label={label} texts={texts} />;
}

interface CasePreviewProps {
  readonly applicationId: ApplicationId;
  readonly number: string;
  /** Grows when the faces may have changed. */
  readonly version: number;
}

/** The faces of a case: of its job where there is one, else as they would be composed now. */
export function CasePreview({ applicationId, number, version }: CasePreviewProps) {
  const t = useTexts();
  const { value, error } = useCall('application.preview', { applicationId }, version);
  if (error !== null) return <ErrorNotice error={error} />;
  if (value === null) return <p className="empty">{t('preview.composing')}</p>;
  return <Preview pdf={value.pdf} label={t('preview.label', { number })} />;
}
