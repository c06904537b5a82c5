/** Cards of which something went wrong: one person sets such a card aside at once; the rest of the batch goes on. */

import { useState } from 'react';
import type { BatchCase } from '../../../shared/model/batch.ts';
import type { Job, SetAsideReason } from '../../../shared/model/job.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useNavigation } from '../../navigation.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { SetAsideDialog } from '../issue/SetAsideDialog.tsx';

export function FailedCases({ cases }: { readonly cases: readonly BatchCase[] }) {
  const t = useTexts();
  const { go } = useNavigation();
  const [aside, setAside] = useState<Job | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  if (cases.length === 0) return null;

  async function confirm(job: Job, reason: SetAsideReason, note: string): Promise<void> {
    setAside(null);
    const answer = await call('job.setAside', { jobId: job.id, revision: job.revision, reason, note });
    setError(answer.ok ? null : answer.error);
  }

  return (
    <section className="panel stack" data-testid="batch-failed">
      <h2>{`${t('batch.failed')}: ${cases.length}`}</h2>
      {error === null ? null : <ErrorNotice error={error} />}
      {cases.map(({ applicationId, number, latinName, error: failure, job }) => (
        <div key={applicationId} className="stack" data-testid={`batch-failed-${number}`}>
          <p>
            <bdi className="exact">{number}</bdi> <strong>{latinName}</strong>
          </p>
          {/* Once it is set aside, what to do about it is done. */}
          {failure === null || job?.state === 'setAside' ? null : <ErrorNotice error={failure} />}
          <div className="batch-actions">
            {job?.state === 'setAside' ? <span>{t('batch.isSetAside')}</span> : null}
            {job !== null && hasCard(job) ? (
              <Button look="danger" onPress={() => setAside(job)} testId={`batch-set-aside-${number}`}>
                {t('issue.setAside.open')}
              </Button>
            ) : null}
            <Button onPress={() => go({ screen: 'issue', issuing: applicationId })}>{t('batch.open')}</Button>
          </div>
        </div>
      ))}
      {aside === null ? null : (
        <SetAsideDialog
          isOpen
          suggestion={aside.suspendedIn === 'encoding' ? 'chipFault' : 'printFault'}
          onClose={() => setAside(null)}
          onConfirm={(reason, note) => void confirm(aside, reason, note)}
        />
      )}
    </section>
  );
}

/** A card lies somewhere, and is neither finished nor set aside. */
function hasCard({ state, blankSerial }: Job): boolean {
  return blankSerial !== null && state !== 'setAside' && state !== 'cancelled' && state !== 'verified';
}
