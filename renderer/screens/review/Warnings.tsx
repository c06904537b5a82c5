/** What a reviewer should look at twice; each is ticked off by itself before the application can be accepted. */

import type { Warning } from '../../../shared/model/application.ts';
import { warningText } from '../../../shared/messages/warning-text.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { Shape } from '../../ui/Shape.tsx';

interface WarningsProps {
  readonly warnings: readonly Warning[];
  readonly acknowledged: readonly string[];
  readonly isOpen: boolean;
  readonly onAcknowledge: (kind: Warning['kind'], isSeen: boolean) => void;
}

export function Warnings({ warnings, acknowledged, isOpen, onAcknowledge }: WarningsProps) {
  const t = useTexts();
  const language = useLanguage();
  if (warnings.length === 0) return null;

  return (
    <section className="panel warnings" aria-labelledby="warnings-title" data-testid="warnings">
      <h2 id="warnings-title">
        <Shape name="triangle" />
        {t('review.warnings')}
        {isOpen ? <span className="soft">{t('review.warningsExplain')}</span> : null}
      </h2>
      <ul>
        {warnings.map((warning) => (
          <li key={warning.kind}>
            {isOpen ? (
              <Checkbox
                isSelected={acknowledged.includes(warning.kind)}
                onChange={(isSeen) => onAcknowledge(warning.kind, isSeen)}
                testId={`warning-${warning.kind}`}
              >
                {warningText(warning, language)}
              </Checkbox>
            ) : (
              warningText(warning, language)
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
