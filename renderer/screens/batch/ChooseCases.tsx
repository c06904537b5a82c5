/** Which cases go into the batch, and for how many of them the supplies will do: said before the first card is fed. */

import { useState } from 'react';
import type { SupplyForecast } from '../../../shared/model/supplies.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/fields.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { useCall } from '../../use-call.ts';

/** More than any hopper holds; the call takes no more. */
const most = 200;

interface ChooseCasesProps {
  readonly version: number;
  readonly onStart: () => void;
}

export function ChooseCases({ version, onStart }: ChooseCasesProps) {
  const t = useTexts();
  const page = useCall('queue.list', { view: 'toIssue', offset: 0, limit: most }, version);
  const forecast = useCall('printer.forecast', {}, version);
  /** What was unticked: cases that come meanwhile are ticked as all are at first. */
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<AppError | null>(null);
  const rows = page.value?.rows ?? [];
  const chosen = rows.filter(({ id }) => !left.has(id));

  async function start(): Promise<void> {
    if (chosen.length === 0) return;
    setError(null);
    onStart();
    const answer = await call('batch.run', { applicationIds: chosen.map(({ id }) => id) });
    if (!answer.ok) setError(answer.error);
  }
  useHotkey('Ctrl+Enter', () => void start());

  function tick(id: string, isTicked: boolean): void {
    const next = new Set(left);
    if (isTicked) next.delete(id);
    else next.add(id);
    setLeft(next);
  }

  if (page.value !== null && rows.length === 0) return <p className="empty">{t('batch.nothing')}</p>;
  return (
    <div className="stack batch-choose">
      {error === null ? null : <ErrorNotice error={error} />}
      <Shortages forecast={forecast.value ?? []} count={chosen.length} />
      <div className="batch-actions">
        <Button
          big
          look="primary"
          hotkey="Ctrl+Enter"
          testId="batch-start"
          onPress={() => void start()}
          isDisabled={chosen.length === 0}
        >
          {t('batch.start', { count: chosen.length })}
        </Button>
        <Button onPress={() => setLeft(new Set())}>{t('batch.all')}</Button>
        <Button onPress={() => setLeft(new Set(rows.map(({ id }) => id)))} testId="batch-none">
          {t('batch.none')}
        </Button>
        <span className="soft">{t('batch.chosen', { count: chosen.length, total: rows.length })}</span>
      </div>
      <section className="panel batch-list" aria-label={t('batch.choose')}>
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <Checkbox
                isSelected={!left.has(row.id)}
                onChange={(isTicked) => tick(row.id, isTicked)}
                testId={`batch-case-${row.number}`}
              >
                <span className="batch-case">
                  <span className="exact">{row.number}</span> {row.latinName}
                  {row.urgent ? <StatusChip text={t('queue.urgent')} shape="bolt" tone="care" /> : null}
                </span>
              </Checkbox>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Shortages({ forecast, count }: { readonly forecast: readonly SupplyForecast[]; readonly count: number }) {
  const t = useTexts();
  const short = forecast.filter(({ kind, cardsLeft }) => cardsLeft < (kind === 'rejects' ? 1 : count));
  return short.map(({ kind, cardsLeft }) => (
    <Notice
      key={kind}
      tone="care"
      title={
        kind === 'rejects'
          ? t('devices.rejects', { cards: cardsLeft })
          : t('batch.short', { supply: t(`forecast.${kind}`), cards: cardsLeft, count })
      }
      testId={`batch-short-${kind}`}
    >
      <p>{t('batch.shortNext')}</p>
    </Notice>
  ));
}
