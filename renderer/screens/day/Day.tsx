/** The working day: opened by a count, handed from shift to shift, closed by a count; differences explained by two. */

import { useState } from 'react';
import type { DayView } from '../../../shared/model/day.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useTexts } from '../../language.tsx';
import { say, useLive } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice, Notice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { StatusChip, type ChipTone } from '../../ui/StatusChip.tsx';
import type { ShapeName } from '../../ui/Shape.tsx';
import { useCall } from '../../use-call.ts';
import { CloseForm } from './CloseForm.tsx';
import { Destroy } from './Destroy.tsx';
import { Differences } from './Differences.tsx';
import { LastDay } from './LastDay.tsx';
import { OpenedUntested } from './OpenedUntested.tsx';
import { OpenForm } from './OpenForm.tsx';
import { ShiftDialog } from './ShiftDialog.tsx';
import './day.css';

type State = 'none' | 'open' | 'closing';

const looks: Readonly<Record<State, { readonly shape: ShapeName; readonly tone: ChipTone }>> = {
  none: { shape: 'ring', tone: 'care' },
  open: { shape: 'tick', tone: 'good' },
  closing: { shape: 'half', tone: 'accent' },
};

export function Day() {
  const t = useTexts();
  const version = useLive((live) => live.queueVersion);
  const { value, error, reload } = useCall('day.view', {}, version);
  const state = stateOf(value);
  return (
    <div className="screen" data-day={state}>
      <header className="screen-head">
        <div className="grow">
          <ScreenTitle>{t('day.title')}</ScreenTitle>
        </div>
        <span className="soft">{value === null ? '' : t('day.today', { day: value.today })}</span>
        <StatusChip text={t(`day.state.${state}`)} {...looks[state]} />
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      {value === null ? (
        <p className="empty">{error === null ? t('shell.loading') : ''}</p>
      ) : (
        <div className="day-body">
          <div className="stack">
            <Warnings view={value} />
            <Differences differences={value.differences} />
            <Main view={value} state={state} onDone={reload} />
          </div>
          <div className="stack">
            {state === 'closing' ? <Destroy /> : null}
            {state === 'closing' || value.last === null ? null : (
              <LastDay day={value.last} showsBalance={state === 'open'} />
            )}
          </div>
        </div>
      )}
    </div>
  );
}

function stateOf(view: DayView | null): State {
  const state = view?.current?.state;
  return state === 'open' || state === 'closing' ? state : 'none';
}

function Warnings({ view }: { readonly view: DayView }) {
  const t = useTexts();
  if (view.current === null) return null;
  const { day } = view.current;
  return (
    <>
      {view.isOverdue ? <Notice tone="care" title={t('day.overdue', { day })} testId="day-overdue" /> : null}
      <OpenedUntested day={view.current} />
    </>
  );
}

interface MainProps {
  readonly view: DayView;
  readonly state: State;
  readonly onDone: () => void;
}

function Main({ view, state, onDone }: MainProps) {
  const may = useMay();
  if (state === 'none') return may('day.open') ? <OpenForm onDone={onDone} /> : null;
  if (state === 'closing' && may('day.close')) return <CloseForm view={view} onDone={onDone} />;
  return <OpenDay view={view} onDone={onDone} />;
}

/** While people work: who opened it, the shifts, and the way to the close. */
function OpenDay({ view, onDone }: Omit<MainProps, 'state'>) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const [isHanding, setHanding] = useState(false);
  const day = view.current;
  if (day === null) return null;

  async function beginClose(): Promise<void> {
    if ((await act.run(() => call('day.beginClose', {}))) === undefined) return;
    say('day.closingBegun', {}, 'plain');
    onDone();
  }
  return (
    <section className="panel stack" aria-labelledby="day-current" data-testid="day-current">
      <h2 id="day-current">{t('day.current')}</h2>
      <Facts
        columns={3}
        facts={[
          { label: t('day.day'), value: day.day },
          { label: t('day.openedAt'), value: `${formatInstant(day.openedAt)} ${day.openedBy}` },
          { label: t('day.opening'), value: day.opening },
          ...(day.testCard === null ? [] : [{ label: t('day.testCard'), value: day.testCard, exact: true }]),
          ...(day.note === null ? [] : [{ label: t('day.note'), value: day.note, wide: true }]),
        ]}
      />
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      <h3>{t('day.shifts')}</h3>
      {view.shifts.length === 0 ? (
        <p className="soft">{t('day.noShifts')}</p>
      ) : (
        <ul className="stack" data-testid="shifts">
          {view.shifts.map(({ number, at, givenBy, takenBy, note }) => (
            <li key={number}>
              {t('day.shift', { time: formatInstant(at).slice(11), givenBy, takenBy })}
              {note === '' ? null : <span className="soft"> · {note}</span>}
            </li>
          ))}
        </ul>
      )}
      {may('day.handShift') ? (
        <div className="button-row">
          <Button onPress={() => setHanding(true)} testId="hand-shift">
            {t('day.handShift')}
          </Button>
          <Button onPress={() => void beginClose()} isPending={act.isPending} testId="begin-close">
            {t('day.beginClose')}
          </Button>
        </div>
      ) : null}
      {isHanding ? <ShiftDialog suspended={view.leftOver.suspended} onClose={() => setHanding(false)} /> : null}
    </section>
  );
}
