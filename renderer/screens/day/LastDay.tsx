/** The day that was closed last: its balance, and its count sheet to be printed and signed. */

import type { Balance, WorkDay } from '../../../shared/model/day.ts';
import { call } from '../../client.ts';
import { formatInstant } from '../../format.ts';
import { useCodeText, useTexts } from '../../language.tsx';
import { say } from '../../live.ts';
import { useMay } from '../../session.tsx';
import { useAct } from '../../use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { StatusChip } from '../../ui/StatusChip.tsx';
import { OpenedUntested } from './OpenedUntested.tsx';
import '../stock/stock.css';

interface LastDayProps {
  readonly day: WorkDay;
  /** False beside a count: what was there at the close is what the ledger says is there now. */
  readonly showsBalance: boolean;
}

export function LastDay({ day, showsBalance }: LastDayProps) {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  async function save(): Promise<void> {
    const saved = await act.run(() => call('day.chooseAndSaveCountSheet', { day: day.day }));
    if (saved !== undefined && saved !== null) say('stock.fileSaved', saved, 'good');
  }
  const closed = `${formatInstant(day.closedAt ?? day.openedAt)} ${day.closedBy ?? ''}`;
  return (
    <section className="panel stack" aria-labelledby="last-day" data-testid="last-day">
      <div className="panel-head">
        <h2 id="last-day">
          {t('day.last')} {day.day}
        </h2>
        {day.isLate ? <StatusChip text={t('day.late')} shape="triangle" tone="care" /> : null}
      </div>
      <Facts
        facts={[
          { label: t('day.openedAt'), value: `${formatInstant(day.openedAt)} ${day.openedBy}` },
          { label: t('day.closedAt'), value: closed },
          ...(day.testCard === null ? [] : [{ label: t('day.testCard'), value: day.testCard, exact: true }]),
        ]}
      />
      <OpenedUntested day={day} />
      {day.balance === null || !showsBalance ? null : <BalanceTable balance={day.balance} />}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      {may('day.chooseAndSaveCountSheet') ? (
        <div className="button-row">
          <Button onPress={() => void save()} isPending={act.isPending} testId="save-count-sheet">
            {t('day.saveSheet')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function BalanceTable({ balance }: { readonly balance: Balance }) {
  const t = useTexts();
  const code = useCodeText();
  const { opening, received, transferredIn, found, cameBack, inOffice, left } = balance;
  const came = [
    [t('day.opening'), opening],
    [t('day.received'), received],
    [t('day.transferredIn'), transferredIn],
    [t('day.found'), found],
    [t('day.cameBack'), cameBack],
  ] as const;
  const accounted = [
    ...Object.entries(inOffice).map(([place, count]) => [code('blank.place', place), count] as const),
    ...Object.entries(left).map(
      ([place, count]) => [t('day.leftToday', { place: code('blank.place', place) }), count] as const,
    ),
  ];
  return (
    <table className="plain-table" data-testid="balance">
      <caption className="unseen">{t('day.balance')}</caption>
      <Side title={t('day.came')} rows={came} />
      <Side title={t('day.accounted')} rows={accounted} />
    </table>
  );
}

/** Terms that are nothing are left out; the sum never is. */
function Side({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [string, number])[] }) {
  const t = useTexts();
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2} className="soft">
          {title}
        </th>
      </tr>
      {rows
        .filter(([, count]) => count !== 0)
        .map(([name, count]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{count}</td>
          </tr>
        ))}
      <tr>
        <th scope="row">
          <strong>{t('day.total')}</strong>
        </th>
        <td className="number">
          <strong>{total}</strong>
        </td>
      </tr>
    </tbody>
  );
}
