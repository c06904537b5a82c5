/** Nobody can mistake the training office for the real one. */

import { useTexts } from '../language.tsx';

export function TrainingBanner() {
  const t = useTexts();
  return (
    <header className="training-banner" data-testid="training-banner">
      {t('banner.training')}
    </header>
  );
}
