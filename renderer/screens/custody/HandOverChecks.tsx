/** The checks before a card leaves: identity, the holder's own look, and the old card where there is one. */

import type { KindOfIssue } from '../../../shared/model/approval.ts';
import { useTexts } from '../../language.tsx';
import { Checkbox } from '../../ui/fields.tsx';

export interface Checks {
  readonly identityChecked: boolean;
  readonly holderChecked: boolean;
  readonly oldCardCollected: boolean;
}

export const noChecks: Checks = { identityChecked: false, holderChecked: false, oldCardCollected: false };

/** Every kind but a first issue and a loss collects the old card (docs/design.md section 5). */
export function collectsOldCard(kind: KindOfIssue): boolean {
  return kind !== 'firstIssue' && kind !== 'loss';
}

export function isChecked(checks: Checks, kind: KindOfIssue): boolean {
  return checks.identityChecked && checks.holderChecked && (checks.oldCardCollected || !collectsOldCard(kind));
}

interface HandOverChecksProps {
  readonly kind: KindOfIssue;
  readonly checks: Checks;
  readonly onChange: (checks: Checks) => void;
}

export function HandOverChecks({ kind, checks, onChange }: HandOverChecksProps) {
  const t = useTexts();
  return (
    <fieldset className="panel hand-over-checks">
      <legend className="field-label">{t('handover.checks')}</legend>
      <Checkbox
        isSelected={checks.identityChecked}
        onChange={(identityChecked) => onChange({ ...checks, identityChecked })}
        testId="check-identity"
      >
        {t('handover.identity')}
      </Checkbox>
      <Checkbox
        isSelected={checks.holderChecked}
        onChange={(holderChecked) => onChange({ ...checks, holderChecked })}
        testId="check-holder"
      >
        {t('handover.holder')}
      </Checkbox>
      {collectsOldCard(kind) ? (
        <Checkbox
          isSelected={checks.oldCardCollected}
          onChange={(oldCardCollected) => onChange({ ...checks, oldCardCollected })}
          testId="check-old-card"
        >
          {t('handover.oldCard')}
        </Checkbox>
      ) : (
        <p className="soft">{kind === 'loss' ? t('handover.oldCardLoss') : t('handover.oldCardNone')}</p>
      )}
    </fieldset>
  );
}
