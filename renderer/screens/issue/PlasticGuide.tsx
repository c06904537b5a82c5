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
      {/* The emblem face: medallion, lines of text, and the seal in its corner. */}
      <svg viewBox="0 0 85.6 53.98" aria-hidden="true" focusable="false">
        <rect className="guide-card" x="0.5" y="0.5" width="84.6" height="52.98" rx="3.18" />
        <circle className="guide-part" cx="15" cy="14" r="9" />
        <rect className="guide-part" x="28" y="6" width="26" height="3" rx="1" />
        <rect className="guide-part" x="28" y="13" width="50" height="4.5" rx="1" />
        <rect className="guide-part" x="28" y="24" width="46" height="2" rx="1" />
        <rect className="guide-part" x="28" y="34" width="26" height="3" rx="1" />
        <rect className="guide-number" x="61" y="30.5" width="20" height="20" rx="1" />
        <path
          className="guide-six"
          d="M64 33.5h2v12h12v2h-14z M69 34h3v3h-3z M74 36h3v3h-3z M70 40h4v3h-4z M76 33.5h2v2h-2z"
        />
      </svg>
      <p>{t('issue.verify.hidden')}</p>
      <TrayCard />
    </div>
  );
}
