/** A text of a public format, to be selected and copied whole. */

import { useTexts } from '../../language.tsx';

const mostLines = 9;

export function ProofText({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTexts();
  const lines = text.trimEnd().split('\n').length;
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <textarea
        className={lines === 1 ? 'input exact audit-text wraps' : 'input exact audit-text'}
        readOnly
        rows={Math.max(2, Math.min(mostLines, lines))}
        value={text}
        spellCheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
        data-testid="proof-text"
      />
      <span className="field-help">{t('audit.proof.copy')}</span>
    </label>
  );
}
