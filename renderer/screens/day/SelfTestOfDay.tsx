/** The writer is tried before the first card: run here and now, or the reason is given why it cannot be. */

import { untestedReasonSchema, type UntestedReason } from '../../../shared/model/day.ts';
import { useTexts } from '../../language.tsx';
import { useMay } from '../../session.tsx';
import { Select } from '../../ui/fields.tsx';
import { SelfTestFields } from '../devices/SelfTestFields.tsx';

interface SelfTestOfDayProps {
  readonly untested: UntestedReason | null;
  readonly onUntested: (reason: UntestedReason | null) => void;
  readonly onTested: () => void;
}

export function SelfTestOfDay({ untested, onUntested, onTested }: SelfTestOfDayProps) {
  const t = useTexts();
  const may = useMay();
  const reasons = untestedReasonSchema.options.map((value) => ({ value, text: t(`day.untested.${value}`) }));
  const choices = [{ value: 'none', text: t('day.untested.none') } as const, ...reasons];
  return (
    <div className="stack" data-testid="day-self-test">
      <h3>{t('devices.selfTest')}</h3>
      <p className="soft">{t('day.selfTestExplain')}</p>
      {may('device.selfTest') ? <SelfTestFields onTested={onTested} /> : null}
      <Select
        label={t('day.untested')}
        value={untested ?? 'none'}
        onChange={(value) => onUntested(value === 'none' ? null : value)}
        choices={choices}
      />
    </div>
  );
}
