/** What goes back to the authority: exported again until acknowledged. */

import { useState } from 'react';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';

export function Results({ version }: { readonly version: number }) {
  const t = useTexts();
  const { value, error, reload } = useCall('results.summary', {}, version);
  const [failure, setFailure] = useState<AppError | null>(null);

  async function takeAway(): Promise<void> {
    const answer = await call('results.chooseAndExport', {});
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok && answer.value !== null) say('results.exported', answer.value, 'good');
    reload();
  }
  async function acknowledge(): Promise<void> {
    const answer = await call('results.chooseAndAcknowledge', {});
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok && answer.value !== null) say('results.acknowledged', answer.value, 'good');
    reload();
  }
  const shown = failure ?? error;
  return (
    <section className="panel stack" aria-labelledby="results-title" data-testid="results">
      <h2 id="results-title">{t('results.title')}</h2>
      <p>{t('results.waiting', { count: value?.waiting ?? 0 })}</p>
      {shown === null ? null : <ErrorNotice error={shown} />}
      <div className="button-row">
        <Button onPress={() => void takeAway()} testId="results-export">
          {t('results.export')}
        </Button>
        <Button onPress={() => void acknowledge()} testId="results-acknowledge">
          {t('results.acknowledge')}
        </Button>
      </div>
    </section>
  );
}
