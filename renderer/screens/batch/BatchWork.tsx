/** A batch at work: what each device does and to whose card, what waits, what is to be looked at. */

import { useState } from 'react';
import type { CallName } from '../../../shared/contract.ts';
import type { BatchCase, BatchView } from '../../../shared/model/batch.ts';
import type { AppError, Result } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { DangerDialog } from '../../ui/DangerDialog.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { AtDevices } from './AtDevices.tsx';
import { CasesToLookAt } from './CasesToLookAt.tsx';
import { FailedCases } from './FailedCases.tsx';
import { HurryDialog } from './HurryDialog.tsx';
import { WaitingCases } from './WaitingCases.tsx';

/** No device will have them again. */
const ended: ReadonlySet<BatchCase['station']> = new Set(['printed', 'toLookAt', 'failed']);

interface BatchWorkProps {
  readonly view: BatchView;
  readonly onNew: () => void;
}

export function BatchWork({ view, onNew }: BatchWorkProps) {
  const t = useTexts();
  const [error, setError] = useState<AppError | null>(null);
  const [isEnding, setIsEnding] = useState(false);
  const [isHurrying, setIsHurrying] = useState(false);
  const waiting = view.cases.filter(({ station }) => station === 'waiting');
  const isOver = !view.isRunning && view.cases.every(({ station }) => ended.has(station));

  async function act(asked: Promise<Result<unknown>>): Promise<void> {
    const answer = await asked;
    setError(answer.ok ? null : answer.error);
  }
  const press = (name: Extract<CallName, 'batch.pause' | 'batch.resume' | 'batch.cancel'>) => () =>
    void act(call(name, {}));

  return (
    <div className="batch-work" data-testid="batch-work" data-over={isOver}>
      <div className="batch-actions">
        {isOver ? (
          <Button big look="primary" onPress={onNew} testId="batch-new">
            {t('batch.new')}
          </Button>
        ) : (
          <>
            <Button
              big
              look="primary"
              isPending={view.isPausing}
              onPress={press(view.isRunning ? 'batch.pause' : 'batch.resume')}
              testId={view.isRunning ? 'batch-pause' : 'batch-resume'}
            >
              {t(view.isRunning ? 'batch.pause' : 'batch.resume')}
            </Button>
            <Button onPress={() => setIsHurrying(true)} testId="batch-urgent">
              {t('batch.urgentCase')}
            </Button>
            <Button look="danger" onPress={() => setIsEnding(true)} testId="batch-cancel">
              {t('batch.cancel')}
            </Button>
            {view.isRunning ? null : <Button onPress={onNew}>{t('batch.new')}</Button>}
          </>
        )}
        <strong role="status" data-testid="batch-status">
          {statusOf(t, view, isOver)}
        </strong>
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {view.error === null || view.isRunning ? null : <ErrorNotice error={view.error} />}
      <div className="batch-body">
        <div className="stack">
          <AtDevices cases={view.cases} />
          <CasesToLookAt cases={view.cases.filter(({ station }) => station === 'toLookAt')} />
          <FailedCases cases={view.cases.filter(({ station }) => station === 'failed')} />
        </div>
        <div className="stack">
          <WaitingCases cases={waiting} onAct={(asked) => void act(asked)} />
          <Printed cases={view.cases.filter(({ station }) => station === 'printed')} />
        </div>
      </div>
      {isHurrying ? (
        <HurryDialog
          one={null}
          known={view.cases}
          onClose={() => setIsHurrying(false)}
          onAct={(asked) => void act(asked)}
        />
      ) : null}
      <DangerDialog
        name="batch-cancel"
        title={t('batch.cancelTitle')}
        keepText={t('batch.keep')}
        actText={t('batch.cancel')}
        isOpen={isEnding}
        onClose={() => setIsEnding(false)}
        onAct={() => {
          setIsEnding(false);
          press('batch.cancel')();
        }}
      >
        <p>{t('batch.cancelExplain')}</p>
      </DangerDialog>
    </div>
  );
}

function statusOf(t: Translate, { isRunning, isPausing, cases }: BatchView, isOver: boolean): string {
  const done = cases.filter(({ station }) => station === 'printed').length;
  const count = { done, total: cases.length };
  if (isPausing) return t('batch.pausing');
  if (isRunning) return t('batch.running', count);
  return t(isOver ? 'batch.done' : 'batch.paused', count);
}

function Printed({ cases }: { readonly cases: readonly BatchCase[] }) {
  const t = useTexts();
  if (cases.length === 0) return null;
  return (
    <Notice tone="good" title={`${t('batch.printed')}: ${cases.length}`}>
      <ul data-testid="batch-printed">
        {cases.map(({ applicationId, number, latinName }) => (
          <li key={applicationId}>
            <bdi className="exact">{number}</bdi> {latinName}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
