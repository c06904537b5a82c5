/** The close: what is left over, destruction by two, everything counted, and the day is over. A quiet day takes a minute. */

import { useState } from 'react';
import { countedPlaces, LONGEST_NOTE, type DayView, type FullCount } from '../../../shared/model/day.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { CountField, countIn } from '../../ui/CountField.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Checkbox, TextField } from '../../ui/fields.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { CountedTwice } from './CountedTwice.tsx';

interface CloseFormProps {
  readonly view: DayView;
  readonly onDone: () => void;
}

type Typed = Readonly<Partial<Record<keyof FullCount, string>>>;

export function CloseForm({ view, onDone }: CloseFormProps) {
  const t = useTexts();
  const act = useAct();
  const [typed, setTyped] = useState<Typed>({});
  const [countedTwice, setTwice] = useState(false);
  const [leftOverSeen, setSeen] = useState(false);
  const [note, setNote] = useState('');
  const count = countOf(typed);
  const { envelopes, unfinishedJobs } = view.leftOver;
  const isComplete = count !== null && (leftOverSeen || envelopes + unfinishedJobs === 0);

  async function close(): Promise<void> {
    if (count === null || !isComplete) return;
    const day = await act.run(() => call('day.close', { count, countedTwice, leftOverSeen, note }));
    setTwice(false);
    if (day === undefined) return;
    say('day.closed', { day: day.day }, 'good');
    onDone();
  }
  async function resume(): Promise<void> {
    if ((await act.run(() => call('day.resume', {}))) === undefined) return;
    say('day.resumed', {}, 'plain');
    onDone();
  }
  useHotkey('Ctrl+Enter', () => void close());

  return (
    <section className="panel stack" aria-labelledby="day-close-title" data-testid="day-close">
      <h2 id="day-close-title">{t('day.closeTitle')}</h2>
      <h3>{t('day.leftOver')}</h3>
      <LeftOver leftOver={view.leftOver} />
      {envelopes + unfinishedJobs === 0 ? null : (
        <Checkbox isSelected={leftOverSeen} onChange={setSeen} testId="left-over-seen">
          {t('day.leftOverSeen')}
        </Checkbox>
      )}
      <h3>{t('day.counts')}</h3>
      <div className="count-fields">
        {countedPlaces.map((place) => (
          <CountField
            key={place}
            label={t(`blank.place.${place}`)}
            value={typed[place] ?? ''}
            onChange={(text) => setTyped({ ...typed, [place]: text })}
            testId={`count-${place}`}
          />
        ))}
      </div>
      <TextField
        label={t('day.noteField')}
        value={note}
        onChange={setNote}
        maxLength={LONGEST_NOTE}
        testId="close-note"
      />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      <CountedTwice error={act.error} isSelected={countedTwice} onChange={setTwice} />
      <div className="button-row day-actions">
        <Button onPress={() => void resume()} isPending={act.isPending} testId="resume-day">
          {t('day.resume')}
        </Button>
        <Button
          big
          look="primary"
          onPress={() => void close()}
          isDisabled={!isComplete}
          isPending={act.isPending}
          hotkey="Ctrl+Enter"
          testId="close-day"
        >
          {t('day.close')}
        </Button>
      </div>
    </section>
  );
}

/** Null until every place was counted. */
function countOf(typed: Typed): FullCount | null {
  const [boxed, inTray, setAside, test, returned, suspended, finished] = countedPlaces.map((place) =>
    countIn(typed[place] ?? ''),
  );
  const all = [boxed, inTray, setAside, test, returned, suspended, finished];
  if (all.some((one) => one === null || one === undefined)) return null;
  return {
    boxed: boxed ?? 0,
    inTray: inTray ?? 0,
    setAside: setAside ?? 0,
    test: test ?? 0,
    returned: returned ?? 0,
    suspended: suspended ?? 0,
    finished: finished ?? 0,
  };
}

function LeftOver({ leftOver }: { readonly leftOver: DayView['leftOver'] }) {
  const t = useTexts();
  const { unfinishedJobs, resultsWaiting } = leftOver;
  return (
    <Facts
      columns={3}
      facts={[
        { label: t('day.unfinished'), value: unfinishedJobs },
        { label: t('day.results'), value: resultsWaiting },
      ]}
    />
  );
}
