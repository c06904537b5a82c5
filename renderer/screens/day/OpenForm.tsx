/** Before the first card: the checks, the writer tried, tray and safe counted blind, and one big button. */

import { useState } from 'react';
import { LONGEST_NOTE, type DayCheck, type UntestedReason } from '../../../shared/model/day.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useCodeText, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { CountField, countIn } from '../../ui/CountField.tsx';
import { Checkbox, TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { useCall } from '../../use-call.ts';
import { CountedTwice } from './CountedTwice.tsx';
import { SelfTestOfDay } from './SelfTestOfDay.tsx';

export function OpenForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts();
  const act = useAct();
  const checks = useCall('day.checks', {});
  const [form, setForm] = useState({ inTray: '', boxed: '', note: '' });
  const [untested, setUntested] = useState<UntestedReason | null>(null);
  const [countedTwice, setTwice] = useState(false);
  const [clockConfirmed, setClock] = useState(false);
  const [inTray, boxed] = [countIn(form.inTray), countIn(form.boxed)];
  const isTested = checks.value?.some(({ check, ok }) => check === 'selfTest' && ok) === true;
  const isAnswered = isTested || untested !== null;
  const count = inTray !== null && boxed !== null && isAnswered ? { inTray, boxed } : null;

  async function open(): Promise<void> {
    if (count === null) return;
    const reason = isTested ? null : untested;
    const input = { count, countedTwice, untested: reason, clockConfirmed, note: form.note };
    const day = await act.run(() => call('day.open', input));
    setTwice(false);
    if (day === undefined) return;
    say('day.opened', { day: day.day }, 'good');
    onDone();
  }
  useHotkey('Ctrl+Enter', () => void open());

  return (
    <section className="panel stack" aria-labelledby="day-open-title" data-testid="day-open">
      <h2 id="day-open-title">{t('day.openTitle')}</h2>
      <p className="soft">{t('day.openExplain')}</p>
      <h3>{t('day.checks')}</h3>
      <ul className="check-list" data-testid="day-checks">
        {(checks.value ?? []).map((one) => (
          <Check key={one.check} check={one} />
        ))}
      </ul>
      {checks.value === null || isTested ? null : (
        <SelfTestOfDay untested={untested} onUntested={setUntested} onTested={checks.reload} />
      )}
      <h3>{t('day.counts')}</h3>
      <div className="count-fields">
        <CountField
          label={t('blank.place.inTray')}
          value={form.inTray}
          onChange={(text) => setForm({ ...form, inTray: text })}
          testId="count-inTray"
        />
        <CountField
          label={t('blank.place.boxed')}
          value={form.boxed}
          onChange={(text) => setForm({ ...form, boxed: text })}
          testId="count-boxed"
        />
      </div>
      <TextField
        label={t('day.noteField')}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
        maxLength={LONGEST_NOTE}
        testId="day-note"
      />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      <CountedTwice error={act.error} isSelected={countedTwice} onChange={setTwice} />
      {act.error?.kind === 'day.clockJumped' || act.error?.kind === 'day.clockBehind' ? (
        <Checkbox isSelected={clockConfirmed} onChange={setClock} testId="clock-confirmed">
          {t('day.clockConfirmed')}
        </Checkbox>
      ) : null}
      <div className="button-row day-actions">
        <Button
          big
          look="primary"
          onPress={() => void open()}
          isDisabled={count === null}
          isPending={act.isPending}
          hotkey="Ctrl+Enter"
          testId="open-day"
        >
          {t('day.open')}
        </Button>
      </div>
    </section>
  );
}

function Check({ check: { check, ok, detail } }: { readonly check: DayCheck }) {
  const t = useTexts();
  const code = useCodeText();
  const words = wordsOf();
  function wordsOf(): string {
    if (check === 'clock') return formatInstant(detail);
    if (check === 'selfTest') return detail === '' ? t('day.notTestedYet') : detail;
    return check === 'writer' || check === 'printer' ? code(`${check}.state`, detail) : detail;
  }
  return (
    <li data-ok={ok}>
      <span className="check-what">
        <span>{t(`day.check.${check}`)}</span>
        <span className="soft">{words}</span>
      </span>
      <StatusChip
        text={t(ok ? 'day.checkOk' : 'day.checkBad')}
        shape={ok ? 'tick' : 'triangle'}
        tone={ok ? 'good' : 'care'}
      />
    </li>
  );
}
