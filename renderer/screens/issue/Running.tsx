/** What the device is doing to the card right now. */

import { useEffect, useState } from 'react';
import type { Progress as DeviceProgress } from '../../../shared/model/device.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { percent } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Reasons } from '../../ui/Reasons.tsx';
import type { Action } from './use-work.ts';

interface RunningProps {
  readonly jobId: string | null;
  /** Null when the work was not started by a press on this screen. */
  readonly action: Action | null;
  readonly onReload: () => void;
}

/** How often a case is looked at again whose running step nobody here waits for. */
const lookAgainMs = 2000;

export function Running({ jobId, action, onReload }: RunningProps) {
  const t = useTexts();
  const progress = useLive((live) => (jobId === null ? undefined : live.progress.get(jobId))) ?? null;
  useEffect(() => {
    if (action !== null) return undefined;
    const timer = setInterval(onReload, lookAgainMs);
    return () => clearInterval(timer);
  }, [action, onReload]);

  return (
    <div className="stage-running" data-testid="running">
      <Progress {...words(t, progress)} />
      <p className="soft">{t('issue.running')}</p>
      <Reasons reasons={progress?.reasons ?? []} />
      {jobId !== null && progress !== null && printing.has(progress.step) ? <StopPrint jobId={jobId} /> : null}
    </div>
  );
}

/** Steps that the printer can be asked to stop. */
const printing: ReadonlySet<DeviceProgress['step']> = new Set(['submit', 'printFront', 'printBack']);

/** The printer goes on by itself, or finishes the card all the same: what comes of it is shown as always. */
function StopPrint({ jobId }: { readonly jobId: string }) {
  const t = useTexts();
  const [isAsked, setIsAsked] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  async function stop(): Promise<void> {
    setIsAsked(true);
    const answer = await call('job.stopPrint', { jobId });
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) setIsAsked(false);
  }
  return (
    <div className="stack">
      <Button isPending={isAsked} onPress={() => void stop()} testId="stop-print">
        {t(isAsked ? 'issue.stopAsked' : 'issue.stopPrint')}
      </Button>
      {error === null ? null : <ErrorNotice error={error} />}
    </div>
  );
}

function words(t: Translate, progress: DeviceProgress | null) {
  if (progress === null) return { label: t('progress.start'), percent: null };
  const { step, done, total, unit } = progress;
  const count = (value: number): string => value.toLocaleString('en');
  return {
    label: t(`progress.${step}`),
    percent: total > 1 ? percent(done, total) : null,
    detail: total > 1 ? t(`progress.${unit}`, { done: count(done), total: count(total) }) : '',
  };
}
