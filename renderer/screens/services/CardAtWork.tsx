/** What is happening to the card on the writer. */

import type { Progress as DeviceProgress } from '../../../shared/model/device.ts';
import { percent } from '../../format.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { Progress } from '../../ui/Progress.tsx';

export function CardAtWork({ jobId }: { readonly jobId: string }) {
  const t = useTexts();
  const progress = useLive((live) => live.progress.get(jobId)) ?? null;
  return (
    <div data-testid="services-running">
      <Progress {...words(t, progress)} />
      <p className="soft">{t(progress?.step === 'write' ? 'services.writing' : 'services.reading')}</p>
    </div>
  );
}

function words(t: Translate, progress: DeviceProgress | null) {
  if (progress === null) return { label: t('progress.start'), percent: null };
  const { step, done, total, unit } = progress;
  const isCounted = total > 1;
  return {
    label: t(`progress.${step}`),
    percent: isCounted ? percent(done, total) : null,
    detail: isCounted ? t(`progress.${unit}`, { done: String(done), total: String(total) }) : '',
  };
}
