/** One panel a device: what it does right now, and whose card that is, in letters that are read from afar. */

import type { BatchCase } from '../../../shared/model/batch.ts';
import { percent } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { Progress } from '../../ui/Progress.tsx';
import { Reasons } from '../../ui/Reasons.tsx';

export function AtDevices({ cases }: { readonly cases: readonly BatchCase[] }) {
  const at = (stations: readonly BatchCase['station'][]): readonly BatchCase[] =>
    cases.filter(({ station }) => stations.includes(station));
  return (
    <>
      <Device name="printer" cases={at(['tapping', 'printing'])} />
      <Device name="writer" cases={at(['writing', 'written'])} />
    </>
  );
}

interface DeviceProps {
  readonly name: 'writer' | 'printer';
  readonly cases: readonly BatchCase[];
}

function Device({ name, cases }: DeviceProps) {
  const t = useTexts();
  return (
    <section className="panel" data-testid={`batch-${name}`}>
      <h2>{t(`batch.${name}`)}</h2>
      {cases.length === 0 ? <p className="soft">{t('batch.idle')}</p> : null}
      {cases.map((one) => (
        <CaseAtDevice key={one.applicationId} one={one} />
      ))}
    </section>
  );
}

function CaseAtDevice({ one }: { readonly one: BatchCase }) {
  const t = useTexts();
  const jobId = one.job?.id ?? null;
  const progress = useLive((live) => (jobId === null ? undefined : live.progress.get(jobId))) ?? null;
  const { station } = one;
  const slot = one.job?.slot ?? null;
  if (station === 'waiting' || station === 'printed' || station === 'toLookAt' || station === 'failed') return null;
  const isMoving = station === 'writing' || station === 'printing';
  const share = progress !== null && progress.total > 1 ? percent(progress.done, progress.total) : null;
  return (
    <div className="stack" data-station={station}>
      <p className="batch-holder">{t('batch.tapped', { name: one.latinName })}</p>
      <p>
        <bdi className="exact">{one.number}</bdi>
      </p>
      {station === 'written' ? (
        <p>{slot === null ? t('batch.station.written') : t('batch.inSlot', { slot })}</p>
      ) : (
        <Progress label={t(`batch.station.${station}`)} percent={isMoving ? share : null} />
      )}
      <Reasons reasons={progress?.reasons ?? []} />
    </div>
  );
}
