/** Custody: where is my card? Every finished card with its holder's name, and what is to be done with it. */

import { useMemo, useRef, useState } from 'react';
import type { CustodyRow, CustodyView } from '../../../shared/model/custody.ts';
import { call } from '../../client.ts';
import { useHotkey } from '../../hotkeys.ts';
import { useTexts, type Translate } from '../../language.tsx';
import { say, useLive } from '../../live.ts';
import { useNavigation } from '../../navigation.tsx';
import { useMay } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/fields.tsx';
import { focusFirstRow } from '../../ui/focus-first-row.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ErrorNotice } from '../../ui/Notice.tsx';
import { ScreenTitle } from '../../ui/ScreenTitle.tsx';
import { TabFrame } from '../../ui/TabFrame.tsx';
import { VirtualTable } from '../../ui/VirtualTable.tsx';
import { useCall } from '../../use-call.ts';
import { useAct } from '../../use-act.ts';
import { HandOverDialog } from '../hand-over/HandOverDialog.tsx';
import { ServicesDialog } from '../services/ServicesDialog.tsx';
import { custodyColumns } from './columns.tsx';
import { OldCards } from './OldCards.tsx';
import { TakeInDialog } from './TakeInDialog.tsx';

const mostCards = 500;
const tabs = ['waiting', 'uncollected', 'underWay', 'toReturn', 'all', 'oldCards'] as const;
type Shown = (typeof tabs)[number];

export function Custody() {
  const t = useTexts();
  const may = useMay();
  const act = useAct();
  const { place, go } = useNavigation();
  const version = useLive((live) => live.queueVersion);
  const [shown, setShown] = useState<Shown>(place.collecting === null ? 'waiting' : 'all');
  const [text, setText] = useState(place.collecting ?? '');
  const [open, setOpen] = useState<CustodyRow | null>(null);
  const [withServices, setWithServices] = useState<CustodyRow | null>(null);
  const [takingIn, setTakingIn] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const wanted = text.trim();
  const view: CustodyView = shown === 'oldCards' ? 'waiting' : shown;
  const input = { view, limit: mostCards, ...(wanted === '' ? {} : { text: wanted }) };
  const { value, error, reload } = useCall('custody.list', input, version);
  const columns = useMemo(() => custodyColumns(t), [t]);

  // Opened from the queue: the case's own card, once it is found.
  const [sole, ...others] = place.collecting === null ? [] : (value?.rows ?? []);
  const chosen = open ?? (others.length === 0 ? (sole ?? null) : null);
  // As the list has it now: a reminder or complaint that was noted meanwhile counts.
  const onDesk = value?.rows.find(({ card }) => card.id === chosen?.card.id) ?? chosen;
  function close(): void {
    setOpen(null);
    go({ collecting: null });
  }

  const focusSearch = (): void => search.current?.focus();
  useHotkey('Ctrl+F', focusSearch);
  useHotkey('/', focusSearch);
  function exportRevocations(): void {
    void act.run(
      () => call('custody.chooseAndExportRevocations', {}),
      (saved) => {
        if (saved !== null) say('custody.revocationsSaved', saved, 'good');
      },
    );
  }

  return (
    <div className="screen">
      <header className="screen-head">
        <ScreenTitle>{t('custody.title')}</ScreenTitle>
        <div className="grow screen-search">
          <SearchField
            label={t('custody.search')}
            placeholder={t('custody.searchHint')}
            clearLabel={t('queue.searchClear')}
            value={text}
            onChange={setText}
            inputRef={search}
            onLeave={() => focusFirstRow(table)}
            testId="custody-search"
          />
          <KeyHint keys="/" />
        </div>
        {may('custody.chooseAndTakeIn') ? (
          <Button onPress={() => setTakingIn(true)} testId="take-in">
            {t('custody.takeIn')}
          </Button>
        ) : null}
        {may('custody.chooseAndExportRevocations') ? (
          <Button onPress={exportRevocations} testId="export-revocations">
            {t('custody.revocations')}
          </Button>
        ) : null}
      </header>
      {error === null ? null : <ErrorNotice error={error} />}
      {act.error === null ? null : <ErrorNotice error={act.error} />}
      <TabFrame
        label={t('custody.views')}
        tabs={tabs}
        selected={shown}
        onSelect={setShown}
        titleOf={(one) => t(`custody.${one}`)}
        countOf={(one) => (value === null || one === 'oldCards' ? '' : value.counts[one])}
        testId="custody"
      >
        {shown === 'oldCards' ? (
          <OldCards version={version} />
        ) : value === null ? (
          <p className="empty">{t('shell.loading')}</p>
        ) : (
          <VirtualTable
            label={t('custody.table')}
            columns={columns}
            rows={value.rows.map((row) => ({ ...row, id: row.card.id }))}
            textOf={(row) => row.card.blankSerial}
            onOpen={setOpen}
            empty={emptyText(t, shown, wanted)}
            tableRef={table}
            testId="custody-table"
          />
        )}
      </TabFrame>
      {onDesk === null || withServices !== null ? null : (
        <HandOverDialog
          key={onDesk.card.id}
          row={onDesk}
          onClose={() => {
            close();
            reload();
          }}
          onServices={() => {
            setWithServices(onDesk);
            close();
          }}
        />
      )}
      {withServices === null ? null : (
        <ServicesDialog
          key={withServices.card.id}
          card={withServices.card}
          onClose={() => {
            setWithServices(null);
            reload();
          }}
        />
      )}
      {takingIn ? <TakeInDialog onClose={() => setTakingIn(false)} /> : null}
    </div>
  );
}

function emptyText(t: Translate, view: Shown, text: string): string {
  if (text !== '') return t('custody.emptySearch', { text });
  switch (view) {
    case 'waiting':
    case 'oldCards':
      return t('custody.empty');
    case 'uncollected':
      return t('custody.emptyUncollected');
    case 'underWay':
      return t('custody.emptyUnderWay');
    case 'toReturn':
      return t('custody.emptyToReturn');
    case 'all':
      return t('custody.emptyAll');
    default:
      return view satisfies never;
  }
}
