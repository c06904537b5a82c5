/** What the device is doing to the card right now. */

import { useEffect } from 'react';
import type { Progress as DeviceProgress } from '../../../shared/model/device.ts';
import { percent } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { Progress } from '../../ui/Progress.tsx';
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
