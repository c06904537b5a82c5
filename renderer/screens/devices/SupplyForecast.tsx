/** For how many of the waiting cards the supplies will do, and a note of each that was changed. */

import { useState } from 'react';
import type { CountedSupply, SupplyForecast as Forecast } from '../../../shared/model/supplies.ts';
import type { AppError } from '../../../shared/result.ts';
import { call } from '../../client.ts';
import { useTexts } from '../../language.tsx';
import { useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { useCall } from '../../use-call.ts';

export function SupplyForecast() {
  const version = useLive((live) => live.queueVersion);
  const forecast = useCall('printer.forecast', {}, version);
  const may = useMay();
  const [error, setError] = useState<AppError | null>(null);

  async function note(supply: CountedSupply): Promise<void> {
    const answer = await call('printer.supplyChanged', { supply });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) forecast.reload();
  }

  return (
    <div className="stack" data-testid="supply-forecast">
      {error === null ? null : <ErrorNotice error={error} />}
      {(forecast.value ?? []).map((line) => (
        <Line
          key={line.kind}
          line={line}
          onChanged={may('printer.supplyChanged') ? (supply) => void note(supply) : null}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: Forecast;
  readonly onChanged: ((supply: CountedSupply) => void) | null;
}

function Line({ line, onChanged }: LineProps) {
  const t = useTexts();
  const { kind, cardsLeft, waiting, isEnough } = line;
  const title =
    kind === 'rejects'
      ? t('devices.rejects', { cards: cardsLeft })
      : t('devices.forecast', { supply: t(`forecast.${kind}`), cards: cardsLeft, waiting });
  const act = t(kind === 'rejects' ? 'devices.emptied' : 'devices.changed');
  return (
    <Notice tone={isEnough ? 'plain' : 'care'} title={title}>
      {kind === 'cards' || kind === 'blanks' || onChanged === null ? null : (
        <Button onPress={() => onChanged(kind)} label={`${t(`forecast.${kind}`)} ${act}`}>
          {act}
        </Button>
      )}
    </Notice>
  );
}
