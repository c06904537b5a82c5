/** In place of the preview while the plastic is read: where on the card to look, and nothing that could be copied. */

import { useTexts } from '../../language.tsx';
import { TrayCard } from './TrayCard.tsx';

export function PlasticGuide() {
  const t = useTexts();
  return (
    <div className="panel guide" data-testid="preview-hidden">
      {/* ID-1, in millimetres: portrait on the right, the number below, its last six characters marked. */}
      <svg viewBox="0 0 85.6 53.98" aria-hidden="true" focusable="false">
        <rect className="guide-card" x="0.5" y="0.5" width="84.6" height="52.98" rx="3.18" />
        <rect className="guide-part" x="58" y="10" width="21" height="27" rx="1" />
        <rect className="guide-part" x="6" y="12" width="34" height="3" rx="1" />
        <rect className="guide-part" x="6" y="19" width="22" height="3" rx="1" />
        <rect className="guide-part" x="6" y="26" width="28" height="3" rx="1" />
        <rect className="guide-part" x="6" y="33" width="40" height="3" rx="1" />
        <rect className="guide-number" x="6" y="42" width="50" height="6" rx="1" />
        <rect className="guide-six" x="39" y="43.5" width="15.5" height="3" rx="0.6" />
      </svg>
      <p>{t('issue.verify.hidden')}</p>
      <TrayCard />
    </div>
  );
}
