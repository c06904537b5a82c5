/** A text of a public format, to be selected and copied whole. */

import { useTexts } from '../../language.tsx';

export function ProofText({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTexts();
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <textarea
        className="input exact audit-text"
        readOnly
        rows={Math.min(9, text.trimEnd().split('\n').length)}
        value={text}
        spellCheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        data-testid="proof-text"
      />
      <span className="field-help">{t('audit.proof.copy')}</span>
    </label>
  );
}
