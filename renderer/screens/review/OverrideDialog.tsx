/** Where the staffing plan has two people answer for a warning: both see what is set aside, and the second one signs in. */

import type { Language } from '../../../shared/messages/texts.ts';
import type { Application, Warning } from '../../../shared/model/application.ts';
import { warningText } from '../../../shared/messages/warning-text.ts';
import type { SecondPerson as Signer } from '../../../shared/model/service.ts';
import { translate, useLanguage, useTexts } from '../../language.tsx';
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
  const { id, revision } = application;
  // As `ReviewCase` sends it: every warning named.
  const acknowledged = warnings.map(({ kind }) => kind);
  return (
    <SecondPersonDialog
      name="override"
      title={t('override.title')}
      actText={t('override.submit')}
      cases={[{ id, ...shownIn(language, application, warnings) }]}
      keep={{
        act: { call: 'review.accept', request: { applicationId: id, revision, acknowledged } },
        describe: (spoken) => shownIn(spoken, application, warnings),
      }}
      onClose={onClose}
      onApproved={onApproved}
    />
  );
}

function shownIn(language: Language, { number }: Application, warnings: readonly Warning[]) {
  const facts = warnings.map((warning, index) => ({
    label: `${translate(language, 'override.warnings')} ${index + 1}`,
    value: warningText(warning, language),
    wide: true,
  }));
  return { title: translate(language, 'override.case', { number }), facts };
}
