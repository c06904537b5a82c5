/** Nobody can mistake the training office for the real one. */

import { useTexts } from '../language.tsx';

export function TrainingBanner() {
  const t = useTexts();
  return (
    <p className="training-banner" data-testid="training-banner">
      {t('banner.training')}
    </p>
  );
}
