/** What waits, in the order in which it is taken; the order is the desk's own. */

import { useState } from 'react';
import type { BatchCase } from '../../../shared/model/batch.ts';
import type { Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { HurryDialog } from './HurryDialog.tsx';

interface WaitingCasesProps {
  readonly cases: readonly BatchCase[];
  readonly onAct: (asked: Promise<Result<unknown>>) => void;
}

export function WaitingCases({ cases, onAct }: WaitingCasesProps) {
  const t = useTexts();
  const [hurried, setHurried] = useState<BatchCase | null>(null);
  const move = (one: BatchCase, before: BatchCase | undefined): void =>
    onAct(call('batch.move', { applicationId: one.applicationId, before: before?.applicationId ?? null }));
  return (
    <section className="panel batch-list">
      <h2>{`${t('batch.waiting')}: ${cases.length}`}</h2>
      <ol data-testid="batch-waiting">
        {cases.map((one, index) => (
          <li key={one.applicationId} className="batch-row">
            <span>
              {one.urgent ? <StatusChip text={t('queue.urgent')} shape="bolt" tone="care" /> : null}
              <bdi className="exact">{one.number}</bdi> {one.latinName}
            </span>
            <span className="batch-row-acts">
              {one.urgent ? null : (
                <>
                  <Button
                    look="quiet"
                    isDisabled={index === 0 || cases[index - 1]?.urgent === true}
                    onPress={() => move(one, cases[index - 1])}
                    label={`${t('batch.earlier')} ${one.number}`}
                  >
                    {t('batch.earlier')}
                  </Button>
                  <Button
                    look="quiet"
                    isDisabled={index === cases.length - 1}
                    onPress={() => move(one, cases[index + 2])}
                    label={`${t('batch.later')} ${one.number}`}
                  >
                    {t('batch.later')}
                  </Button>
                  <Button look="quiet" onPress={() => setHurried(one)} label={`${t('batch.hurry')} ${one.number}`}>
                    {t('batch.hurry')}
                  </Button>
                </>
              )}
              <Button
                look="quiet"
                onPress={() => onAct(call('batch.remove', { applicationId: one.applicationId }))}
                label={`${t('batch.remove')} ${one.number}`}
              >
                {t('batch.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
      {hurried === null ? null : (
        <HurryDialog one={hurried} known={cases} onClose={() => setHurried(null)} onAct={onAct} />
      )}
    </section>
  );
}
