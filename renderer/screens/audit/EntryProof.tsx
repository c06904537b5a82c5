/** That the entry is in the log: the inclusion proof, in one sentence and as the text that other tools check. */

import { useState } from 'react';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';
import { proofFacts } from './proof-facts.ts';
import { ProofText } from './ProofText.tsx';

export function EntryProof({ sequence, version }: { readonly sequence: number; readonly version: number }) {
  const t = useTexts();
  const [isShown, setShown] = useState(false);
  const { value, error } = useCall('audit.proof', { sequence }, version);
  const facts = value === null ? null : proofFacts(value.proof);
  return (
    <section aria-labelledby="entry-proof" className="audit-section" data-testid="entry-proof">
      <h3 id="entry-proof">{t('audit.proof')}</h3>
      {error === null ? null : <ErrorNotice error={error} />}
      {facts === null ? null : (
        <div className="audit-line">
          <p className="soft">{t('audit.proof.says', { size: facts.size, hashes: facts.hashes })}</p>
          <Button onPress={() => setShown(!isShown)} testId="proof-show">
            {t(isShown ? 'audit.proof.hide' : 'audit.proof.show')}
          </Button>
        </div>
      )}
      {isShown && value !== null ? <ProofText label={t('audit.proof.text')} text={value.proof} /> : null}
    </section>
  );
}
