/** Where the staffing plan has two people answer for a warning: both see what is set aside, and the second one signs in. */

import type { Application, Warning } from '../../../shared/model/application.ts';
import { warningText } from '../../../shared/messages/warning-text.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { useLanguage, useTexts } from '../../language.tsx';
import { SecondPersonDialog } from '../../ui/SecondPersonDialog.tsx';

interface OverrideDialogProps {
  readonly application: Application;
  readonly warnings: readonly Warning[];
  readonly onClose: () => void;
  readonly onApproved: (second: Signer) => void;
}

export function OverrideDialog({ application, warnings, onClose, onApproved }: OverrideDialogProps) {
  const t = useTexts();
  const language = useLanguage();
  const facts = warnings.map((warning, index) => ({
    label: `${t('override.warnings')} ${index + 1}`,
    value: warningText(warning, language),
    wide: true,
  }));
  return (
    <SecondPersonDialog
      name="override"
      title={t('override.title')}
      actText={t('override.submit')}
      cases={[{ id: application.id, title: t('override.case', { number: application.number }), facts }]}
      onClose={onClose}
      onApproved={onApproved}
    />
  );
}
