/** Verifying the log, and taking it away as evidence. */

import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { shortHash } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';

type Verdict = CallOutput<'audit.verify'>;

export function AuditProof({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts();
  const may = useMay();
  const [working, setWorking] = useState<'verify' | 'export' | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [exported, setExported] = useState<NonNullable<CallOutput<'audit.chooseAndExport'>> | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  async function verify(): Promise<void> {
    if (working !== null) return;
    setWorking('verify');
    setError(null);
    const answer = await call('audit.verify', {});
    setWorking(null);
    if (!answer.ok) setError(answer.error);
    else {
      setVerdict(answer.value);
      if (answer.value.intact) say('audit.verified', {}, 'good');
      else say('audit.notIntact', {}, 'bad');
    }
    onDone();
  }

  async function takeAway(): Promise<void> {
    if (working !== null) return;
    setWorking('export');
    setError(null);
    const answer = await call('audit.chooseAndExport', {});
    setWorking(null);
    if (!answer.ok) setError(answer.error);
    else if (answer.value !== null) {
      setExported(answer.value);
      say('audit.exported', answer.value, 'good');
    }
    onDone();
  }

  return (
    <section className="audit-proof" aria-label={t('audit.verify')}>
      <div className="button-row">
        <Button look="primary" onPress={() => void verify()} isPending={working === 'verify'} testId="audit-verify">
          {working === 'verify' ? t('audit.verifying') : t('audit.verify')}
        </Button>
        {may('audit.chooseAndExport') ? (
          <Button onPress={() => void takeAway()} isPending={working === 'export'} testId="audit-export">
            {t('audit.export')}
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {verdict === null ? null : <VerdictNotice verdict={verdict} t={t} />}
      {exported === null ? null : <Notice tone="good" title={t('audit.exported', exported)} testId="audit-exported" />}
    </section>
  );
}

function VerdictNotice({ verdict, t }: { readonly verdict: Verdict; readonly t: Translate }) {
  if (verdict.intact) {
    const title = t('audit.intact', { size: verdict.size, rootHash: shortHash(verdict.rootHash) });
    return <Notice tone="good" title={title} testId="audit-verdict" />;
  }
  return (
    <div data-testid="audit-verdict">
      {verdict.problem === null ? null : (
        <ErrorNotice error={verdict.problem}>
          <p>{t('audit.broken')}</p>
        </ErrorNotice>
      )}
    </div>
  );
}
